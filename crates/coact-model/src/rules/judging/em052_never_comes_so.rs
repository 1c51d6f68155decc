use super::Cx;
use super::trials::Trial;
use crate::diagnostics::{Diagnostic, Severity};
use crate::model::{
    Binding, Command, ConstantId, EventId, Expect, Expr, ExprKind, Literal, Model, Spec, SpecField,
    SpecStepKind,
};
use crate::rules::{Findings, Rule};

/// An expectation that what is done never meets.
pub(crate) const RULE: Rule = Rule {
    code: "EM052",
    name: "never-comes-so",
    severity: Severity::Error,
    page: include_str!("../../../rules/EM052.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    for spec in cx.model.specs.values() {
        for trial in Trial::of(spec) {
            if trial.succeeds() {
                findings.extend(nothing(cx.model, &trial));
                others(cx.model, spec, &trial, findings);
            }
        }
    }
}

/// Nothing is expected of a command that records something in every case.
fn nothing(model: &Model, trial: &Trial<'_>) -> Option<Diagnostic> {
    let SpecStepKind::WhenCommand { command, .. } = &trial.done.kind else {
        return None;
    };
    let [(Expect::Nothing, loc)] = trial.expected.as_slice() else {
        return None;
    };
    let command = &model.commands[*command];
    let mut emissions = command.emits.iter();
    let always = emissions.find(|emission| emission.each.is_none() && emission.when.is_none())?;
    let event = &model.events[always.event].name.text;
    Some(
        RULE.at(
            *loc,
            format!("`{}` always records `{event}`", command.name.text),
        )
        .label("never nothing")
        .also(trial.done.named, "what is done")
        .also(always.loc, "in every case")
        .hint(format!(
            "expect `{event}`, or `rejected` where it is refused; or let the command say `when` it records it"
        )),
    )
}

/// Fields that come from what is done as they are, and are expected otherwise.
fn others(model: &Model, spec: &Spec, trial: &Trial<'_>, findings: &mut Findings) {
    for (expect, _) in &trial.expected {
        let (fields, event) = match expect {
            Expect::Event { fields, .. } => (fields, None),
            Expect::PlainEvent { fields, event } => (fields, Some(*event)),
            _ => continue,
        };
        for (at, expected) in fields {
            let given = match (expect, &trial.done.kind, event) {
                (Expect::Event { kind, step, .. }, SpecStepKind::When(act), _)
                    if (*kind, *step) == (act.kind, act.step) =>
                {
                    act.fields.get(*at)
                }
                (
                    _,
                    SpecStepKind::WhenCommand {
                        command, fields, ..
                    },
                    Some(event),
                ) => {
                    taken_over(&model.commands[*command], event, *at).and_then(|at| fields.get(at))
                }
                _ => None,
            };
            let Some(given) = given.and_then(SpecField::written) else {
                continue;
            };
            if differ(spec, given, expected) {
                findings.push(
                    RULE.at(
                        expected.loc,
                        format!(
                            "`{}` comes as it is given, and another value is given",
                            name(model, expect, *at)
                        ),
                    )
                    .label("never so")
                    .also(given.loc, "what is given")
                    .hint("expect what is given, or give what is expected"),
                );
            }
        }
    }
}

/// The name of a field of the event that is expected.
fn name<'m>(model: &'m Model, expect: &Expect, at: usize) -> &'m str {
    match expect {
        Expect::Event { kind, step, .. } => {
            let act = model.kinds[*kind].act(*step);
            act.and_then(|act| act.payload.get(at))
                .map_or("", |field| &field.name.text)
        }
        Expect::PlainEvent { event, .. } => {
            let field = model.events[*event].fields.get(at);
            field.map_or("", |field| &field.name.text)
        }
        _ => "",
    }
}

/// The field of a command that the field of an event takes over as it is.
fn taken_over(command: &Command, event: EventId, at: usize) -> Option<usize> {
    let mut emissions = command.emissions().filter(|it| it.event == event);
    let (Some(emission), None) = (emissions.next(), emissions.next()) else {
        return None;
    };
    match bare(emission.fields.get(at)?).kind {
        ExprKind::CommandField(field) => Some(field),
        _ => None,
    }
}

/// A value without what makes it fit its type.
fn bare(expr: &Expr) -> &Expr {
    match &expr.kind {
        ExprKind::Convert(inner) | ExprKind::Some(inner) => bare(inner),
        _ => expr,
    }
}

/// Whether two values of a spec are certainly different.
fn differ(spec: &Spec, one: &Expr, other: &Expr) -> bool {
    match (known(spec, one), known(spec, other)) {
        (Known::Literal(one), Known::Literal(other)) => {
            // Numbers with a point may be written in several ways, and so may moments.
            let plain = |it: &Literal| {
                matches!(
                    it,
                    Literal::Bool(_) | Literal::Int(_) | Literal::Text(_) | Literal::Date(..)
                )
            };
            let alike = std::mem::discriminant(one) == std::mem::discriminant(other);
            alike && plain(one) && one != other
        }
        (Known::Variant(one), Known::Variant(other)) => one != other,
        (Known::Drawn(one), Known::Drawn(other)) => one != other,
        _ => false,
    }
}

/// What is known of a value.
enum Known<'e> {
    Literal(&'e Literal),
    /// A variant of an enum.
    Variant(usize),
    /// A constant that is distinct from every other.
    Drawn(ConstantId),
    Nothing,
}

fn known<'e>(spec: &'e Spec, expr: &'e Expr) -> Known<'e> {
    match &bare(expr).kind {
        ExprKind::Literal(literal) => Known::Literal(literal),
        ExprKind::Variant(_, variant) => Known::Variant(*variant),
        ExprKind::Constant(id) => match &spec.constants[*id].binding {
            Binding::Value(value) if !matches!(bare(value).kind, ExprKind::Constant(_)) => {
                known(spec, value)
            }
            Binding::Generated => Known::Drawn(*id),
            Binding::Value(_) | Binding::Produced => Known::Nothing,
        },
        _ => Known::Nothing,
    }
}
