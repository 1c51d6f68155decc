//! All that reads the structure through expressions.
//!
//! Constant bounds and defaults come first, because everything after is held against them; then what the
//! Fact Model derives and forbids; then links and rules, which give acts their defaults; then views, queries
//! and screens; and stories last, whose specs use all of it.

mod aggregates;
mod assign;
mod automated;
mod bounds;
mod constants;
mod derived;
mod describe;
mod event_scope;
mod expr;
mod index;
mod known;
mod links;
mod missing;
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
mod typer;
mod units;
mod views;

pub(crate) use describe::{explained, type_name, unit_name};
pub(crate) use expr::functions::name as function_name;

use super::cx::{ItemRef, Names};
use crate::diagnostics::Diagnostic;
use crate::model::Model;

/// Types the fields of views. It comes first, because other models may read them.
pub(crate) use views::fields as view_fields;

pub(crate) fn express(
    items: &[ItemRef<'_>],
    names: &mut Names,
    model: &mut Model,
    findings: &mut Vec<Diagnostic>,
) {
    queries::declare(items, names, model, findings);
    let index = index::Index::of(model, items, names);
    let mut pass = pass::Pass {
        names,
        index: &index,
        model,
        findings,
    };
    constants::constants(&mut pass, items);
    derived::derived(&mut pass, items);
    views::facts(&mut pass, items);
    let broken = links::links(&mut pass, items);
    let complete = rules::rules(&mut pass, items);
    automated::automated(&mut pass, complete, &broken);
    aggregates::aggregates(&mut pass, items);
    views::views(&mut pass, items);
    queries::queries(&mut pass, items);
    screens::screens(&mut pass, items);
    past::pasts(&mut pass, items);
    stories::marks(&mut pass, items);
    stories::stories(&mut pass, items);
}
