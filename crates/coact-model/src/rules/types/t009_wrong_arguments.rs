use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// Arguments that a function, look-up or query does not take.
pub(crate) const RULE: Rule = Rule {
    code: "T009",
    name: "wrong-arguments",
    severity: Severity::Error,
    page: include_str!("../../../rules/T009.md"),
    check: None,
};

/// `wanted` says what it takes.
pub(crate) fn wrong_arguments(loc: Loc, name: &str, wanted: &str, given: usize) -> Diagnostic {
    RULE.at(loc, format!("`{name}` takes {wanted}; {given} given"))
        .label("not what it takes")
        .hint(format!("give {wanted}"))
}

/// Something else where a function of the elements is needed; `field` is one of an element with which it begins.
pub(crate) fn lambda_wanted(loc: Loc, field: Option<&str>) -> Diagnostic {
    let finding = RULE
        .at(loc, "a function of the elements is needed here")
        .label("not a function");
    match field {
        Some(field) => finding.hint(format!(
            "name each element, and the field of it: `x => x.{field} …`"
        )),
        None => finding.hint("write it as `x => …`, where `x` is each element in turn"),
    }
}
