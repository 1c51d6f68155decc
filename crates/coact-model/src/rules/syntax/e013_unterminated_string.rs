use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A string without its closing quote on the line.
pub(crate) const RULE: Rule = Rule {
    code: "E013",
    name: "unterminated-string",
    severity: Severity::Error,
    page: include_str!("../../../rules/E013.md"),
    check: None,
};

pub(super) fn unterminated_string(loc: Loc) -> Diagnostic {
    RULE.at(loc, "this string has no closing quote on its line")
        .label("opened here")
        .hint("add the `\"`; a line break inside a string is written `\\n`")
}
