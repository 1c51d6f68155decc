use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A literal that stands for no value.
pub(crate) const RULE: Rule = Rule {
    code: "T015",
    name: "malformed-literal",
    severity: Severity::Error,
    page: include_str!("../../../rules/T015.md"),
    check: None,
};

/// A number beyond what its type holds.
pub(crate) fn number_too_large(loc: Loc, digits: &str) -> Diagnostic {
    RULE.at(loc, format!("`{digits}` is too large"))
        .label("too many digits")
        .hint("whole numbers have 64 bits, decimal numbers at most 28 digits")
}

/// A day that no calendar has.
pub(crate) fn no_such_day(loc: Loc, text: &str) -> Diagnostic {
    RULE.at(loc, format!("there is no day `{text}`"))
        .label("not in the calendar")
        .hint("dates are year, month and day: `2026-05-31`")
}

/// A time that no clock shows.
pub(crate) fn no_such_time(loc: Loc, text: &str) -> Diagnostic {
    RULE.at(loc, format!("there is no time `{text}`"))
        .label("no clock shows this")
        .hint("times are hours and minutes: `09:30`")
}

/// A moment that cannot be placed.
pub(crate) fn no_such_instant(loc: Loc, text: &str) -> Diagnostic {
    let finding = RULE
        .at(loc, format!("`{text}` is no moment"))
        .label("cannot be placed in time");
    let offset = text
        .get(10..)
        .is_some_and(|time| time.contains(['Z', '+', '-']));
    if offset {
        finding.hint("moments are a day, a time and an offset: `2026-05-31T09:00Z`")
    } else {
        finding.hint(format!(
            "say where on earth: `{text}Z`, or with an offset, `{text}+02:00`"
        ))
    }
}
