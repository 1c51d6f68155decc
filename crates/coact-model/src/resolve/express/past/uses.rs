//! What is made anew of what is no more: retired events that a command emits, retired variants.

use super::super::super::cx::Names;
use super::super::pass::Pass;
use crate::Loc;
use crate::model::{Expr, ExprKind, Model, Otherwise, SpecAct, SpecField, SpecStepKind};
use crate::rules;

pub(super) fn uses(pass: &mut Pass<'_>) {
    let mut found = Vec::new();
    emitted(pass.model, &mut found);
    variants(pass.names, pass.model, &mut found);
    pass.findings.append(&mut found);
}

fn retired_at(model: &Model, declared: Loc) -> Option<Loc> {
    let retired = model.past(declared)?.retired.as_ref()?;
    Some(retired.loc)
}

fn emitted(model: &Model, found: &mut Vec<crate::diagnostics::Diagnostic>) {
    for command in model.commands.values() {
        let otherwise = match &command.otherwise {
            Some(Otherwise::Emits(emission)) => Some(emission),
            _ => None,
        };
        for emission in command.emits.iter().chain(otherwise) {
            let event = &model.events[emission.event].name;
            if let Some(there) = retired_at(model, event.loc) {
                found.push(rules::retired_used(
                    emission.loc,
                    "event",
                    &event.text,
                    there,
                ));
            }
        }
    }
}

/// A retired variant can be compared with, and matched, but not be a value.
fn variants(names: &Names, model: &Model, found: &mut Vec<crate::diagnostics::Diagnostic>) {
    if !names.some_variant_gone() {
        return;
    }
    for root in model.expressions() {
        for expr in root.all() {
            if matches!(expr.kind, ExprKind::Compare(..)) {
                continue;
            }
            for inside in expr.children() {
                variant(names, model, inside, found);
            }
        }
        variant(names, model, root, found);
    }
}

/// Reports retired variants that the commands of specs are given.
pub(super) fn of_specs(pass: &mut Pass<'_>) {
    let mut found = Vec::new();
    let model = &*pass.model;
    for step in model.specs.values().flat_map(|spec| &spec.steps) {
        let given: Vec<&Expr> = match &step.kind {
            SpecStepKind::When(SpecAct { fields, .. })
            | SpecStepKind::WhenCommand { fields, .. }
            | SpecStepKind::Arrives { fields, .. }
            | SpecStepKind::Answer { fields, .. } => {
                fields.iter().filter_map(SpecField::written).collect()
            }
            _ => Vec::new(),
        };
        for value in given.into_iter().flat_map(Expr::all) {
            variant(pass.names, model, value, &mut found);
        }
    }
    pass.findings.append(&mut found);
}

fn variant(
    names: &Names,
    model: &Model,
    expr: &Expr,
    found: &mut Vec<crate::diagnostics::Diagnostic>,
) {
    if let ExprKind::Variant(id, at) = expr.kind
        && let Some((name, _)) = model.enums[id].variants.get(at)
        && let Some(there) =
            retired_at(model, name.loc).or_else(|| names.lent_variant_gone(name.loc))
    {
        let finding = rules::retired_variant_used(expr.loc, &name.text, there);
        if !found.contains(&finding) {
            found.push(finding);
        }
    }
}
