use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A `for each` where only one act can follow.
pub(crate) const RULE: Rule = Rule {
    code: "AM009",
    name: "one-by-link",
    severity: Severity::Error,
    page: include_str!("../../../rules/AM009.md"),
    check: None,
};

/// `element` is the name of each element.
pub(crate) fn one_by_link(loc: Loc, element: &str, link: Loc) -> Diagnostic {
    RULE.at(
        loc,
        format!("one act per `{element}` follows here, but the link admits only one"),
    )
    .label("may follow many times")
    .also(link, "this link admits one")
    .hint("write how many may follow behind the act of the link: `[1..*]`")
}

/// An act of the transaction itself, for each element.
pub(crate) fn one_by_instance(loc: Loc, element: &str, act: &str) -> Diagnostic {
    RULE.at(
        loc,
        format!("`{act}` follows once, and here once per `{element}`"),
    )
    .label("may follow many times")
    .hint("leave `for each` out, or ask for a transaction of its own for each")
}
