use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A bound that no value meets, or that stands twice.
pub(crate) const RULE: Rule = Rule {
    code: "FM007",
    name: "impossible-bound",
    severity: Severity::Error,
    page: include_str!("../../../rules/FM007.md"),
    check: None,
};

/// `problem` says why no value meets it.
pub(crate) fn bound_cannot_be_met(loc: Loc, problem: &str) -> Diagnostic {
    RULE.at(loc, "no value meets this bound").label(problem)
}

/// A pattern that is none.
pub(crate) fn bad_pattern(loc: Loc, problem: &regex::Error) -> Diagnostic {
    let why = match problem {
        regex::Error::CompiledTooBig(_) => "grows too large".to_owned(),
        // The last line says what is wrong; the ones above it draw where, in a pattern with anchors.
        other => other
            .to_string()
            .lines()
            .last()
            .unwrap_or_default()
            .trim_start_matches("error: ")
            .to_owned(),
    };
    RULE.at(loc, "this pattern matches nothing that can be written")
        .label(why)
        .hint("write a regular expression like `[A-Z]{2}[0-9]{4}`")
}

/// A bound that the type has already.
pub(crate) fn bound_twice(loc: Loc, bound: &str, first: Loc) -> Diagnostic {
    RULE.at(loc, format!("{bound} stands twice"))
        .label("the second")
        .also(first, "the first is here")
        .hint("leave one of the two out")
}
