use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A model that is not among the texts.
pub(crate) const RULE: Rule = Rule {
    code: "N008",
    name: "unknown-model",
    severity: Severity::Error,
    page: include_str!("../../../rules/N008.md"),
    check: None,
};

/// `name` is the model that a path or an import names.
pub(crate) fn unknown_model(loc: Loc, name: &str) -> Diagnostic {
    RULE.at(loc, format!("there is no model called `{name}` here"))
        .label("not among the files that are compiled")
        .hint(format!(
            "add the files of `{name}` to the project, or declare what is needed in this model"
        ))
}

/// A model that imports itself.
pub(crate) fn own_model(loc: Loc, name: &str) -> Diagnostic {
    RULE.at(loc, format!("the model `{name}` imports itself"))
        .label("this model")
        .hint("leave the import out: everything in a model is known in all its files")
}
