use regex_syntax::ast::ErrorKind;

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
    RULE.at(loc, "no value meets this bound")
        .label(problem)
        .hint("swap the two, or leave one of them out")
}

/// A pattern that is none.
pub(crate) fn bad_pattern(loc: Loc, pattern: &str) -> Diagnostic {
    let why = match regex_syntax::parse(pattern) {
        Err(regex_syntax::Error::Parse(problem)) => why(problem.kind()),
        Err(_) => "names characters that there are not",
        Ok(_) => "grows too large",
    };
    RULE.at(loc, "this pattern matches nothing that can be written")
        .label(why)
        .hint("write a regular expression like `[A-Z]{2}[0-9]{4}`")
}

/// Why a pattern can be read by nobody.
const fn why(problem: &ErrorKind) -> &'static str {
    match problem {
        ErrorKind::GroupUnclosed => "a `(` without its `)`",
        ErrorKind::GroupUnopened => "a `)` without its `(`",
        ErrorKind::ClassUnclosed => "a `[` without its `]`",
        ErrorKind::ClassRangeInvalid => "a range from a later sign to an earlier one",
        ErrorKind::ClassRangeLiteral => "a range whose ends are no single signs",
        ErrorKind::RepetitionMissing => "nothing stands before a `*`, `+`, `?` or `{`",
        ErrorKind::RepetitionCountInvalid => "the greatest count is below the least",
        ErrorKind::RepetitionCountUnclosed => "a `{` without its `}`",
        ErrorKind::RepetitionCountDecimalEmpty | ErrorKind::DecimalEmpty => {
            "no count stands between the braces"
        }
        ErrorKind::EscapeUnrecognized | ErrorKind::EscapeUnexpectedEof => {
            "a backslash before what needs none"
        }
        ErrorKind::UnsupportedBackreference => "speaks of what another part matched",
        ErrorKind::UnsupportedLookAround => "looks at what stands around it",
        _ => "no regular expression",
    }
}

/// A bound that the type has already.
pub(crate) fn bound_twice(loc: Loc, bound: &str, first: Loc) -> Diagnostic {
    RULE.at(loc, format!("{bound} stands twice"))
        .label("the second")
        .also(first, "the first is here")
        .hint("leave one of the two out")
}
