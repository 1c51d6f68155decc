use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::{Rule, and, ticked};

/// An aggregate that begins without a value for a part of its state.
pub(crate) const RULE: Rule = Rule {
    code: "AG007",
    name: "state-left-open",
    severity: Severity::Error,
    page: include_str!("../../../rules/AG007.md"),
    check: None,
};

/// `missing` are fields without a default that the opening event does not set.
pub(crate) fn state_left_open(
    loc: Loc,
    event: &str,
    aggregate: &str,
    missing: &[&str],
) -> Diagnostic {
    let names = and(&ticked(missing));
    RULE.at(
        loc,
        format!("`{aggregate}` begins with `{event}`, which says nothing of {names}"),
    )
    .label(format!("{names} left open"))
    .hint(format!(
        "set {names} in `event {event} apply {{ … }}`, or give the field a default"
    ))
}
