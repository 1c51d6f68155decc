use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// An option of the model that two files state differently.
pub(crate) const RULE: Rule = Rule {
    code: "N007",
    name: "contradicting-options",
    severity: Severity::Error,
    page: include_str!("../../../rules/N007.md"),
    check: None,
};

/// `option` is its word: `ctp`, `zone`, `level`.
pub(crate) fn contradicting_options(
    loc: Loc,
    option: &str,
    value: &str,
    first: Loc,
    other: &str,
) -> Diagnostic {
    RULE.at(
        loc,
        format!("`{option}` is `{value}` here and `{other}` elsewhere"),
    )
    .label("differs")
    .also(first, format!("`{other}` is stated here"))
    .hint("state an option once, in one file")
}
