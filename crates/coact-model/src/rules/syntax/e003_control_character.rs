use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A control character other than tab and newline.
pub(crate) const RULE: Rule = Rule {
    code: "E003",
    name: "control-character",
    severity: Severity::Error,
    page: include_str!("../../../rules/E003.md"),
    check: None,
};

pub(super) fn control_character(loc: Loc, character: char) -> Diagnostic {
    let code = u32::from(character);
    RULE.at(
        loc,
        format!("the control character U+{code:04X} cannot stand in a model"),
    )
    .label("here, where nothing is to be seen")
    .hint(format!(
        "delete it; a string may bear it as `\\u{{{code:x}}}`"
    ))
}
