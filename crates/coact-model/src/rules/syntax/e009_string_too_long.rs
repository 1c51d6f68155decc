use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;
use coact_syntax::limits::MAX_STRING_BYTES;

/// A string longer than the language admits.
pub(crate) const RULE: Rule = Rule {
    code: "E009",
    name: "string-too-long",
    severity: Severity::Error,
    page: include_str!("../../../rules/E009.md"),
    check: None,
};

pub(super) fn string_too_long(loc: Loc) -> Diagnostic {
    RULE.at(
        loc,
        format!("this string is longer than {MAX_STRING_BYTES} bytes"),
    )
    .label("too long")
    .hint("shorten it")
}
