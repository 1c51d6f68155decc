use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// Bytes that are no UTF-8 text.
pub(crate) const RULE: Rule = Rule {
    code: "E002",
    name: "not-utf8",
    severity: Severity::Error,
    page: include_str!("../../../rules/E002.md"),
    check: None,
};

pub(super) fn not_utf8(loc: Loc) -> Diagnostic {
    RULE.at(loc, "this file is not UTF-8 text")
        .label("not a character")
        .hint("save the file as UTF-8; a file that is no text does not belong to a model")
}
