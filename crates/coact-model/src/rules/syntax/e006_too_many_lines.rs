use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;
use coact_syntax::limits::MAX_LINES;

/// A file of more lines than the language admits.
pub(crate) const RULE: Rule = Rule {
    code: "E006",
    name: "too-many-lines",
    severity: Severity::Error,
    page: include_str!("../../../rules/E006.md"),
    check: None,
};

pub(super) fn too_many_lines(loc: Loc) -> Diagnostic {
    RULE.at(loc, format!("this file has more than {MAX_LINES} lines"))
        .label("the limit is passed here")
        .hint("split it: files with the same model name are one model")
}
