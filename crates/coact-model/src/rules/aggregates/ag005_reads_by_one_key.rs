use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A command reads a view that has several keys.
pub(crate) const RULE: Rule = Rule {
    code: "AG005",
    name: "reads-by-one-key",
    severity: Severity::Error,
    page: include_str!("../../../rules/AG005.md"),
    check: None,
};

/// `keys` are those of the view, of which `reads` can watch one only.
pub(crate) fn reads_by_one_key(loc: Loc, view: &str, keys: &[&str]) -> Diagnostic {
    RULE.at(
        loc,
        format!(
            "`reads` watches rows by one key, and `{view}` has {}",
            keys.len()
        ),
    )
    .label("several keys")
    .hint(format!(
        "read the row where it is needed, `{view}[{}]`, which is recorded but not watched; or watch a view that has one key",
        keys.join(", ")
    ))
}
