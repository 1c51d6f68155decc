use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A model that is imported twice by the same model.
pub(crate) const RULE: Rule = Rule {
    code: "N013",
    name: "imported-twice",
    severity: Severity::Error,
    page: include_str!("../../../rules/N013.md"),
    check: None,
};

/// `first` is the import that counts.
pub(crate) fn imported_twice(loc: Loc, name: &str, first: Loc) -> Diagnostic {
    RULE.at(loc, format!("the model `{name}` is imported twice"))
        .label("the second import")
        .also(first, "the first is here")
        .hint("leave one of the two out: an import holds in all files of the model")
}

/// An import whose name is that of an external system.
pub(crate) fn import_beside_system(loc: Loc, name: &str, system: Loc) -> Diagnostic {
    RULE.at(
        loc,
        format!("the imported model `{name}` stands beside an external system of that name"),
    )
    .label(format!("`{name}.…` could be of either"))
    .also(system, "the external system is here")
    .hint("rename the external system")
}
