use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::model::Ident;
use crate::rules::Rule;

/// An entity or aggregate with more than one key.
pub(crate) const RULE: Rule = Rule {
    code: "FM002",
    name: "second-key",
    severity: Severity::Error,
    page: include_str!("../../../rules/FM002.md"),
    check: None,
};

/// `first` is the key that the entity has already.
pub(crate) fn second_key(loc: Loc, entity: &str, first: Loc, key: &str) -> Diagnostic {
    RULE.at(loc, format!("the entity `{entity}` has a second key"))
        .label("the second")
        .also(first, format!("`{key}` is the key already"))
        .hint("keep one key, and write `unique (…)` for what else identifies it")
}

/// The same of an aggregate.
pub(crate) fn second_key_of_an_aggregate(loc: Loc, aggregate: &str, first: &Ident) -> Diagnostic {
    RULE.at(loc, format!("the aggregate `{aggregate}` has a second key"))
        .label("the second")
        .also(first.loc, format!("`{}` is the key already", first.text))
        .hint("keep one key, and put what else it knows into its state")
}
