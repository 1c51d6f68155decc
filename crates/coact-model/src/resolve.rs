//! From syntax trees to the resolved model, in phases.
//!
//! 1. [`files`]: texts to items, syntax errors to diagnostics.
//! 2. [`declare`]: every declared name gets its id.
//! 3. [`structure`]: types, facts, actors, kinds, links, waits, cases: all that needs no expression.
//!    Expressions are left as [`Expr::pending`](crate::model::Expr::pending) of the right type.
//! 4. [`express`]: derived facts, laws, bounds, payload defaults, rules, views, queries, screens, stories, specs.
//!
//! A phase reports what it cannot resolve and leaves the element out; nothing is reported twice.

mod cx;
mod declare;
mod express;
mod files;
mod structure;

use crate::Sources;
use crate::diagnostics::Diagnostic;
use crate::model::Model;

pub(crate) fn resolve(sources: &Sources) -> (Model, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    let parsed = files::parse(sources, &mut findings);
    let items: Vec<cx::ItemRef<'_>> = files::items(&parsed);
    let (mut model, mut names) = declare::declare(&items, &mut findings);
    structure::structure(&items, &mut names, &mut model, &mut findings);
    express::express(&items, &names, &mut model, &mut findings);
    (model, findings)
}
