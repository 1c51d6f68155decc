use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A step, or a field of one, that changes nothing.
pub(crate) const RULE: Rule = Rule {
    code: "EV009",
    name: "upcast-says-nothing",
    severity: Severity::Warning,
    page: include_str!("../../../rules/EV009.md"),
    check: None,
};

/// A step without fields.
pub(crate) fn empty_upcast(loc: Loc) -> Diagnostic {
    RULE.at(loc, "this upcast says nothing")
        .label("no field changes")
        .hint("fields stay what they are, and later ones are what their defaults say; take the upcast out")
}

/// A field that becomes what it is.
pub(crate) fn stays_as_it_is(loc: Loc, name: &str) -> Diagnostic {
    RULE.at(
        loc,
        format!("`{name}` stays what it is without being named"),
    )
    .label("changes nothing")
    .hint("take the field out of the upcast")
}
