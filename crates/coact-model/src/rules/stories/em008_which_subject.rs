use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// An act in a spec that does not say what it is about.
pub(crate) const RULE: Rule = Rule {
    code: "EM008",
    name: "which-subject",
    severity: Severity::Error,
    page: include_str!("../../../rules/EM008.md"),
    check: None,
};

/// `known` is how many the spec speaks of.
pub(crate) fn which_subject(loc: Loc, subject: &str, known: usize) -> Diagnostic {
    let finding = RULE
        .at(
            loc,
            format!("this does not say which `{subject}` it is about"),
        )
        .label(format!("no `{subject}`"));
    if known == 0 {
        finding.hint(format!("no `{subject}` has been spoken of; begin with a `given` that introduces one, as in `{{ {subject}: x1 }}`"))
    } else {
        finding.hint(format!(
            "{known} are known; say which, as in `{{ {subject}: … }}`"
        ))
    }
}
