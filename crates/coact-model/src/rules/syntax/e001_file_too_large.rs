use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;
use coact_syntax::limits::MAX_FILE_BYTES;

/// A file of more bytes than the language admits.
pub(crate) const RULE: Rule = Rule {
    code: "E001",
    name: "file-too-large",
    severity: Severity::Error,
    page: include_str!("../../../rules/E001.md"),
    check: None,
};

pub(super) fn file_too_large(loc: Loc, bytes: u64) -> Diagnostic {
    RULE.at(
        loc,
        format!("this file has {bytes} bytes, more than {MAX_FILE_BYTES}"),
    )
    .hint("split it: files with the same model name are one model")
}
