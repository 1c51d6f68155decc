use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A value that may be absent where one is needed.
pub(crate) const RULE: Rule = Rule {
    code: "T006",
    name: "may-be-absent",
    severity: Severity::Error,
    page: include_str!("../../../rules/T006.md"),
    check: None,
};

/// `ty` is the optional type.
pub(crate) fn may_be_absent(loc: Loc, ty: &str) -> Diagnostic {
    RULE.at(
        loc,
        format!("this is `{ty}` and may be absent, but a value is needed here"),
    )
    .label("may be absent")
    .hint("supply a value for that case with `??`, or ask first: `if … != none then …`")
}

/// `none` where the type is not optional.
pub(crate) fn none_for_required(loc: Loc, ty: &str) -> Diagnostic {
    RULE.at(
        loc,
        format!("`none` cannot stand for `{ty}`, which is always there"),
    )
    .label("always there")
    .hint(format!("make the type optional, `{ty}?`, or give a value"))
}

/// A division that has no value where what it divides by is 0.
pub(crate) fn divisor_may_be_zero(loc: Loc, sign: &str) -> Diagnostic {
    RULE.at(
        loc,
        format!("`{sign}` has no value where it divides by 0, but a value is needed here"),
    )
    .label("may be absent")
    .hint("supply a value for that case with `??`, or keep the divisor away from 0: `Int in 1..`")
}

/// What is read by key and may not be there: `what` is "a row of `Stock`".
pub(crate) fn may_not_be_there(loc: Loc, what: &str) -> Diagnostic {
    RULE.at(
        loc,
        format!("there may not be {what} under this key, but a value is needed here"),
    )
    .label("may be absent")
    .hint("supply a value for that case with `??`, or `match` it")
}
