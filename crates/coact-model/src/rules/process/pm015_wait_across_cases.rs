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

/// `source` and `target` are the two transactions, `apart` the link that keeps one from the other, and whether it has to.
pub(crate) fn wait_across_cases(
    loc: Loc,
    source: &Ident,
    target: &Ident,
    apart: Option<(Loc, bool)>,
) -> Diagnostic {
    let finding = RULE.at(
        loc,
        format!(
            "no transaction encloses both `{}` and `{}`",
            source.text, target.text
        ),
    );
    match apart {
        Some((apart, must)) => finding
            .label("a wait holds within one history")
            .also(apart, "`apart` gives the child a history of its own")
            .hint(if must {
                "ask for the fact by a look-up in an `enforced` rule"
            } else {
                "leave `apart` out there, or ask for the fact by a look-up in an `enforced` rule"
            }),
        None => finding
            .label("which instance would be meant?")
            .also(source.loc, format!("`{}` is declared here", source.text))
            .also(target.loc, format!("`{}` is declared here", target.text))
            .hint("let one transaction ask for both, or ask for the fact by a look-up in an `enforced` rule"),
    }
}
