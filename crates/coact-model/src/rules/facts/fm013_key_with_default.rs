use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A key with a default.
pub(crate) const RULE: Rule = Rule {
    code: "FM013",
    name: "key-with-default",
    severity: Severity::Error,
    page: include_str!("../../../rules/FM013.md"),
    check: None,
};

/// `loc` is the default.
pub(crate) fn key_with_default(loc: Loc) -> Diagnostic {
    RULE.at(loc, "a key has no default")
        .label("every instance would be the same one")
        .hint("leave it out; `generated` draws a `Uuid`")
}
