//! All that reads the structure through expressions.
//!
//! Constant bounds and defaults come first, because everything after is held against them; then what the
//! Fact Model derives and forbids; then links and rules, which give acts their defaults; then views, queries
//! and screens; and stories last, whose specs use all of it.

mod advice;
mod aggregates;
mod assign;
mod automated;
mod bounds;
mod constants;
mod derived;
mod describe;
mod event_scope;
mod expr;
mod follow;
mod gaps;
mod grounds;
mod index;
mod known;
mod links;
mod lookups;
mod missing;
mod opening;
mod pass;
mod past;
mod payload;
mod queries;
mod reach;
mod reactions;
mod rules;
mod scope;
mod screens;
mod slots;
mod specs;
mod stories;
mod stubs;
mod typer;
mod units;
mod views;

pub(super) use constants::payload_fields;
pub(crate) use describe::{explained, type_name, unit_name};
pub(crate) use expr::functions::name as function_name;
pub(super) use scope::snake;
pub(crate) use units::{counts_time, quotient as unit_quotient};

use std::collections::{BTreeSet, HashMap, HashSet};

use coact_syntax::ast::ItemKind;

use super::cx::{ItemRef, Names};
use super::notes::{Notes, Stage};
use crate::model::{LinkId, Model};
use follow::{Lengths, Made};
use index::Index;
use pass::Pass;
use specs::{Rejections, Scope};

/// What the phase remembers for the next edit.
#[derive(Debug)]
pub(crate) struct Expressed {
    index: Index,
    /// Links with values that could not be read.
    broken: BTreeSet<LinkId>,
    /// Rules that could not be read in full.
    incomplete: HashSet<usize>,
    rejections: Rejections,
    /// What each rule, story and spec added to the lists of the model.
    made: HashMap<usize, Made>,
}

/// What the first half leaves to the second.
#[derive(Debug)]
pub(crate) struct Ground {
    index: Index,
    broken: BTreeSet<LinkId>,
    incomplete: HashSet<usize>,
    made: HashMap<usize, Made>,
}

/// Types the fields of views. It comes first, because other models may read them.
pub(crate) use views::fields as view_fields;

/// The first half: what needs no event of another model, and tells the types of the events that are declared where they
/// are emitted.
pub(crate) fn ground(
    items: &[ItemRef<'_>],
    names: &mut Names,
    model: &mut Model,
    notes: &mut Notes,
) -> Ground {
    let mut findings = Vec::new();
    queries::declare(items, names, model, &mut findings);
    stubs::declare(items, names, model, &mut findings);
    let index = Index::of(model, items, names);
    let mut pass = Pass {
        names,
        index: &index,
        model,
        findings: &mut findings,
    };
    notes.take(Stage::Declared, pass.findings);
    let mut made = HashMap::new();
    for item in items {
        constants::ranges(&mut pass, *item);
        notes.take_of(Stage::Ranges, item.index, pass.findings);
    }
    constants::take_over(&mut pass, |_, _| true);
    for item in items {
        constants::defaults(&mut pass, *item);
        notes.take_of(Stage::Defaults, item.index, pass.findings);
    }
    for item in items {
        derived::derived(&mut pass, *item);
        notes.take_of(Stage::Derived, item.index, pass.findings);
    }
    derived::cycles(&mut pass);
    notes.take(Stage::Cycles, pass.findings);
    views::facts(&mut pass, items);
    notes.take(Stage::Columns, pass.findings);
    let mut broken = BTreeSet::new();
    let places = links::places(pass.model);
    for item in items {
        broken.extend(links::links(&mut pass, *item, &places));
        notes.take_of(Stage::Links, item.index, pass.findings);
    }
    links::give_defaults(pass.model);
    for item in items {
        lookups::lookup(&mut pass, *item);
        notes.take_of(Stage::Lookups, item.index, pass.findings);
    }
    let mut incomplete = HashSet::new();
    for item in items {
        if let ItemKind::Rule(written) = &item.item.kind {
            index.reads(Some(item));
            let before = Lengths::of(pass.model);
            if !rules::rule(&mut pass, *item, written) {
                incomplete.insert(item.index);
            }
            made.insert(item.index, before.made(pass.model));
            notes.take_of(Stage::Rules, item.index, pass.findings);
        }
    }
    index.reads(None);
    automated::automated(&mut pass, incomplete.is_empty(), &broken);
    notes.take(Stage::Automated, pass.findings);
    aggregates::aggregates(&mut pass, items);
    opening::openings(&mut pass, items);
    notes.take(Stage::Aggregates, pass.findings);
    Ground {
        index,
        broken,
        incomplete,
        made,
    }
}

/// The second half: views, queries and screens, stories and specs.
pub(crate) fn stories(
    items: &[ItemRef<'_>],
    names: &Names,
    model: &mut Model,
    notes: &mut Notes,
    ground: Ground,
) -> Expressed {
    let Ground {
        index,
        broken,
        incomplete,
        mut made,
    } = ground;
    let mut findings = Vec::new();
    let mut pass = Pass {
        names,
        index: &index,
        model,
        findings: &mut findings,
    };
    for (stage, read) in BY_ITEM {
        for item in items {
            index.reads(Some(item));
            read(&mut pass, item);
            notes.take_of(*stage, item.index, pass.findings);
        }
    }
    index.reads(None);
    views::circles(&mut pass);
    notes.take(Stage::Circles, pass.findings);
    past::pasts(&mut pass, items);
    stories::marks(&mut pass, items);
    let rejections = Rejections::of(pass.model, items);
    let level = stories::constants(items);
    let scope = Scope::global(&level);
    let definitions = specs::check_definitions(&mut pass, &scope, &level);
    pass.model.definitions = definitions;
    notes.take(Stage::Definitions, pass.findings);
    for item in items {
        if matches!(item.item.kind, ItemKind::Story(_) | ItemKind::Spec(_)) {
            index.reads(Some(item));
            let before = Lengths::of(pass.model);
            stories::story_or_spec(&mut pass, *item, &scope, &rejections);
            made.insert(item.index, before.made(pass.model));
            notes.take_of(Stage::Stories, item.index, pass.findings);
        }
    }
    past::of_specs(&mut pass);
    notes.take(Stage::Definitions, pass.findings);
    Expressed {
        index,
        broken,
        incomplete,
        rejections,
        made,
    }
}

/// A stage that reads one item after the other.
type ByItem = (Stage, fn(&mut Pass<'_>, &ItemRef<'_>));

/// What is read item by item and adds nothing to the lists of the model.
const BY_ITEM: &[ByItem] = &[
    (Stage::Views, views::view),
    (Stage::Queries, queries::query_of),
    (Stage::Screens, screens::screen),
];
