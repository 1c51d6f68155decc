use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// An aggregate that lacks a key, has two states, or fields outside its state.
pub(crate) const RULE: Rule = Rule {
    code: "AG001",
    name: "shape-of-an-aggregate",
    severity: Severity::Error,
    page: include_str!("../../../rules/AG001.md"),
    check: None,
};

/// An aggregate has no key.
pub(crate) fn aggregate_without_key(loc: Loc, aggregate: &str) -> Diagnostic {
    let key = heck::ToSnakeCase::to_snake_case(aggregate);
    RULE.at(loc, format!("the aggregate `{aggregate}` has no key"))
        .label("nothing tells one from another")
        .hint(format!("add a key: `key {key}: {aggregate}Id`"))
}

/// An aggregate has two states.
pub(crate) fn state_twice(loc: Loc, aggregate: &str, first: Loc) -> Diagnostic {
    RULE.at(loc, format!("`{aggregate}` has two states"))
        .label("the second state")
        .also(first, "the first is here")
        .hint("move its fields into the first")
}

/// A field of an aggregate is neither its key nor in its state.
pub(crate) fn field_outside_state(loc: Loc, field: &str) -> Diagnostic {
    RULE.at(
        loc,
        format!("`{field}` is neither a key nor part of the state"),
    )
    .label("outside the state")
    .hint(format!(
        "write `state {{ {field}: … }}`, or `key {field}: …`"
    ))
}

/// A command, event or call declares a key.
pub(crate) fn key_of_the_aggregate(loc: Loc, field: &str) -> Diagnostic {
    RULE.at(loc, format!("`{field}` cannot be a key here"))
        .label("a key")
        .hint("leave `key` out; what belongs to an aggregate bears its key by itself")
}
