//! What is made anew of what is no more: retired events that a command emits, retired variants.

use super::super::pass::Pass;
use crate::Loc;
use crate::model::{Expr, ExprKind, Model, Otherwise};
use crate::rules;

pub(super) fn uses(pass: &mut Pass<'_>) {
    let mut found = Vec::new();
    emitted(pass.model, &mut found);
    variants(pass.model, &mut found);
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
fn variants(model: &Model, found: &mut Vec<crate::diagnostics::Diagnostic>) {
    let gone = model
        .pasts
        .iter()
        .any(|past| past.retired.is_some() && past.noun == "variant");
    if !gone {
        return;
    }
    for root in model.expressions() {
        for expr in root.all() {
            if matches!(expr.kind, ExprKind::Compare(..)) {
                continue;
            }
            for inside in expr.children() {
                variant(model, inside, found);
            }
        }
        variant(model, root, found);
    }
}

fn variant(model: &Model, expr: &Expr, found: &mut Vec<crate::diagnostics::Diagnostic>) {
    if let ExprKind::Variant(id, at) = expr.kind
        && let Some((name, _)) = model.enums[id].variants.get(at)
        && let Some(there) = retired_at(model, name.loc)
    {
        let finding = rules::retired_variant_used(expr.loc, &name.text, there);
        if !found.contains(&finding) {
            found.push(finding);
        }
    }
}
