use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A rule that performs an act of another kind without a response link.
pub(crate) const RULE: Rule = Rule {
    code: "AM004",
    name: "no-link",
    severity: Severity::Error,
    page: include_str!("../../../rules/AM004.md"),
    check: None,
};

/// `other` is a link into the same act from elsewhere.
pub(crate) fn no_link(loc: Loc, from: &str, to: &str, other: Option<(Loc, String)>) -> Diagnostic {
    let finding = RULE
        .at(
            loc,
            format!("no response link leads from `{from}` to `{to}`"),
        )
        .label("follows from nothing");
    match other {
        Some((place, source)) => finding.also(place, "this link leads there").hint(format!(
            "let the rule answer `{source}`, or add `{from} -> {to}` to a process"
        )),
        None => finding.hint(format!("add `{from} -> {to}` to a process")),
    }
}
