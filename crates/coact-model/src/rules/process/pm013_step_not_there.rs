use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::model::Ident;
use crate::rules::Rule;

/// A link to or from a step that the transaction does not have.
pub(crate) const RULE: Rule = Rule {
    code: "PM013",
    name: "step-not-there",
    severity: Severity::Error,
    page: include_str!("../../../rules/PM013.md"),
    check: None,
};

/// `step` is the step as written.
pub(crate) fn step_not_there(loc: Loc, kind: &Ident, step: &str) -> Diagnostic {
    RULE.at(loc, format!("`{}` has no `{step}`", kind.text))
        .label("not in its pattern")
        .also(kind.loc, format!("`{}` is declared here", kind.text))
        .hint("link another step, or widen the pattern of the transaction")
}

/// The execution is folded into the declaration.
pub(crate) fn never_executed(loc: Loc, kind: &Ident) -> Diagnostic {
    RULE.at(
        loc,
        format!("`{}` is executed tacitly: there is no such fact", kind.text),
    )
    .label("never by itself")
    .also(kind.loc, format!("`{}` is declared here", kind.text))
    .hint("write `declared`, or leave `tacit` out behind `execute`")
}
