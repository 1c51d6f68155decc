use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// An act on the agenda of somebody who never performs it.
pub(crate) const RULE: Rule = Rule {
    code: "EM011",
    name: "not-their-act",
    severity: Severity::Error,
    page: include_str!("../../../rules/EM011.md"),
    check: None,
};

/// `actor` is whose agenda it is.
pub(crate) fn not_their_act(loc: Loc, act: &str, kind: &str, actor: &str) -> Diagnostic {
    RULE.at(loc, format!("`{actor}` never has to {act} `{kind}`"))
        .label("somebody else's act")
        .hint("name the agenda of the role that performs it")
}
