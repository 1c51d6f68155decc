use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::{Rule, and, ticked};

/// A row that is made without some of its fields.
pub(crate) const RULE: Rule = Rule {
    code: "VM004",
    name: "row-incomplete",
    severity: Severity::Error,
    page: include_str!("../../../rules/VM004.md"),
    check: None,
};

/// `verb` is `add` or `set`.
pub(crate) fn row_incomplete(loc: Loc, verb: &str, view: &str, missing: &[&str]) -> Diagnostic {
    let names = and(&ticked(missing));
    RULE.at(
        loc,
        format!("`{verb}` makes a row of `{view}` without {names}"),
    )
    .label(format!("{names} missing"))
    .hint(format!(
        "give {names} between the braces, or give the field a default"
    ))
}
