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

/// Of a file beyond the limit only so much may have been read as shows that it is; its size is not said.
pub(super) fn file_too_large(loc: Loc) -> Diagnostic {
    let limit = MAX_FILE_BYTES >> 20;
    RULE.at(loc, format!("this file is larger than {limit} MiB"))
        .hint("split it: files with the same model name are one model")
}
