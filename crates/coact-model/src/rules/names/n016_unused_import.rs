use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// An import of which nothing is used.
pub(crate) const RULE: Rule = Rule {
    code: "N016",
    name: "unused-import",
    severity: Severity::Warning,
    page: include_str!("../../../rules/N016.md"),
    check: None,
};

/// `place` is the whole import.
pub(crate) fn unused_import(loc: Loc, name: &str, place: Loc) -> Diagnostic {
    RULE.at(loc, format!("nothing of the model `{name}` is used"))
        .label("imported for nothing")
        .hint(format!(
            "name what is meant (`{name}.…`), or take the import out"
        ))
        .fix("take the import out", vec![(place, String::new())])
}
