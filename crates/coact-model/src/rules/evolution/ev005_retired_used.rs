use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// Something that is retired and still used.
pub(crate) const RULE: Rule = Rule {
    code: "EV005",
    name: "retired-used",
    severity: Severity::Warning,
    page: include_str!("../../../rules/EV005.md"),
    check: None,
};

/// `there` is where it is retired.
pub(crate) fn retired_used(loc: Loc, noun: &str, name: &str, there: Loc) -> Diagnostic {
    RULE.at(loc, format!("the {noun} `{name}` is retired"))
        .label("used here")
        .also(there, "retired here")
        .hint("use what has taken its place, or retire what uses it too")
}

/// A retired variant that is made anew.
pub(crate) fn retired_variant_used(loc: Loc, name: &str, there: Loc) -> Diagnostic {
    RULE.at(loc, format!("the variant `{name}` is retired"))
        .label("made anew here")
        .also(there, "retired here")
        .hint("it can be asked for (`==`, `match`), because old records have it, but nothing new should")
}
