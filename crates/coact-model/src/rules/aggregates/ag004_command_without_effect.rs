use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A command says nothing about what it does, or says it twice.
pub(crate) const RULE: Rule = Rule {
    code: "AG004",
    name: "command-without-effect",
    severity: Severity::Error,
    page: include_str!("../../../rules/AG004.md"),
    check: None,
};

/// A command neither records nor says that it records nothing.
pub(crate) fn command_without_effect(loc: Loc, command: &str) -> Diagnostic {
    RULE.at(loc, format!("`{command}` records nothing"))
        .label("no event")
        .hint("say what it records: `emits EVENT { … }`, or `otherwise nothing`")
}

/// `otherwise` stands twice.
pub(crate) fn otherwise_twice(loc: Loc) -> Diagnostic {
    RULE.at(loc, "there are two `otherwise` in this command")
        .label("the second one")
        .hint("keep one of them")
}
