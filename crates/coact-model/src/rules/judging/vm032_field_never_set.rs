use super::Cx;
use crate::diagnostics::Severity;
use std::collections::BTreeSet;

use crate::model::{ExprKind, RowSet};
use crate::rules::{Findings, Rule};

/// A field of a view without origin.
pub(crate) const RULE: Rule = Rule {
    code: "VM032",
    name: "field-never-set",
    severity: Severity::Warning,
    page: include_str!("../../../rules/VM032.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    for view in cx.model.views.values() {
        let set: BTreeSet<usize> = view
            .handlers
            .iter()
            .flat_map(|handler| &handler.sets)
            .filter_map(|set| match set {
                // What an `add` leaves out is absent.
                RowSet::Field(_, value) if value.kind == ExprKind::None => None,
                RowSet::Field(at, _) | RowSet::Element { field: at, .. } => Some(*at),
            })
            .collect();
        for (at, field) in view.fields.iter().enumerate() {
            let default = field
                .default
                .as_ref()
                .filter(|value| value.kind != ExprKind::None);
            if !field.key && default.is_none() && !set.contains(&at) && !view.handlers.is_empty() {
                findings.push(
                    RULE.at(
                        field.name.loc,
                        format!(
                            "no event sets `{}` of `{}`",
                            field.name.text, view.name.text
                        ),
                    )
                    .label("empty in every row")
                    .hint("set it where an event gives it, or leave it out"),
                );
            }
        }
    }
}
