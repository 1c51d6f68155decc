use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// Text after an item on its last line.
pub(crate) const RULE: Rule = Rule {
    code: "E017",
    name: "trailing-text",
    severity: Severity::Error,
    page: include_str!("../../../rules/E017.md"),
    check: None,
};

pub(super) fn trailing_text(loc: Loc) -> Diagnostic {
    RULE.at(loc, "nothing can follow an item on its last line")
        .label("does not belong to the item")
        .hint("start the next item on a line of its own")
}
