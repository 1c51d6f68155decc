use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A comment that allows what is not there.
pub(crate) const RULE: Rule = Rule {
    code: "S003",
    name: "nothing-to-allow",
    severity: Severity::Warning,
    page: include_str!("../../../rules/S003.md"),
    check: None,
};

/// `comment` is the place of all of it, where this code is the only one.
pub(crate) fn nothing_to_allow(loc: Loc, code: &str, comment: Option<Loc>) -> Diagnostic {
    let finding = RULE
        .at(loc, format!("nothing here has the finding `{code}`"))
        .label("allowed, but not there");
    match comment {
        Some(comment) => finding
            .hint("take the comment out")
            .fix("take the comment out", vec![(comment, String::new())]),
        None => finding.hint("take the code out"),
    }
}
