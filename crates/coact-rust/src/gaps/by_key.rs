//! What is read by key and not covered.

use coact_model::Loc;
use coact_model::diagnostics::Diagnostic;
use coact_model::model::{EntityId, Expr, ExprKind, Type};

use super::not_yet;
use crate::case::held;
use crate::cx::Cx;
use crate::expr::{is_read, read_of};

/// What is found by several keys is asked for by one of them; all together it is nothing.
pub(super) fn maps(expr: &Expr) -> Vec<Diagnostic> {
    let parts = expr.all();
    let is_asked = |loc: Loc| {
        let mut parts = parts.iter();
        parts.any(|part| matches!(&part.kind, ExprKind::At(of, _) if of.loc == loc))
    };
    let found = parts.iter().filter(|part| {
        matches!(part.kind, ExprKind::RowAt(..) | ExprKind::Find(..))
            && matches!(part.ty, Type::Map(..))
            && !is_asked(part.loc)
    });
    let found = found.map(|part| not_yet(part.loc, "all that was read, as one value"));
    found.collect()
}

/// Entities that a decision reads, and what it reads of them.
pub(super) fn entities(cx: &Cx<'_>, expr: &Expr) -> Vec<Diagnostic> {
    let parts = expr.all().into_iter();
    let found = parts.filter_map(|part| match &part.kind {
        ExprKind::Find(entity, keys) => {
            let facts: Vec<usize> = keys.iter().filter_map(|(fact, _)| *fact).collect();
            let known = facts.is_empty() || held::unique(cx, *entity, &facts).is_some();
            (!known).then(|| not_yet(part.loc, "an entity found by facts that no act sets"))
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

/// A fact, a derived fact or a way back of what was read.
fn member(cx: &Cx<'_>, part: &Expr, of: &Expr, entity: EntityId) -> Option<Diagnostic> {
    let Some(found) = read_of(of) else {
        return Some(not_yet(part.loc, "reading a fact of what was read itself"));
    };
    if cx.maker(found.entity).is_none() {
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
    let case = |entity: EntityId| cx.maker(entity).map(|kind| cx.place(kind));
    let inverse = cx.entity(entity).inverses.get(index);
    inverse.is_some_and(|inverse| {
        case(inverse.entity).is_some_and(|place| {
            place.many && case(entity).is_some_and(|own| own.case == place.case)
        })
    })
}
