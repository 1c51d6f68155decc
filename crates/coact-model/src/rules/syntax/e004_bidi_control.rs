use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A bidirectional control.
pub(crate) const RULE: Rule = Rule {
    code: "E004",
    name: "bidi-control",
    severity: Severity::Error,
    page: include_str!("../../../rules/E004.md"),
    check: None,
};

pub(super) fn bidi_control(loc: Loc, character: char) -> Diagnostic {
    let code = u32::from(character);
    RULE.at(
        loc,
        format!("the invisible character U+{code:04X} makes text read differently from what it is"),
    )
    .label("here, where nothing is to be seen")
    .hint("delete it")
}
