use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A verb on a list whose elements cannot be told apart.
pub(crate) const RULE: Rule = Rule {
    code: "VM008",
    name: "list-without-key",
    severity: Severity::Error,
    page: include_str!("../../../rules/VM008.md"),
    check: None,
};

/// `name` is the field of the view.
pub(crate) fn list_without_key(loc: Loc, name: &str) -> Diagnostic {
    RULE.at(
        loc,
        format!("the elements of `{name}` cannot be told apart"),
    )
    .label("not a list of values with one key")
    .hint("mark one field of the value as `key`, or set the whole list: `name: […]`")
}

/// `key` is the key of the elements.
pub(crate) fn element_without_key(loc: Loc, name: &str, key: &str) -> Diagnostic {
    RULE.at(
        loc,
        format!("the event does not tell which element of `{name}` is meant"),
    )
    .label(format!("no `{key}`"))
    .hint(format!("write the value of `{key}` after the verb"))
}
