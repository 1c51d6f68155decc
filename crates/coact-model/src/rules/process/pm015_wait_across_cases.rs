use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::model::Ident;
use crate::rules::Rule;

/// A wait between ends that nothing encloses.
pub(crate) const RULE: Rule = Rule {
    code: "PM015",
    name: "wait-across-cases",
    severity: Severity::Error,
    page: include_str!("../../../rules/PM015.md"),
    check: None,
};

/// `source` and `target` are the two transactions.
pub(crate) fn wait_across_cases(loc: Loc, source: &Ident, target: &Ident) -> Diagnostic {
    RULE.at(
        loc,
        format!(
            "no transaction encloses both `{}` and `{}`",
            source.text, target.text
        ),
    )
    .label("which instance would be meant?")
    .also(source.loc, format!("`{}` is declared here", source.text))
    .also(target.loc, format!("`{}` is declared here", target.text))
    .hint("let one transaction ask for both, or read the fact through a view or a look-up")
}
