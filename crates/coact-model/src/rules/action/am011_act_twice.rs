use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A response performs the same act twice.
pub(crate) const RULE: Rule = Rule {
    code: "AM011",
    name: "act-twice",
    severity: Severity::Error,
    page: include_str!("../../../rules/AM011.md"),
    check: None,
};

/// `act` stands in the same response already, at `first`.
pub(crate) fn act_twice(loc: Loc, act: &str, first: Loc) -> Diagnostic {
    RULE.at(loc, format!("the {act} is performed already"))
        .label("the second time")
        .also(first, "the first time")
        .hint("leave one of them out, or give each a condition (`if …`)")
}
