use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A payload field that every such act has anyway.
pub(crate) const RULE: Rule = Rule {
    code: "CM009",
    name: "field-is-there-already",
    severity: Severity::Error,
    page: include_str!("../../../rules/CM009.md"),
    check: None,
};

/// `step` is the step as written.
pub(crate) fn reason_is_given(loc: Loc, step: &str) -> Diagnostic {
    RULE.at(loc, format!("`{step}` has a `reason` anyway"))
        .label("there already")
        .hint("leave it out: it is `reason: Text?`")
}

/// `subject` is the field that stands for the instance of `entity`.
pub(crate) fn subject_is_given(loc: Loc, subject: &str, entity: &str) -> Diagnostic {
    RULE.at(
        loc,
        format!(
            "every act about an instance of `{entity}` says which one: `{subject}` is there anyway"
        ),
    )
    .label("there already")
    .hint("leave it out, or choose another name")
}
