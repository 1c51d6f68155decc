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
        .label("wrong arguments")
        .hint(format!("give {wanted}"))
}

/// Something else where a function of the elements is needed.
pub(crate) fn lambda_wanted(loc: Loc) -> Diagnostic {
    RULE.at(loc, "a function of the elements is needed here")
        .label("not a function")
        .hint("write it as `x => …`, where `x` is each element in turn")
}
