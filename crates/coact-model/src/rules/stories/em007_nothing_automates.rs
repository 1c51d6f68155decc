use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// An automation that a person performs.
pub(crate) const RULE: Rule = Rule {
    code: "EM007",
    name: "nothing-automates",
    severity: Severity::Warning,
    page: include_str!("../../../rules/EM007.md"),
    check: None,
};

/// No link or rule performs the act by itself.
pub(crate) fn nothing_automates(loc: Loc, act: &str, kind: &str) -> Diagnostic {
    RULE.at(
        loc,
        format!("nothing performs `{act} {kind}` without a person"),
    )
    .label("not automated")
    .hint("mark its link or rule `automated`, or show its command instead")
}
