use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// An operative time of an act other than the request.
pub(crate) const RULE: Rule = Rule {
    code: "CM011",
    name: "due-elsewhere",
    severity: Severity::Error,
    page: include_str!("../../../rules/CM011.md"),
    check: None,
};

/// `act` is its word.
pub(crate) fn due_elsewhere(loc: Loc, act: &str) -> Diagnostic {
    RULE.at(loc, format!("`{act}` has no operative time"))
        .label("only a request has one")
        .hint("write `due` behind `request`")
}
