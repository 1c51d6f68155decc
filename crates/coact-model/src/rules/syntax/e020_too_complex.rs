use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// An item that the reader gave up on.
pub(crate) const RULE: Rule = Rule {
    code: "E020",
    name: "too-complex",
    severity: Severity::Error,
    page: include_str!("../../../rules/E020.md"),
    check: None,
};

pub(super) fn too_complex(loc: Loc) -> Diagnostic {
    RULE.at(loc, "this is too entangled to be read")
        .label("given up here")
        .hint("split it into smaller parts")
}
