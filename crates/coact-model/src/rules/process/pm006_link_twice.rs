use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A link that stands twice.
pub(crate) const RULE: Rule = Rule {
    code: "PM006",
    name: "link-twice",
    severity: Severity::Error,
    page: include_str!("../../../rules/PM006.md"),
    check: None,
};

/// `first` is the link that is there already.
pub(crate) fn link_twice(loc: Loc, first: Loc) -> Diagnostic {
    RULE.at(loc, "this link stands twice")
        .label("the second")
        .also(first, "the first is here")
        .hint("leave one of the two out; brackets say how often: `[1..3]`")
}
