use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;
use coact_syntax::limits::MAX_IDENTIFIER_BYTES;

/// A name longer than the language admits.
pub(crate) const RULE: Rule = Rule {
    code: "E008",
    name: "identifier-too-long",
    severity: Severity::Error,
    page: include_str!("../../../rules/E008.md"),
    check: None,
};

pub(super) fn identifier_too_long(loc: Loc) -> Diagnostic {
    RULE.at(
        loc,
        format!("this name is longer than {MAX_IDENTIFIER_BYTES} bytes"),
    )
    .label("too long")
    .hint("choose a shorter name; a doc comment (`///`) has room for the rest")
}
