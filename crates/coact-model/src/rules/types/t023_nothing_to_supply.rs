use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A value for the case that another is absent, which it never is.
pub(crate) const RULE: Rule = Rule {
    code: "T023",
    name: "nothing-to-supply",
    severity: Severity::Warning,
    page: include_str!("../../../rules/T023.md"),
    check: None,
};

/// `of` is what stands before `??`.
pub(crate) fn nothing_to_supply(loc: Loc, of: Loc) -> Diagnostic {
    RULE.at(
        loc,
        "what stands before `??` is always there, so this is never taken",
    )
    .label("never taken")
    .also(of, "never absent")
    .hint("leave out `??` and what follows, or make the type optional")
}
