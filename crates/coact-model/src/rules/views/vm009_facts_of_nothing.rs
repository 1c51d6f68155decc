use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A view of the facts of an entity that no transaction makes.
pub(crate) const RULE: Rule = Rule {
    code: "VM009",
    name: "facts-of-nothing",
    severity: Severity::Error,
    page: include_str!("../../../rules/VM009.md"),
    check: None,
};

/// `view Customers = facts of Customer`, and no product is a new one.
pub(crate) fn facts_of_nothing(loc: Loc, entity: &str) -> Diagnostic {
    RULE.at(
        loc,
        format!("no transaction makes a `{entity}`, so no event brings a row"),
    )
    .label("made outside this model")
    .hint(format!(
        "write the view with fields and handlers, or give a transaction kind the product `new {entity}`"
    ))
}
