use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// Two slices or specs of one title in one place.
pub(crate) const RULE: Rule = Rule {
    code: "EM006",
    name: "title-twice",
    severity: Severity::Error,
    page: include_str!("../../../rules/EM006.md"),
    check: None,
};

/// `what` is "slice" or "spec".
pub(crate) fn title_twice(loc: Loc, what: &str, title: &str, first: Loc) -> Diagnostic {
    RULE.at(
        loc,
        format!("there is a {what} titled \"{title}\" here already"),
    )
    .label("the same title again")
    .also(first, "the first one")
    .hint("give it a title of its own")
}
