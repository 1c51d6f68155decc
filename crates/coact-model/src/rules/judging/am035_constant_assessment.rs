use super::Cx;
use super::decided::{Decided, Of};
use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
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
            continue;
        }
        let own = Of::Assessment(assessment.name.text.clone());
        let whole = assessment.condition.loc;
        let within = |loc: Loc| {
            loc.file == whole.file
                && whole.span.start <= loc.span.start
                && loc.span.end <= whole.span.end
        };
        let mut decided = cx.decided().iter();
        if let Some(found) = decided.find(|found| found.of == own && within(found.loc)) {
            findings.push(decides_nothing(&assessment.name.text, found));
        }
    }
}

/// An assessment that types, bounds or those before it decide.
fn decides_nothing(name: &str, found: &Decided) -> Diagnostic {
    let (holds, label) = if found.always {
        ("always holds", "always holds")
    } else {
        ("never holds", "never holds")
    };
    let message = match &found.because {
        Some(because) => format!("`{name}` {holds}: {because}"),
        None => format!("`{name}` {holds}"),
    };
    let mut finding = RULE.at(found.loc, message).label(label);
    if let Some((loc, words)) = &found.by {
        finding = finding.also(*loc, words.clone());
    }
    finding.hint("compare with what may differ, or leave the assessment out")
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
