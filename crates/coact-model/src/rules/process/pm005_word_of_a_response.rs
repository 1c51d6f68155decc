use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A word of response links in a wait link.
pub(crate) const RULE: Rule = Rule {
    code: "PM005",
    name: "word-of-a-response",
    severity: Severity::Error,
    page: include_str!("../../../rules/PM005.md"),
    check: None,
};

/// `word` is what a wait link does not have.
pub(crate) fn word_of_a_response(loc: Loc, word: &str) -> Diagnostic {
    RULE.at(
        loc,
        format!("a wait link has no {}", word.trim_start_matches("a ")),
    )
    .label("belongs to a response link")
    .hint("leave it out, or write it behind the link that asks")
}

/// A range where a wait link has one number.
pub(crate) fn range_in_a_wait(loc: Loc) -> Diagnostic {
    RULE.at(loc, "a wait link has one number: at least so many")
        .label("a range")
        .hint("write the least number alone, or leave the brackets out to wait for all that were asked for")
}
