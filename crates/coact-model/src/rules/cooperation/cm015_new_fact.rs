use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A product that is new and a fact of something.
pub(crate) const RULE: Rule = Rule {
    code: "CM015",
    name: "new-fact",
    severity: Severity::Error,
    page: include_str!("../../../rules/CM015.md"),
    check: None,
};

/// `fact` is the fact of `entity` that is named.
pub(crate) fn new_with_fact(loc: Loc, entity: &str, fact: &str) -> Diagnostic {
    RULE.at(
        loc,
        format!("what is about `{fact}` of an existing `{entity}` cannot make a new one"),
    )
    .label("a fact of an entity that exists")
    .hint("leave `new` out, or leave the fact out")
}
