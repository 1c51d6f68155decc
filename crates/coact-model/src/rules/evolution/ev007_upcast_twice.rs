use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// Two steps from one version.
pub(crate) const RULE: Rule = Rule {
    code: "EV007",
    name: "upcast-twice",
    severity: Severity::Error,
    page: include_str!("../../../rules/EV007.md"),
    check: None,
};

/// `first` is the step that stands above.
pub(crate) fn upcast_twice(loc: Loc, from: u64, to: u64, first: Loc) -> Diagnostic {
    RULE.at(loc, format!("how v{from} becomes v{to} is said already"))
        .label("once more")
        .also(first, "the first one")
        .hint("put all fields of the step between the braces of one of them")
}
