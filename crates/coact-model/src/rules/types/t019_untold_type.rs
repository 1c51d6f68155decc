use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// An expression whose type nothing tells.
pub(crate) const RULE: Rule = Rule {
    code: "T019",
    name: "untold-type",
    severity: Severity::Error,
    page: include_str!("../../../rules/T019.md"),
    check: None,
};

/// `what` is `none` or `[]`.
pub(crate) fn untold_type(loc: Loc, what: &str) -> Diagnostic {
    RULE.at(
        loc,
        format!(
            "nothing tells what `{what}` is {} here",
            if what == "none" {
                "the absence of"
            } else {
                "a list of"
            }
        ),
    )
    .label("of which type?")
    .hint("declare the type: `let nobody: Customer? = none`")
}
