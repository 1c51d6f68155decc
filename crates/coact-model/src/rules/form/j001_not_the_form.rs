use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A text that is not the JSON form of a model.
pub(crate) const RULE: Rule = Rule {
    code: "J001",
    name: "not-the-form",
    severity: Severity::Error,
    page: include_str!("../../../rules/J001.md"),
    check: None,
};

/// Not JSON at all.
pub(crate) fn not_json(loc: Loc, why: &str) -> Diagnostic {
    RULE.at(loc, "this is not a text in JSON")
        .label(why)
        .hint("`coact check --emit json` writes the form of a model")
}

/// A member that is missing or of another shape.
pub(crate) fn not_the_form(loc: Loc, path: &str, why: &str) -> Diagnostic {
    let message = match path {
        "." => "this is not the JSON form of a model".to_owned(),
        path => format!("`{path}` is not as the form of a model has it"),
    };
    RULE.at(loc, message)
        .label(why)
        .hint("the JSON Schema `model.schema.json` tells what the form has where")
}
