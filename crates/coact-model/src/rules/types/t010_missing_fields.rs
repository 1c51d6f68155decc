use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

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
    let names: Vec<String> = missing.iter().map(|name| format!("`{name}`")).collect();
    let names = names.join(", ");
    RULE.at(loc, format!("{what} lacks {names}"))
        .label(format!("{names} missing"))
        .hint(format!("give {names}, or declare a default"))
}
