use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// Two assessments of one name in a rule.
pub(crate) const RULE: Rule = Rule {
    code: "AM007",
    name: "assessment-twice",
    severity: Severity::Error,
    page: include_str!("../../../rules/AM007.md"),
    check: None,
};

/// The second one.
pub(crate) fn assessment_twice(loc: Loc, name: &str, first: Loc) -> Diagnostic {
    RULE.at(
        loc,
        format!("this rule has an assessment called `{name}` already"),
    )
    .label("the same name again")
    .also(first, "the first one")
    .hint("give it a name of its own")
}
