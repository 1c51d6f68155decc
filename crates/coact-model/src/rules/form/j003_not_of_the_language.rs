use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A name, type, expression, fact or text of the form that cannot stand in the language.
pub(crate) const RULE: Rule = Rule {
    code: "J003",
    name: "not-of-the-language",
    severity: Severity::Error,
    page: include_str!("../../../rules/J003.md"),
    check: None,
};

/// `why` says what it is not.
pub(crate) fn not_of_the_language(loc: Loc, path: &str, why: &str) -> Diagnostic {
    RULE.at(loc, format!("`{path}` of the form cannot stand in a model"))
        .label(why)
        .hint(
            "names, types, facts and expressions are written as in the language, without comments",
        )
}
