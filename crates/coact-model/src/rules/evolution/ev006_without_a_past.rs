use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// Words of evolution about what is never recorded, or never changes.
pub(crate) const RULE: Rule = Rule {
    code: "EV006",
    name: "without-a-past",
    severity: Severity::Error,
    page: include_str!("../../../rules/EV006.md"),
    check: None,
};

/// `what` is never recorded: "a row of a view".
pub(crate) fn without_a_past(loc: Loc, what: &str) -> Diagnostic {
    RULE.at(
        loc,
        format!("{what} is never recorded, so that no older form of it is ever read"),
    )
    .label("has no past")
    .hint("take the words out; they belong behind fields of what is recorded")
}

/// A key is there from the beginning to the end.
pub(crate) fn key_with_a_past(loc: Loc, name: &str) -> Diagnostic {
    RULE.at(
        loc,
        format!("`{name}` is the key, and is there as long as what it tells apart"),
    )
    .label("a key neither comes later nor goes")
    .hint("a key can have had another name (`was`), no more")
}

/// Facts of an entity are in the records of many acts.
pub(crate) fn recorded_by_acts(loc: Loc, entity: &str) -> Diagnostic {
    RULE.at(
        loc,
        format!("no record holds `{entity}` as a whole: its facts are recorded by the acts that set them"),
    )
    .label("no record of its own")
    .hint("write the upcast between the braces of each act whose records it is about")
}
