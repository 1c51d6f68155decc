use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::{Rule, and, ticked};

/// A structured value without some of its fields.
pub(crate) const RULE: Rule = Rule {
    code: "T010",
    name: "missing-fields",
    severity: Severity::Error,
    page: include_str!("../../../rules/T010.md"),
    check: None,
};

/// `what` is what is incomplete: "`Address`".
pub(crate) fn missing_fields(loc: Loc, what: &str, missing: &[&str]) -> Diagnostic {
    let names = and(&ticked(missing));
    RULE.at(loc, format!("{what} lacks {names}"))
        .label(format!("{names} missing"))
        .hint(format!("give {names}, or declare a default"))
}
