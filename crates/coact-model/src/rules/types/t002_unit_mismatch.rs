use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::model::Unit;
use crate::resolve::{unit_name, unit_quotient};
use crate::rules::Rule;

/// Numbers of different units where one unit is needed.
pub(crate) const RULE: Rule = Rule {
    code: "T002",
    name: "unit-mismatch",
    severity: Severity::Error,
    page: include_str!("../../../rules/T002.md"),
    check: None,
};

/// `bare` are the digits of a literal without a unit, which most likely lacks it.
pub(crate) fn unit_mismatch(
    loc: Loc,
    found: &Unit,
    wanted: &Unit,
    bare: Option<String>,
) -> Diagnostic {
    let none = Unit::default();
    let name = |unit: &Unit| {
        if *unit == none {
            "a number without a unit".to_owned()
        } else {
            format!("`{}`", unit_name(unit))
        }
    };
    let finding = RULE
        .at(
            loc,
            format!("{} does not go with {}", name(found), name(wanted)),
        )
        .label(format!("this is {}", name(found)));
    match bare {
        Some(digits) if *wanted != none => {
            finding.hint(format!("write `{digits} {}`", unit_name(wanted)))
        }
        _ => finding.hint(missing_factor(found, wanted)),
    }
}

/// What brings one unit to the other.
fn missing_factor(found: &Unit, wanted: &Unit) -> String {
    let factor = unit_quotient(wanted, found);
    if factor.over().is_empty() && !factor.under().is_empty() {
        let divisor = unit_quotient(found, wanted);
        format!("divide it by a number of `{}`", unit_name(&divisor))
    } else {
        format!("multiply it by a number of `{}`", unit_name(&factor))
    }
}
