//! From syntax trees to the resolved model, in phases.
//!
//! 1. [`files`]: texts to items, syntax errors to diagnostics.
//! 2. [`declare`]: every declared name gets its id.
//! 3. [`structure`]: types, facts, actors, kinds, links, waits, cases: all that needs no expression.
//!    Expressions are left as [`Expr::pending`](crate::model::Expr::pending) of the right type.
//! 4. [`express`]: derived facts, laws, bounds, payload defaults, rules, views, queries, screens, stories, specs.
//!
//! A phase reports what it cannot resolve and leaves the element out; nothing is reported twice. Where leaving
//! out would take half of the model along, something stands in for what is missing: an actor role for one that
//! is unknown, so that its transactions and all that names them stay.
//!
//! Phases 3 and 4 walk the same trees. They agree on elements by what the model records anyway:
//!
//! - an item's element is [`Names::item`](names::Names::item) of the item; none where it was left out;
//! - a member (field, fact, derived fact, bound, payload field, link, wait) bears the place of its
//!   declaration: `name.loc` of what has a name, `loc` of what has none. A member that is not found by its
//!   place was left out;
//! - ids are in the order of the texts. Types, actors, views and screens are pushed empty by phase 2 and
//!   filled in later, so that their names resolve everywhere; kinds, links, waits, cases and look-ups are
//!   pushed whole by phase 3, queries and all the rest by phase 4.

mod cx;
mod declare;
mod echo;
mod express;
mod files;
mod header;
mod names;
mod structure;

pub(crate) use cx::nearest;
pub(crate) use express::{function_name, type_name, unit_name};

use crate::Sources;
use crate::diagnostics::Diagnostic;
use crate::model::Model;

pub(crate) fn resolve(sources: &Sources) -> (Model, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    let parsed = files::parse(sources, &mut findings);
    let items: Vec<cx::ItemRef<'_>> = files::items(&parsed);
    let (mut model, mut names) = declare::declare(&items, &mut findings);
    structure::structure(&items, &mut names, &mut model, &mut findings);
    // Structure finds errors only.
    let part_is_missing = !findings.is_empty();
    express::express(&items, &mut names, &mut model, &mut findings);
    let findings = echo::silence(sources, &parsed, part_is_missing, findings);
    (model, findings)
}
