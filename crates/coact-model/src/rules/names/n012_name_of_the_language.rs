use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A declaration under the name of a type of the language.
pub(crate) const RULE: Rule = Rule {
    code: "N012",
    name: "name-of-the-language",
    severity: Severity::Error,
    page: include_str!("../../../rules/N012.md"),
    check: None,
};

/// `noun` is what is declared.
pub(crate) fn name_of_the_language(loc: Loc, noun: &str, name: &str) -> Diagnostic {
    RULE.at(
        loc,
        format!(
            "`{name}` is a type of the language and cannot be the name of {}",
            crate::rules::a(noun)
        ),
    )
    .label("taken")
    .hint(format!("call the {noun} something else"))
}
