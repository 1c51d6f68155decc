use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::model::Scale;
use crate::rules::Rule;

/// An operator that does not go with its operands.
pub(crate) const RULE: Rule = Rule {
    code: "T005",
    name: "operator-not-admitted",
    severity: Severity::Error,
    page: include_str!("../../../rules/T005.md"),
    check: None,
};

/// An operator in front of one operand.
pub(crate) fn operator_one(loc: Loc, sign: &str, found: &str) -> Diagnostic {
    RULE.at(loc, format!("`{sign}` does not go with {found}"))
        .label("cannot be calculated")
        .hint("numbers and lengths of time can be negative, nothing else")
}

/// An operator between two operands.
pub(crate) fn operator_two(
    loc: Loc,
    sign: &str,
    left: &str,
    right: &str,
    advice: Option<&str>,
) -> Diagnostic {
    RULE.at(
        loc,
        format!("`{sign}` does not go between {left} and {right}"),
    )
    .label("cannot be calculated")
    .hint(advice.unwrap_or("bring both sides to types that the operator takes"))
}

/// An operator, function or pattern that the scale sort of a scalar does not admit.
pub(crate) fn scale_forbids(loc: Loc, sign: &str, name: &str, scale: Scale) -> Diagnostic {
    let admitted = match scale {
        Scale::Categorial => "ask whether they are equal (`==`, `!=`)",
        Scale::Ordinal => "compare instead (`<`, `>`)",
        Scale::Interval => "add and subtract",
        Scale::Ratio | Scale::Absolute => "calculate",
    };
    RULE.at(
        loc,
        format!(
            "`{sign}` makes no sense on `{name}`, because its scale is {}",
            scale.word()
        ),
    )
    .label("not on this scale")
    .hint(format!(
        "{admitted}, or state another scale sort for the scalar"
    ))
}
