//! What is read by key and not covered.

use coact_model::diagnostics::Diagnostic;
use coact_model::model::{EntityId, Expr, ExprKind, Type};

use super::not_yet;
use crate::case::held;
use crate::cx::Cx;
use crate::expr::by_key;
use crate::kind::elements;

/// Rows that are read. Those of several keys are found by one of them; all together they are nothing. And a key is not what
/// the host or another row answers.
pub(super) fn rows(expr: &Expr) -> Vec<Diagnostic> {
    let parts = expr.all().into_iter();
    let found = parts.filter_map(|part| match &part.kind {
        ExprKind::RowAt(_, keys) => read(expr, part, keys.iter()),
        _ => None,
    });
    found.collect()
}

/// Entities that a decision reads, and what it reads of them.
pub(super) fn entities(cx: &Cx<'_>, expr: &Expr) -> Vec<Diagnostic> {
    let parts = expr.all().into_iter();
    let found = parts.filter_map(|part| match &part.kind {
        ExprKind::Find(entity, keys) => {
            let facts: Vec<usize> = keys.iter().filter_map(|(fact, _)| *fact).collect();
            if !facts.is_empty() && held::unique(cx, *entity, &facts).is_none() {
                return Some(not_yet(
                    part.loc,
                    "an entity found by facts that no act sets",
                ));
            }
            read(expr, part, keys.iter().map(|(_, key)| key))
        }
        ExprKind::Fact(of, entity, _)
        | ExprKind::Derived(of, entity, _)
        | ExprKind::Inverse(of, entity, _)
            if is_read(of) =>
        {
            member(cx, part, of, *entity)
        }
        _ => None,
    });
    found.collect()
}

/// What is read by these keys, as a part of an expression.
fn read<'e>(
    expr: &Expr,
    part: &Expr,
    mut keys: impl Iterator<Item = &'e Expr>,
) -> Option<Diagnostic> {
    let is_one = |other: &&Expr| matches!(&other.kind, ExprKind::At(of, _) if of.loc == part.loc);
    if matches!(part.ty, Type::Map(..)) && !expr.all().iter().any(is_one) {
        return Some(not_yet(part.loc, "all that was read, as one value"));
    }
    keys.any(elements::has_lookup)
        .then(|| not_yet(part.loc, "reading by what is answered or read itself"))
}

/// A fact, a derived fact or a way back of what was read.
fn member(cx: &Cx<'_>, part: &Expr, of: &Expr, entity: EntityId) -> Option<Diagnostic> {
    let Some(found) = by_key(of) else {
        return Some(not_yet(part.loc, "reading a fact of what was read itself"));
    };
    if cx.entity(found.entity).created_by.is_none() {
        let name = &cx.entity(entity).name.text;
        return Some(not_yet(
            part.loc,
            format!("reading a fact of `{name}`, of which no case tells"),
        ));
    }
    match &part.kind {
        ExprKind::Inverse(_, entity, index) if !stays(cx, *entity, *index) => {
            Some(not_yet(part.loc, "this way back, which leaves the case"))
        }
        _ => None,
    }
}

/// Whether those that refer to an entity lie in its case.
fn stays(cx: &Cx<'_>, entity: EntityId, index: usize) -> bool {
    let case = |entity: EntityId| cx.entity(entity).created_by.map(|kind| cx.place(kind));
    let inverse = cx.entity(entity).inverses.get(index);
    inverse.is_some_and(|inverse| {
        case(inverse.entity).is_some_and(|place| {
            place.many && case(entity).is_some_and(|own| own.case == place.case)
        })
    })
}

/// Whether the value comes of something read by key, which is told by itself.
pub(super) fn is_read(of: &Expr) -> bool {
    let parts = of.all();
    let mut kinds = parts.iter().map(|part| &part.kind);
    kinds.any(|kind| matches!(kind, ExprKind::Find(..) | ExprKind::RowAt(..)))
}
