use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A view without a key.
pub(crate) const RULE: Rule = Rule {
    code: "VM001",
    name: "view-without-key",
    severity: Severity::Error,
    page: include_str!("../../../rules/VM001.md"),
    check: None,
};

/// Its rows could not be told apart.
pub(crate) fn view_without_key(loc: Loc, name: &str) -> Diagnostic {
    RULE.at(
        loc,
        format!("the rows of `{name}` cannot be told apart, because no field is a key"),
    )
    .label("no key")
    .hint("write `key` before the field that names a row: `key order: Order`")
}
