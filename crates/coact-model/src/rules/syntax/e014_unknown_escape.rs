use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// An escape that the language does not know.
pub(crate) const RULE: Rule = Rule {
    code: "E014",
    name: "unknown-escape",
    severity: Severity::Error,
    page: include_str!("../../../rules/E014.md"),
    check: None,
};

pub(super) fn unknown_escape(loc: Loc) -> Diagnostic {
    RULE.at(loc, "this escape means nothing")
        .label("no escape")
        .hint(r#"the escapes are `\"`, `\\`, `\n`, `\t` and `\u{…}`; a backslash is written `\\`"#)
}
