use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// Two constants of one name.
pub(crate) const RULE: Rule = Rule {
    code: "EM004",
    name: "constant-twice",
    severity: Severity::Error,
    page: include_str!("../../../rules/EM004.md"),
    check: None,
};

/// The second one, in the same place or around it.
pub(crate) fn constant_twice(loc: Loc, name: &str, first: Loc) -> Diagnostic {
    RULE.at(loc, format!("there is a constant called `{name}` already"))
        .label("the same name again")
        .also(first, "the first one")
        .hint("choose another name")
}
