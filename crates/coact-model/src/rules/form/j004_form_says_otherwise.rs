use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A form that says what the model it stands for does not say.
pub(crate) const RULE: Rule = Rule {
    code: "J004",
    name: "form-says-otherwise",
    severity: Severity::Error,
    page: include_str!("../../../rules/J004.md"),
    check: None,
};

/// What the model says, as JSON, longer than this many characters, is not shown.
const MOST_SHOWN: usize = 60;

/// A member that the form does not have.
pub(crate) fn means_nothing(loc: Loc, path: &str) -> Diagnostic {
    RULE.at(
        loc,
        format!("`{path}` means nothing in the form of a model"),
    )
    .label("no such member")
    .hint("leave it out")
}

/// A member that does not fit what the rest of the form says.
pub(crate) fn says_otherwise(loc: Loc, path: &str, meant: &str) -> Diagnostic {
    let finding = RULE
        .at(
            loc,
            format!("`{path}` is not what the rest of the form makes it"),
        )
        .hint("change it, or leave it out where it follows from other members");
    if meant.chars().count() <= MOST_SHOWN && !meant.contains(['`', '\n']) {
        finding.label(format!("it would be `{meant}`"))
    } else {
        finding.label("the model says something else")
    }
}
