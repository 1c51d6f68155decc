use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A model that is not among the texts, or not imported.
pub(crate) const RULE: Rule = Rule {
    code: "N008",
    name: "unknown-model",
    severity: Severity::Error,
    page: include_str!("../../../rules/N008.md"),
    check: None,
};

/// `name` is the model that a path or an import names; `nearest` is one that is there.
pub(crate) fn unknown_model(loc: Loc, name: &str, nearest: Option<&str>) -> Diagnostic {
    let finding = RULE
        .at(loc, format!("there is no model called `{name}` here"))
        .label("not among the files that are compiled");
    match nearest {
        Some(nearest) => finding.hint(format!("did you mean `{nearest}`?")),
        None => finding.hint(format!(
            "add the files of `{name}` to the project, or declare what is needed in this model"
        )),
    }
}

/// A model of the project that this one does not import.
pub(crate) fn not_imported(loc: Loc, name: &str) -> Diagnostic {
    RULE.at(loc, format!("the model `{name}` is not imported"))
        .label("another model of the project")
        .hint(format!("write `import {name}` below the line of `model`"))
}

/// A model that imports itself.
pub(crate) fn own_model(loc: Loc, name: &str) -> Diagnostic {
    RULE.at(loc, format!("the model `{name}` imports itself"))
        .label("this model")
        .hint("leave the import out: everything in a model is known in all its files")
}
