use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A word that only the facts of an entity have.
pub(crate) const RULE: Rule = Rule {
    code: "FM012",
    name: "word-of-a-fact",
    severity: Severity::Error,
    page: include_str!("../../../rules/FM012.md"),
    check: None,
};

/// `word` is `generated`, `personal` or `inverse`.
pub(crate) fn word_of_a_fact(loc: Loc, word: &str) -> Diagnostic {
    RULE.at(loc, format!("`{word}` has no meaning for this field"))
        .label("belongs to an entity")
        .hint(format!("leave `{word}` out here"))
}
