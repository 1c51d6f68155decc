use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::{Rule, and};

/// A match that does not cover every value.
pub(crate) const RULE: Rule = Rule {
    code: "T007",
    name: "not-exhaustive",
    severity: Severity::Error,
    page: include_str!("../../../rules/T007.md"),
    check: None,
};

/// `missing` is what no arm matches, in backticks; empty where that has no names.
pub(crate) fn not_exhaustive(loc: Loc, missing: &[String]) -> Diagnostic {
    let arms = if missing.len() > 1 { "arms" } else { "an arm" };
    let (what, arm) = if missing.is_empty() {
        (
            "all other values".to_owned(),
            "for them: `_ => …`".to_owned(),
        )
    } else {
        (and(missing), format!("for {}", and(missing)))
    };
    RULE.at(loc, format!("this match says nothing about {what}"))
        .label("not every value is covered")
        .hint(format!("add {arms} {arm}"))
}
