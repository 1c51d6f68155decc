use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::model::TransactionKind;
use crate::rules::Rule;

/// An entity that two transactions create.
pub(crate) const RULE: Rule = Rule {
    code: "CM012",
    name: "created-twice",
    severity: Severity::Error,
    page: include_str!("../../../rules/CM012.md"),
    check: None,
};

/// `first` is the kind that creates `entity` already.
pub(crate) fn created_twice(loc: Loc, entity: &str, first: &TransactionKind) -> Diagnostic {
    RULE.at(
        loc,
        format!(
            "`{}` creates every `{entity}` already",
            first.name.text
        ),
    )
    .label("creates it again")
    .also(first.product.loc, "the first is here")
    .hint(format!(
        "leave `new` out to be about an existing `{entity}`, or give what is made here an entity of its own"
    ))
}
