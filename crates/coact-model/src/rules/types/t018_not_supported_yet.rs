use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A construct of the language that this version does not carry out.
pub(crate) const RULE: Rule = Rule {
    code: "T018",
    name: "not-supported-yet",
    severity: Severity::Error,
    page: include_str!("../../../rules/T018.md"),
    check: None,
};

/// `Entity[key]`, `View[key]`
pub(crate) fn read_by_key(loc: Loc) -> Diagnostic {
    RULE.at(
        loc,
        "reading by key is not carried out by this version of coact",
    )
    .label("not supported yet")
    .hint("ask for it with a look-up")
}
