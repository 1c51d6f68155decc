use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A transaction that creates what comes from outside.
pub(crate) const RULE: Rule = Rule {
    code: "CM013",
    name: "external-created",
    severity: Severity::Error,
    page: include_str!("../../../rules/CM013.md"),
    check: None,
};

/// `place` is where the entity is declared.
pub(crate) fn external_created(loc: Loc, entity: &str, place: Loc) -> Diagnostic {
    RULE.at(
        loc,
        format!("`{entity}` is external, and so not created here"),
    )
    .label("created by this request")
    .also(place, "declared `external` here")
    .hint("leave `new` out, or declare the entity without `external`")
}
