//! What comes before the rules, again: bounds and defaults, derived facts and laws, links.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use coact_syntax::ast::{self, ItemKind};

use super::super::super::again::{self, Differs};
use super::super::super::cx::{Element, ItemRef};
use super::super::super::notes::{Notes, Stage};
use super::super::pass::Pass;
use super::super::{constants, derived, grounds, links, lookups};
use crate::Loc;
use crate::model::{Law, LinkId, ResponseLink};

/// The names of laws that can be read. Specs name a law for which a command is rejected, and one that cannot be read is
/// none.
fn named(laws: &[Law]) -> BTreeSet<&str> {
    laws.iter().map(|law| law.name.text.as_str()).collect()
}

/// Reads what comes before the rules. Answers the words by which others name what differs.
pub(super) fn ground(
    pass: &mut Pass<'_>,
    changed: &[ItemRef<'_>],
    differs: Differs,
    broken: &BTreeSet<LinkId>,
    notes: &mut Notes,
) -> Option<BTreeSet<String>> {
    let Differs {
        mut words,
        facts,
        derived,
        laws,
        links,
    } = differs;
    let read = || {
        changed
            .iter()
            .filter(|item| again::is_read(&item.item.kind))
    };
    let mut kinds = HashSet::new();
    for item in read() {
        constants::ranges(pass, *item);
        notes.replace(Stage::Ranges, item.index, pass.findings);
        if let Some(Element::Kind(id)) = pass.names.item(item) {
            kinds.insert(id);
        }
    }
    constants::take_over(pass, |id, kind| {
        kinds.contains(&id) || derived.contains_key(&kind.product.entity)
    });
    for item in read() {
        constants::defaults(pass, *item);
        notes.replace(Stage::Defaults, item.index, pass.findings);
    }
    for item in read() {
        derived::derived(pass, *item);
        notes.replace(Stage::Derived, item.index, pass.findings);
    }
    if !derived.is_empty() {
        derived::cycles(pass);
        notes.replace(Stage::Cycles, 0, pass.findings);
    }
    words.extend(grounds::words(pass.model, &facts, &derived));
    for (id, before) in &laws {
        let (before, now) = (named(before), named(&pass.model.entities[*id].laws));
        words.extend(before.symmetric_difference(&now).map(ToString::to_string));
    }
    let places = if links.is_empty() {
        HashMap::new()
    } else {
        links::places(pass.model)
    };
    for item in read() {
        links_of(pass, *item, &places, notes)?;
    }
    settle(pass, &links, broken)?;
    Some(words)
}

/// Reads the payloads of the links of an item again, or its operative times; none where one cannot be read.
fn links_of(
    pass: &mut Pass<'_>,
    item: ItemRef<'_>,
    places: &HashMap<Loc, LinkId>,
    notes: &mut Notes,
) -> Option<()> {
    let broken = links::links(pass, item, places);
    notes.replace(Stage::Links, item.index, pass.findings);
    broken.is_empty().then_some(())
}

/// Lets acts have by default what links give that were read again; none where a link is not like the one before in what
/// others see of it.
fn settle(
    pass: &mut Pass<'_>,
    before: &BTreeMap<LinkId, ResponseLink>,
    broken: &BTreeSet<LinkId>,
) -> Option<()> {
    let fields = |link: &ResponseLink| -> Vec<usize> {
        let fields = link.payload.iter();
        fields.map(|(at, _)| *at).collect()
    };
    for (id, before) in before {
        let now = &pass.model.links[*id];
        let is_alike = fields(before) == fields(now)
            && before.subject.is_some() == now.subject.is_some()
            && before.key.is_some() == now.key.is_some();
        if broken.contains(id) || !is_alike {
            return None;
        }
        links::refresh_defaults(pass.model, *id);
    }
    Some(())
}

/// Reads again what an item that rests on what differs is before the rules. Answers whether it has to be read after
/// them, too; none where it cannot be read by itself.
pub(super) fn again(
    pass: &mut Pass<'_>,
    item: ItemRef<'_>,
    places: &HashMap<Loc, LinkId>,
    broken: &BTreeSet<LinkId>,
    notes: &mut Notes,
) -> Option<bool> {
    pass.index.reads(None);
    match (&item.item.kind, pass.names.item(&item)) {
        (ItemKind::Entity(_), Some(Element::Entity(id))) => {
            let entity = &mut pass.model.entities[id];
            let before = entity.derived.clone();
            let laws = std::mem::take(&mut entity.laws);
            derived::derived(pass, item);
            notes.replace(Stage::Derived, item.index, pass.findings);
            let now = &pass.model.entities[id];
            (grounds::are_same(&before, &now.derived) && named(&laws) == named(&now.laws))
                .then_some(false)
        }
        (ItemKind::Process(process), _) => {
            let mut before = BTreeMap::new();
            for member in &process.members {
                if let ast::ProcessMember::Link(written) = member
                    && let Some(id) = places.get(&item.loc(written.span))
                {
                    let link = &mut pass.model.links[*id];
                    before.insert(*id, link.clone());
                    link.subject = None;
                    link.payload.clear();
                    link.key = None;
                }
            }
            links_of(pass, item, places, notes)?;
            settle(pass, &before, broken)?;
            Some(false)
        }
        (ItemKind::Transaction(_), Some(Element::Kind(id))) => {
            for act in &mut pass.model.kinds[id].acts {
                act.due = None;
            }
            links_of(pass, item, places, notes)?;
            Some(false)
        }
        (ItemKind::Lookup(_), _) => {
            lookups::lookup(pass, item);
            notes.replace(Stage::Lookups, item.index, pass.findings);
            Some(false)
        }
        (ItemKind::View(view), _) => view.facts_of.is_none().then_some(true),
        (
            ItemKind::Query(_)
            | ItemKind::Screen(_)
            | ItemKind::Rule(_)
            | ItemKind::Story(_)
            | ItemKind::Spec(_),
            _,
        ) => Some(true),
        // They name no data of others.
        (
            ItemKind::Model(_)
            | ItemKind::Scalar(_)
            | ItemKind::Enum(_)
            | ItemKind::Value(_)
            | ItemKind::Actor(_)
            | ItemKind::Bank(_)
            | ItemKind::Position(_)
            | ItemKind::Delegation(_)
            | ItemKind::Access(_)
            | ItemKind::Broken,
            _,
        ) => Some(false),
        _ => None,
    }
}
