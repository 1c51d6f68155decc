use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A file that does not say which model it belongs to.
pub(crate) const RULE: Rule = Rule {
    code: "N004",
    name: "missing-model-header",
    severity: Severity::Error,
    page: include_str!("../../../rules/N004.md"),
    check: None,
};

/// `known` is the model's name where another file says it.
pub(crate) fn missing_header(loc: Loc, empty: bool, known: Option<&str>) -> Diagnostic {
    let name = known.unwrap_or("shop");
    let message = if empty {
        "there is nothing in this file"
    } else {
        "this file does not say which model it belongs to"
    };
    RULE.at(loc, message)
        .label("a model's name comes first")
        .hint(format!("begin the file with `model {name}`"))
}
