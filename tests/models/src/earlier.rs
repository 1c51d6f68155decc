//! Makes what a model was before: names that things had, and fields that came later.

use crate::chance::Chance;
use crate::names::{Name, Scope, capital, small};
use crate::types::{Ty, Types};

/// Names that a thing had, behind the one it has; often none.
pub(crate) fn item(chance: &mut Chance, scope: &mut Scope) -> String {
    was(chance, scope, capital)
}

/// Names that a field had.
pub(crate) fn field(chance: &mut Chance, scope: &mut Scope) -> String {
    was(chance, scope, small)
}

fn was(
    chance: &mut Chance,
    scope: &mut Scope,
    drawn: fn(&mut Chance, &mut Scope) -> Name,
) -> String {
    if chance.percent(85) {
        return String::new();
    }
    let first = drawn(chance, scope).spelt();
    if chance.percent(30) {
        return format!(" was {first} or {}", drawn(chance, scope).spelt());
    }
    format!(" was {first}")
}

/// That a field came later, with what older records are read with.
pub(crate) fn later(chance: &mut Chance, types: &Types, ty: &Ty) -> String {
    if chance.percent(85) {
        return String::new();
    }
    let version = chance.word(&["v2", "v2", "v3"]);
    match (ty, types.literal(chance, ty)) {
        (Ty::Optional(_), _) if chance.percent(50) => format!(" since {version}"),
        (_, Some(value)) => format!(" since {version} default {value}"),
        _ => String::new(),
    }
}
