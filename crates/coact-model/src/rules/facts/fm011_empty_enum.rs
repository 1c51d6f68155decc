use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// An enum without variants.
pub(crate) const RULE: Rule = Rule {
    code: "FM011",
    name: "empty-enum",
    severity: Severity::Error,
    page: include_str!("../../../rules/FM011.md"),
    check: None,
};

/// `name` is the enum's name.
pub(crate) fn empty_enum(loc: Loc, name: &str) -> Diagnostic {
    RULE.at(loc, format!("the enum `{name}` has no variants"))
        .label("no value can be of this type")
        .hint("name at least one")
}
