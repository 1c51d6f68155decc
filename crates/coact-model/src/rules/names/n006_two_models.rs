use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// Files of different models that are compiled together.
pub(crate) const RULE: Rule = Rule {
    code: "N006",
    name: "two-models",
    severity: Severity::Error,
    page: include_str!("../../../rules/N006.md"),
    check: None,
};

/// `first` is the header of the first file.
pub(crate) fn two_models(loc: Loc, name: &str, first: Loc, model: &str) -> Diagnostic {
    RULE.at(
        loc,
        format!("this file belongs to the model `{name}`, but the others to `{model}`"),
    )
    .label("another model")
    .also(first, format!("`{model}` is named here"))
    .hint(format!(
        "write `model {model}`, or keep the files of `{name}` in a folder of their own"
    ))
}
