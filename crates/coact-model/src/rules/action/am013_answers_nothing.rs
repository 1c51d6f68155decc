use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A rule without a `then`.
pub(crate) const RULE: Rule = Rule {
    code: "AM013",
    name: "answers-nothing",
    severity: Severity::Error,
    page: include_str!("../../../rules/AM013.md"),
    check: None,
};

/// `fact` is what the rule is on.
pub(crate) fn answers_nothing(loc: Loc, fact: &str) -> Diagnostic {
    RULE.at(loc, format!("this rule on `{fact}` answers nothing"))
        .label("has no `then`")
        .hint("add `then` and the act that answers the fact")
}
