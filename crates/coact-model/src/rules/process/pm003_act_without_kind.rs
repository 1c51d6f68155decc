use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A link that does not say in which transaction it ends.
pub(crate) const RULE: Rule = Rule {
    code: "PM003",
    name: "link-without-kind",
    severity: Severity::Error,
    page: include_str!("../../../rules/PM003.md"),
    check: None,
};

/// `act` is the act as written.
pub(crate) fn act_without_kind(loc: Loc, act: &str) -> Diagnostic {
    RULE.at(loc, format!("`{act}` is said of no transaction here"))
        .label("a link names the transaction of its act")
        .hint(format!("write `{act}` with a transaction behind it"))
}
