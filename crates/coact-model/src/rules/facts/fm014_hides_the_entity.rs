use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A fact under the name of its entity.
pub(crate) const RULE: Rule = Rule {
    code: "FM014",
    name: "hides-the-entity",
    severity: Severity::Error,
    page: include_str!("../../../rules/FM014.md"),
    check: None,
};

/// `name` stands for the instance of `entity` itself.
pub(crate) fn hides_the_entity(loc: Loc, name: &str, entity: &str) -> Diagnostic {
    RULE.at(
        loc,
        format!("`{name}` is the `{entity}` itself, and cannot be one of its facts too"),
    )
    .label("hides the entity")
    .hint("call the fact something else")
}
