use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A child about an entity that is neither its parent's nor new.
pub(crate) const RULE: Rule = Rule {
    code: "PM011",
    name: "other-subject",
    severity: Severity::Error,
    page: include_str!("../../../rules/PM011.md"),
    check: None,
};

/// `child` is about `entity`, its parent about `around`.
pub(crate) fn other_subject(loc: Loc, child: &str, entity: &str, around: &str) -> Diagnostic {
    RULE.at(
        loc,
        format!("`{child}` is about an existing `{entity}`, but is asked for in the case of `{around}`"),
    )
    .label("another entity")
    .hint(format!(
        "write `apart` to let it live in the case of that `{entity}`, or let its request make one: `product new {entity}`"
    ))
}
