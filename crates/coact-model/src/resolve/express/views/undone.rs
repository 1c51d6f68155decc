//! Handlers of one event and one row of which one leaves nothing of another.

use std::collections::BTreeSet;

use coact_syntax::ast::RowVerb;

use crate::diagnostics::Diagnostic;
use crate::json::Scope;
use crate::model::{Each, Expr, ExprKind, Handler, Model, RowSet, ViewId};
use crate::rules;

/// Handlers are carried out in the order of the text: each is held against those after it that meet the same rows at the
/// same event, up to the one that makes it needless.
pub(super) fn undone(model: &Model, view: ViewId) -> Vec<Diagnostic> {
    let handlers = &model.views[view].handlers;
    let mut findings = Vec::new();
    for (at, first) in handlers.iter().enumerate() {
        let later = handlers.iter().skip(at + 1);
        let mut read: BTreeSet<usize> = BTreeSet::new();
        for second in later.filter(|second| second.on == first.on) {
            read.extend(fields_read(second));
            if !same_rows(model, view, first, second) {
                continue;
            }
            let found = needless(model, view, first, second, &read);
            // What comes after a `remove` and is not in vain begins a new row.
            if !found.is_empty() || first.verb == RowVerb::Remove {
                findings.extend(found);
                break;
            }
        }
    }
    findings
}

/// What is needless of two handlers, where the fields that were read since the first one are known.
fn needless(
    model: &Model,
    view: ViewId,
    first: &Handler,
    second: &Handler,
    read: &BTreeSet<usize>,
) -> Vec<Diagnostic> {
    let event = model.event_name(first.on);
    match (first.verb, second.verb) {
        (RowVerb::Remove, RowVerb::Remove | RowVerb::Update) => {
            vec![rules::no_row_left(second.loc, event, first.loc)]
        }
        (RowVerb::Remove, RowVerb::Set) => Vec::new(),
        (_, RowVerb::Remove | RowVerb::Add) => {
            vec![rules::undone(first.loc, event, second.verb, second.loc)]
        }
        (_, RowVerb::Set | RowVerb::Update) => fields_set(first)
            .filter(|(field, _)| !read.contains(field))
            .filter_map(|(field, value)| {
                let (_, again) = fields_set(second).find(|(it, _)| *it == field)?;
                let name = &model.views[view].fields.get(field)?.name.text;
                Some(rules::set_twice(value.loc, event, name, again.loc))
            })
            .collect(),
    }
}

/// The fields of rows that a handler reads.
fn fields_read(handler: &Handler) -> impl Iterator<Item = usize> {
    let inside = handler.expressions().into_iter().flat_map(Expr::all);
    inside.filter_map(|expr| match expr.kind {
        ExprKind::RowField(at) => Some(at),
        _ => None,
    })
}

/// The fields that a handler sets as a whole, and what to.
fn fields_set(handler: &Handler) -> impl Iterator<Item = (usize, &Expr)> {
    handler.sets.iter().filter_map(|set| match set {
        RowSet::Field(at, value) => Some((*at, value)),
        RowSet::Element { .. } => None,
    })
}

/// Whether two handlers certainly touch the same rows at the same event. Rows that are chosen by what is in them
/// may be others after the first handler.
fn same_rows(model: &Model, view: ViewId, first: &Handler, second: &Handler) -> bool {
    if first.on != second.on {
        return false;
    }
    let scope = Scope::of(model)
        .of_event(first.on)
        .of_rows(&model.views[view].fields);
    let each = match (&first.each, &second.each) {
        (None, None) => true,
        (Some(Each::In(a, of_a)), Some(Each::In(b, of_b))) => {
            a.name == b.name && scope.text(of_a) == scope.text(of_b)
        }
        _ => false,
    };
    let routes = || first.route.iter().zip(&second.route);
    each && routes().all(|(a, b)| scope.text(a) == scope.text(b))
}
