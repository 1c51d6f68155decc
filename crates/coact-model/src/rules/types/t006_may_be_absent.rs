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
    .hint("supply a value for that case with `??`, or `match` it")
}

/// `none` where the type is not optional.
pub(crate) fn none_for_required(loc: Loc, ty: &str) -> Diagnostic {
    RULE.at(
        loc,
        format!("`none` cannot stand for `{ty}`, which is always there"),
    )
    .label("must have a value")
    .hint(format!("make the type optional, `{ty}?`, or give a value"))
}
