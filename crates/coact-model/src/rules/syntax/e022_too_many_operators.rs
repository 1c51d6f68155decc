use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;
use coact_syntax::limits::MAX_OPERATORS;

/// An expression of more operators than the language admits.
pub(crate) const RULE: Rule = Rule {
    code: "E022",
    name: "too-many-operators",
    severity: Severity::Error,
    page: include_str!("../../../rules/E022.md"),
    check: None,
};

pub(super) fn too_many_operators(loc: Loc) -> Diagnostic {
    RULE.at(
        loc,
        format!("this expression has more than {MAX_OPERATORS} operators"),
    )
    .label("one operator too many")
    .hint(
        "give a part of it a name of its own, such as a derived fact, or take the `sum` of a list",
    )
}
