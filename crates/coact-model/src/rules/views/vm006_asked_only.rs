use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A view that changes when a revocation is merely asked for.
pub(crate) const RULE: Rule = Rule {
    code: "VM006",
    name: "asked-only",
    severity: Severity::Warning,
    page: include_str!("../../../rules/VM006.md"),
    check: None,
};

/// `event` is the asking.
pub(crate) fn asked_only(loc: Loc, event: &str) -> Diagnostic {
    RULE.at(
        loc,
        format!("`{event}` only asks for a revocation; nothing is taken back yet"),
    )
    .label("may still be refused")
    .hint("change the row when the revocation is allowed")
}
