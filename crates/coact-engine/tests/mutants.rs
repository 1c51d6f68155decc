//! Specs are sharp: what is expected is changed, one thing at a time, and the spec has to fail at that very step.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    missing_docs,
    reason = "a test reads the models and fails by panicking"
)]

mod support;

use coact_engine::spec::{Verdict, run};
use coact_model::model::{Expect, Expr, ExprKind, Literal, Model, RowSource, SpecId, SpecStepKind};
use support::models;

/// A way to expect something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Change {
    /// Another rejection.
    Name,
    /// A rejection where there was none, or nothing where something was.
    Negated,
    /// A field of an event has another value.
    EventField,
    /// A field of a row has another value.
    RowField,
    /// One row fewer, where all are told.
    RowLeftOut,
    /// An act of the agenda left out.
    ActLeftOut,
}

/// What may be expected instead, with what was changed.
fn changes(expect: &Expect) -> Vec<(Change, Expect)> {
    let mut all = Vec::new();
    match expect {
        Expect::Nothing => all.push((Change::Negated, Expect::Rejected(None))),
        Expect::Rejected(name) => {
            all.push((Change::Negated, Expect::Nothing));
            if name.is_some() {
                let other = Some("another.name".to_owned());
                all.push((Change::Name, Expect::Rejected(other)));
            }
        }
        Expect::Event {
            kind,
            step,
            subject,
            fields,
        } => {
            all.push((Change::Negated, Expect::Nothing));
            for fields in others(fields) {
                let (kind, step, subject) = (*kind, *step, subject.clone());
                let other = Expect::Event {
                    kind,
                    step,
                    subject,
                    fields,
                };
                all.push((Change::EventField, other));
            }
        }
        Expect::PlainEvent { event, fields } => {
            all.push((Change::Negated, Expect::Nothing));
            for fields in others(fields) {
                let event = *event;
                all.push((Change::EventField, Expect::PlainEvent { event, fields }));
            }
        }
        Expect::Rows {
            source,
            exactly,
            rows,
        } => {
            let with = |rows| Expect::Rows {
                source: match source {
                    RowSource::View(view) => RowSource::View(*view),
                    RowSource::Query(query, args) => RowSource::Query(*query, args.clone()),
                },
                exactly: *exactly,
                rows,
            };
            for (at, row) in rows.iter().enumerate() {
                for row in others(row) {
                    let mut rows = rows.clone();
                    rows[at] = row;
                    all.push((Change::RowField, with(rows)));
                }
                if *exactly {
                    let mut rows = rows.clone();
                    rows.remove(at);
                    all.push((Change::RowLeftOut, with(rows)));
                }
            }
        }
        Expect::Agenda(actor, acts) => {
            for at in 0..acts.len() {
                let mut acts = acts.clone();
                acts.remove(at);
                all.push((Change::ActLeftOut, Expect::Agenda(*actor, acts)));
            }
        }
    }
    all
}

/// The same fields, each time with another value for one that is written down.
fn others(fields: &[(usize, Expr)]) -> Vec<Vec<(usize, Expr)>> {
    let mut all = Vec::new();
    for at in 0..fields.len() {
        let mut fields = fields.to_vec();
        if change(&mut fields[at].1) {
            all.push(fields);
        }
    }
    all
}

/// Makes another value of one that is written down; whether that could be.
fn change(expr: &mut Expr) -> bool {
    match &mut expr.kind {
        ExprKind::Convert(inner) | ExprKind::Some(inner) => change(inner),
        ExprKind::Record(_, fields) => fields.iter_mut().any(change),
        ExprKind::List(items) => items.iter_mut().any(change),
        ExprKind::Literal(Literal::Bool(value)) => {
            *value = !*value;
            true
        }
        ExprKind::Literal(Literal::Int(value)) => {
            // No other row has that by chance.
            *value += 7_919;
            true
        }
        ExprKind::Literal(Literal::Decimal(digits)) => {
            *digits = format!("7{digits}");
            true
        }
        ExprKind::Literal(Literal::Text(text)) => {
            text.push('x');
            true
        }
        ExprKind::Literal(Literal::Date(year, ..)) => {
            *year += 1;
            true
        }
        _ => false,
    }
}

/// Whether a spec fails, and at this step.
fn is_found(model: &Model, spec: SpecId, step: usize, change: Change) -> bool {
    let reports = run(model, Some(&model.specs[spec].title.text));
    let report = reports.into_iter().find(|report| report.spec == spec);
    match report.unwrap().verdict {
        Verdict::Passed => false,
        Verdict::Failed(failure) => {
            assert_eq!(failure.step, Some(step), "{change:?}: {failure:?}");
            true
        }
        Verdict::NotRun(gap) => panic!("{gap:?}"),
    }
}

#[test]
fn what_is_not_so_is_never_passed() {
    let mut found = std::collections::BTreeMap::new();
    let mut missed = Vec::new();
    for (name, model) in models() {
        for (id, spec) in model.specs.iter() {
            for (at, step) in spec.steps.iter().enumerate() {
                let SpecStepKind::Then(expect) = &step.kind else {
                    continue;
                };
                for (change, other) in changes(expect) {
                    let mut changed = model.clone();
                    changed.specs[id].steps[at].kind = SpecStepKind::Then(other);
                    *found.entry(change).or_insert(0_usize) += 1;
                    if !is_found(&changed, id, at, change) {
                        missed.push(format!(
                            "{name}: {:?}, step {at}: {change:?}",
                            spec.title.text
                        ));
                    }
                }
            }
        }
    }
    assert!(
        missed.is_empty(),
        "{} missed\n{}",
        missed.len(),
        missed.join("\n")
    );
    let all: usize = found.values().sum();
    assert!(all > 1_200, "{found:?}");
    assert_eq!(found.len(), 6, "{found:?}");
}
