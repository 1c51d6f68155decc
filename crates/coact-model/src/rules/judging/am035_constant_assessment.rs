use super::Cx;
use crate::diagnostics::Severity;
use crate::model::{Expr, ExprKind};
use crate::rules::{Findings, Rule};

/// A condition that is always the same.
pub(crate) const RULE: Rule = Rule {
    code: "AM035",
    name: "constant-assessment",
    severity: Severity::Warning,
    page: include_str!("../../../rules/AM035.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    for assessment in cx.model.rules.values().flat_map(|rule| &rule.assessments) {
        if !assessment.condition.all().into_iter().any(reads) {
            findings.push(
                RULE.at(
                    assessment.condition.loc,
                    format!("`{}` is always the same", assessment.name.text),
                )
                .label("reads nothing")
                .hint("compare something of the transaction, or leave the assessment out"),
            );
        }
    }
}

/// Whether an expression reads something that differs from case to case.
fn reads(expr: &Expr) -> bool {
    matches!(
        expr.kind,
        ExprKind::Subject(_)
            | ExprKind::Fact(..)
            | ExprKind::Derived(..)
            | ExprKind::Inverse(..)
            | ExprKind::ActField(..)
            | ExprKind::ActMeta(..)
            | ExprKind::FactTest(..)
            | ExprKind::Lookup(..)
            | ExprKind::Find(..)
            | ExprKind::RowAt(..)
            | ExprKind::Now
            | ExprKind::Today
    )
}
