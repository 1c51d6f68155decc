use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A carriage return without a newline.
pub(crate) const RULE: Rule = Rule {
    code: "E005",
    name: "lone-carriage-return",
    severity: Severity::Error,
    page: include_str!("../../../rules/E005.md"),
    check: None,
};

pub(super) fn lone_carriage_return(loc: Loc) -> Diagnostic {
    RULE.at(loc, "a carriage return without a newline ends no line")
        .label("here")
        .hint("save the file with LF or CRLF at the end of its lines")
}
