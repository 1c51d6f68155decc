//! Plain commands, events and views of them that read what is not covered.

use coact_model::diagnostics::Diagnostic;
use coact_model::model::{Command, Each, EventRef, Expr, ExprKind, RowSet};

use super::{by_key, is_key, not_yet};
use crate::cx::Cx;
use crate::expr::is_read;
use crate::plain;
use crate::views::reads;

pub(super) fn check(cx: &Cx<'_>, findings: &mut Vec<Diagnostic>) {
    for aggregate in cx.model.aggregates.values() {
        if !is_key(cx.model, &aggregate.key.ty) {
            findings.push(not_yet(aggregate.key.name.loc, "a key of this type"));
        }
    }
    for command in cx.model.commands.values() {
        of_command(cx, command, findings);
    }
    for group in plain::groups(cx) {
        for (_, event) in group.events(cx) {
            sets(&event.apply, findings);
        }
    }
    for (id, view) in cx.model.views.iter() {
        for handler in &view.handlers {
            let EventRef::Plain(_) = handler.on else {
                continue;
            };
            let before = findings.len();
            for expr in &handler.route {
                closed(expr, findings);
            }
            if let Some(Each::Rows(expr) | Each::In(_, expr)) = &handler.each {
                closed(expr, findings);
            }
            sets(&handler.sets, findings);
            let mut told = findings.split_off(before);
            reads::drop_covered(cx, id, handler, &mut told);
            findings.append(&mut told);
        }
    }
}

fn of_command(cx: &Cx<'_>, command: &Command, findings: &mut Vec<Diagnostic>) {
    for expr in plain::deciding(command) {
        reading(expr, findings);
        findings.extend(by_key::maps(expr));
        findings.extend(by_key::entities(cx, expr));
        whole_maps(command, expr, findings);
    }
}

fn sets(sets: &[RowSet], findings: &mut Vec<Diagnostic>) {
    for set in sets {
        match set {
            RowSet::Field(_, expr) => closed(expr, findings),
            RowSet::Element { key, sets, .. } => {
                for expr in key.iter().chain(sets.iter().map(|(_, expr)| expr)) {
                    closed(expr, findings);
                }
            }
        }
    }
}

/// Rows that were read by several keys are found by one of them; all together they are nothing.
fn whole_maps(command: &Command, expr: &Expr, findings: &mut Vec<Diagnostic>) {
    let found_by_key = |part: &Expr| match &part.kind {
        ExprKind::At(of, _) => Some(of.loc),
        _ => None,
    };
    let parts = expr.all();
    let keyed: Vec<_> = parts.iter().filter_map(|part| found_by_key(part)).collect();
    for part in &parts {
        if let ExprKind::Read(index) = part.kind
            && command.reads.get(index).is_some_and(|reads| reads.many)
            && !keyed.contains(&part.loc)
        {
            findings.push(not_yet(part.loc, "all rows that were read, as one value"));
        }
    }
}

/// An expression that reads no more than what it is given.
fn closed(expr: &Expr, findings: &mut Vec<Diagnostic>) {
    reading(expr, findings);
    let parts = expr.all();
    let is_found = |part: &&&Expr| matches!(part.kind, ExprKind::RowAt(..) | ExprKind::Find(..));
    let mut found = parts.iter().filter(is_found);
    if let Some(part) = found.next() {
        findings.push(not_yet(
            part.loc,
            "reading by key what lies outside the stream",
        ));
    }
}

/// An expression that reads by key besides.
fn reading(expr: &Expr, findings: &mut Vec<Diagnostic>) {
    for part in expr.all() {
        match &part.kind {
            ExprKind::Fact(of, ..) | ExprKind::Derived(of, ..) | ExprKind::Inverse(of, ..)
                if !is_read(of) =>
            {
                findings.push(not_yet(
                    part.loc,
                    "reading facts that lie outside the stream",
                ));
            }
            ExprKind::ActField(..) | ExprKind::ActMeta(..) | ExprKind::FactTest(..) => {
                findings.push(not_yet(part.loc, "reading a transaction from outside"));
            }
            _ => {}
        }
    }
}
