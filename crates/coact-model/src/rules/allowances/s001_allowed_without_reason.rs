use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A comment that allows a finding and does not say why, or that cannot be read.
pub(crate) const RULE: Rule = Rule {
    code: "S001",
    name: "allowed-without-reason",
    severity: Severity::Warning,
    page: include_str!("../../../rules/S001.md"),
    check: None,
};

/// The reason is missing.
pub(crate) fn no_reason(loc: Loc) -> Diagnostic {
    RULE.at(loc, "this allows a finding without saying why")
        .label("no reason")
        .hint("say why it is right here, for those who come after: `… because …`")
}

/// A comment that speaks to the compiler, and not in its words.
pub(crate) fn no_allowance(loc: Loc) -> Diagnostic {
    RULE.at(
        loc,
        "this comment speaks to coact, but says nothing that it knows",
    )
    .label("not understood")
    .hint("write `// coact: allow(CODE) because …`")
}
