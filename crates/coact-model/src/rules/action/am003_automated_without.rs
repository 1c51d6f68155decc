use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::{Rule, and, ticked};

/// An automated act whose payload nothing fills.
pub(crate) const RULE: Rule = Rule {
    code: "AM003",
    name: "automated-without",
    severity: Severity::Error,
    page: include_str!("../../../rules/AM003.md"),
    check: None,
};

/// `missing` are the fields without a value.
pub(crate) fn automated_without(loc: Loc, act: &str, missing: &[String]) -> Diagnostic {
    let names = and(&ticked(missing));
    RULE.at(
        loc,
        format!("`{act}` is performed without a person, but nothing gives {names}"),
    )
    .label(format!("{names} missing"))
    .hint(format!("give {names} between braces, or let a person act"))
}
