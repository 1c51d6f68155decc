use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::model::Ident;
use crate::rules::Rule;

/// An entity rests on others in a way that cannot be.
pub(crate) const RULE: Rule = Rule {
    code: "FM015",
    name: "impossible-entity-form",
    severity: Severity::Error,
    page: include_str!("../../../rules/FM015.md"),
    check: None,
};

/// An entity rests on itself.
pub(crate) fn entity_of_itself(loc: Loc, entity: &str) -> Diagnostic {
    RULE.at(loc, format!("`{entity}` rests on itself"))
        .label("is made of itself")
        .hint("let one of the entities between stand in its own right, with a key")
}

/// A specialised or generalised entity has a key.
pub(crate) fn key_of_others(loc: Loc, key: &str, entity: &str) -> Diagnostic {
    RULE.at(loc, format!("`{entity}` has the key of what it rests on"))
        .label("a second key")
        .hint(format!("leave `key {key}` out"))
}

/// A specialised entity declares a fact that it has already.
pub(crate) fn fact_of_the_base(loc: Loc, fact: &str, base: &str) -> Diagnostic {
    RULE.at(loc, format!("`{fact}` is a fact of `{base}` already"))
        .label("inherited")
        .hint("leave it out, or give it another name")
}

/// A generalisation of one.
pub(crate) fn one_part(loc: Loc, entity: &str) -> Diagnostic {
    RULE.at(loc, format!("`{entity}` generalises one entity only"))
        .label("the only one")
        .hint("name the others too: `= Person or Company`")
}

/// The parts of a generalisation are known by keys of different types.
pub(crate) fn keys_of_parts_differ(
    loc: Loc,
    entity: &str,
    one: &Ident,
    other: &Ident,
) -> Diagnostic {
    let (first, second) = (&one.text, &other.text);
    let message =
        format!("`{entity}` has no key: those of `{first}` and `{second}` differ in type");
    RULE.at(loc, message)
        .label("one of both")
        .also(one.loc, "one key")
        .also(other.loc, "another key")
        .hint("give both keys the same type")
}

/// The fact of a specialisation is one of another entity.
pub(crate) fn fact_of_another(loc: Loc, kind: &str, base: &str) -> Diagnostic {
    RULE.at(loc, format!("`{kind}` is not about a `{base}`"))
        .label("about another entity")
        .hint(format!("name a fact of a transaction about `{base}`"))
}
