use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// The clock or a look-up where the same facts must always give the same answer.
pub(crate) const RULE: Rule = Rule {
    code: "T013",
    name: "input-not-allowed",
    severity: Severity::Error,
    page: include_str!("../../../rules/T013.md"),
    check: None,
};

/// `lookup`: a look-up of the model, else the clock.
pub(crate) fn input_not_allowed(loc: Loc, name: &str, lookup: bool) -> Diagnostic {
    let what = if lookup { "the look-up" } else { "the clock" };
    RULE.at(
        loc,
        format!("`{name}` cannot be used here: {what} may answer differently each time"),
    )
    .label("not allowed here")
    .hint("use it in a rule or in the payload of a link, where the answer is recorded")
}
