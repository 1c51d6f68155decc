use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A closing bracket without its partner.
pub(crate) const RULE: Rule = Rule {
    code: "E012",
    name: "unopened-bracket",
    severity: Severity::Error,
    page: include_str!("../../../rules/E012.md"),
    check: None,
};

pub(super) fn unopened_bracket(loc: Loc, bracket: char) -> Diagnostic {
    RULE.at(loc, format!("`{bracket}` closes nothing"))
        .label("nothing is open here")
        .hint("delete it, or add the bracket that it closes")
}
