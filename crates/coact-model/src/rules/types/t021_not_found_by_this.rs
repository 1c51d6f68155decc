use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::{Rule, and, article, ticked};

/// An instance is looked up by what does not tell one from another.
pub(crate) const RULE: Rule = Rule {
    code: "T021",
    name: "not-found-by-this",
    severity: Severity::Error,
    page: include_str!("../../../rules/T021.md"),
    check: None,
};

/// The facts are not unique together.
pub(crate) fn not_unique(loc: Loc, entity: &str) -> Diagnostic {
    RULE.at(
        loc,
        format!("this does not tell one `{entity}` from another"),
    )
    .label("neither its key nor a unique set of its facts")
    .hint("look it up by its key, or declare the facts `unique`")
}

/// `View[name: x]`
pub(crate) fn rows_by_place(loc: Loc, view: &str) -> Diagnostic {
    RULE.at(loc, format!("a row of `{view}` is read by its whole key"))
        .label("only the facts of an entity are named here")
        .hint("give the values of the key fields, in their order and without names")
}

/// `Entity[key: x]`
pub(crate) fn key_by_name(loc: Loc, entity: &str) -> Diagnostic {
    RULE.at(
        loc,
        format!(
            "the key of {} `{entity}` is given without its name",
            article(entity)
        ),
    )
    .label("the key itself")
    .hint(format!("leave the name out: `{entity}[…]`"))
}

/// As many values as a view has keys.
pub(crate) fn key_count(loc: Loc, view: &str, keys: &[&str], given: usize) -> Diagnostic {
    RULE.at(
        loc,
        format!(
            "a row of `{view}` is read by {}; {given} given",
            and(&ticked(keys))
        ),
    )
    .label(if given < keys.len() {
        "not the whole key"
    } else {
        "more than the key"
    })
    .hint(format!(
        "give one value per key field: `{view}[{}]`",
        keys.join(", ")
    ))
}
