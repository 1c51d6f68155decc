use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;
use heck::ToSnakeCase;

/// An entity without a key.
pub(crate) const RULE: Rule = Rule {
    code: "FM001",
    name: "no-key",
    severity: Severity::Error,
    page: include_str!("../../../rules/FM001.md"),
    check: None,
};

/// `entity` is its name.
pub(crate) fn no_key(loc: Loc, entity: &str) -> Diagnostic {
    RULE.at(loc, format!("the entity `{entity}` has no key"))
        .label("nothing tells one from another")
        .hint(format!(
            "add a key: `key {}_id: Uuid generated`",
            entity.to_snake_case()
        ))
}
