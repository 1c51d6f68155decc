use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;
use coact_syntax::limits::MAX_NESTING;

/// Brackets or conditions inside each other beyond the limit.
pub(crate) const RULE: Rule = Rule {
    code: "E007",
    name: "nesting-too-deep",
    severity: Severity::Error,
    page: include_str!("../../../rules/E007.md"),
    check: None,
};

pub(super) fn nesting_too_deep(loc: Loc) -> Diagnostic {
    RULE.at(loc, format!("this nests deeper than {MAX_NESTING} levels"))
        .label("one level too many")
        .hint("give a part of it a name of its own, such as a derived fact")
}
