//! Views that read each other by key.

use std::collections::{BTreeMap, BTreeSet};

use super::super::pass::Pass;
use crate::Loc;
use crate::model::{Each, Expr, ExprKind, Handler, Model, RowSet, ViewId};
use crate::rules;

/// Which views each view reads, with the first place where it does.
type Reads = BTreeMap<ViewId, BTreeMap<ViewId, Loc>>;

/// Reports every circle once, at the read that closes it. Rests on all views, so it follows when all are read.
pub(in super::super) fn circles(pass: &mut Pass<'_>) {
    let reads = reads(pass.model);
    let mut done = BTreeSet::new();
    for start in reads.keys() {
        walk(pass, &reads, *start, &mut done);
    }
}

fn reads(model: &Model) -> Reads {
    let mut reads = Reads::new();
    for (id, view) in model.views.iter() {
        for expr in view
            .handlers
            .iter()
            .flat_map(expressions)
            .flat_map(Expr::all)
        {
            if let ExprKind::RowAt(other, _) = expr.kind {
                reads
                    .entry(id)
                    .or_default()
                    .entry(other)
                    .or_insert(expr.loc);
            }
        }
    }
    reads
}

fn expressions(handler: &Handler) -> Vec<&Expr> {
    let mut found: Vec<&Expr> = handler.route.iter().collect();
    if let Some(Each::Rows(condition) | Each::In(_, condition)) = &handler.each {
        found.push(condition);
    }
    for set in &handler.sets {
        match set {
            RowSet::Field(_, value) => found.push(value),
            RowSet::Element { key, sets, .. } => {
                found.extend(key);
                found.extend(sets.iter().map(|(_, value)| value));
            }
        }
    }
    found
}

/// In depth first order, with a list instead of calls: chains of views may be long.
fn walk(pass: &mut Pass<'_>, reads: &Reads, start: ViewId, done: &mut BTreeSet<ViewId>) {
    let next = |view: &ViewId| -> Vec<(ViewId, Loc)> {
        let found = reads.get(view).into_iter().flatten();
        found.map(|(view, loc)| (*view, *loc)).collect()
    };
    let mut path: Vec<(ViewId, Vec<(ViewId, Loc)>)> = Vec::new();
    if !done.contains(&start) {
        path.push((start, next(&start)));
    }
    while let Some((here, open)) = path.last_mut() {
        let Some((view, loc)) = open.pop() else {
            done.insert(*here);
            path.pop();
            continue;
        };
        if let Some(at) = path.iter().position(|(on, _)| *on == view) {
            let circle: Vec<&str> = path
                .iter()
                .skip(at)
                .map(|(view, _)| pass.model.views[*view].name.text.as_str())
                .collect();
            let finding = rules::views_in_a_circle(loc, &circle);
            pass.findings.push(finding);
        } else if !done.contains(&view) {
            path.push((view, next(&view)));
        }
    }
}
