use crate::Loc;
use crate::ctp::Pattern;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// An act that the pattern of the transaction does not have.
pub(crate) const RULE: Rule = Rule {
    code: "CM006",
    name: "act-not-in-pattern",
    severity: Severity::Error,
    page: include_str!("../../../rules/CM006.md"),
    check: None,
};

/// `act` is the act as written, `has` the pattern of the kind, `enough` the least one that has the act.
pub(crate) fn act_not_in_pattern(loc: Loc, act: &str, has: Pattern, enough: Pattern) -> Diagnostic {
    RULE.at(
        loc,
        format!("there is no `{act}` in a `{}` pattern", word(has)),
    )
    .label("never happens")
    .hint(format!(
        "write `pattern {}`, or leave the act out",
        word(enough)
    ))
}

const fn word(pattern: Pattern) -> &'static str {
    match pattern {
        Pattern::Basic => "basic",
        Pattern::Standard => "standard",
        Pattern::Complete => "complete",
    }
}
