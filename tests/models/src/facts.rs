//! Makes the types of a model: scalars, enums, values.

use crate::chance::Chance;
use crate::earlier;
use crate::names::{Apart, Name, Scope, capital, small};
use crate::texts;
use crate::types::{Enum, Field, Scalar, Ty, Types, Value};

/// Makes scalars, enums and values and writes them.
pub(crate) fn types(chance: &mut Chance, scope: &mut Scope, text: &mut String) -> Types {
    let mut types = Types::default();
    for _ in 0..chance.below(6) {
        let scalar = scalar(chance, scope);
        let said = texts::sentence(chance);
        let said = if scalar.bounds.is_empty() { "" } else { &said };
        text.push_str(&texts::doc(chance, ""));
        text.push_str(&format!(
            "scalar {}{} = {}{}{}\n",
            scalar.name.spelt(),
            earlier::item(chance, scope),
            types.text(&scalar.base),
            scalar.bounds,
            said
        ));
        types.scalars.push(scalar);
    }
    for _ in 0..chance.below(4) {
        let most = if chance.percent(5) { 200 } else { 6 };
        let mut inside = Scope::new(Apart::ByLetter, &[]);
        let variants: Vec<Name> = (0..chance.between(1, most))
            .map(|_| capital(chance, &mut inside))
            .collect();
        let name = capital(chance, scope);
        let mut spelt: Vec<String> = variants.iter().map(Name::spelt).collect();
        for variant in &mut spelt {
            variant.push_str(&earlier::item(chance, &mut inside));
        }
        // One at least was there from the beginning.
        for variant in spelt.iter_mut().skip(1) {
            if chance.percent(5) {
                variant.push_str(" since v2");
            }
        }
        text.push_str(&texts::doc(chance, ""));
        text.push_str(&format!(
            "enum {}{} {{ {} }}\n",
            name.spelt(),
            earlier::item(chance, scope),
            spelt.join(", ")
        ));
        types.enums.push(Enum {
            name,
            variants,
            renamed: spelt.iter().any(|variant| variant.contains(" was ")),
        });
    }
    for _ in 0..chance.below(5) {
        let value = value(chance, scope, &types);
        text.push_str(&texts::doc(chance, ""));
        text.push_str(&format!(
            "value {}{} {{\n",
            value.name.spelt(),
            earlier::item(chance, scope)
        ));
        for (at, field) in value.fields.iter().enumerate() {
            let key = if value.keyed && at == 0 { "key " } else { "" };
            text.push_str(&texts::doc(chance, "    "));
            text.push_str(&format!("    {key}{}\n", written(&types, field)));
        }
        text.push_str("}\n");
        types.values.push(value);
    }
    types
}

/// A field as it is declared.
pub(crate) fn written(types: &Types, field: &Field) -> String {
    format!(
        "{}: {}{}",
        field.name.text(),
        types.text(&field.ty),
        field.bounds
    )
}

fn scalar(chance: &mut Chance, scope: &mut Scope) -> Scalar {
    let name = capital(chance, scope);
    let unit = chance.word(&["EUR", "USD", "Kg"]).to_owned();
    let (base, bounds, unit, literal, ordered) = match chance.below(14) {
        0 => (Ty::Text, "", None, "\"any text\"", true),
        1 => (
            Ty::Text,
            " matching \"[A-Z0-9-]{3,20}\"",
            None,
            "\"A-100\"",
            true,
        ),
        2 => (Ty::Text, " max 20", None, "\"short\"", true),
        3 => (Ty::Text, " categorial", None, "\"text\"", false),
        4 => (Ty::Int, " in 1..999", None, "3", true),
        5 => (Ty::Int, " in -40..-1", None, "-4", true),
        6 => (Ty::Int, " ordinal", None, "2", true),
        7 => (Ty::Decimal, "", Some(unit), "5.25", true),
        8 => (
            Ty::Decimal,
            " in -0.5..999999999999999999999999999.9",
            None,
            "1.5",
            true,
        ),
        9 => (Ty::Date, " in 2026-01-01..", None, "2026-05-01", true),
        10 => (Ty::Uuid, "", None, "", false),
        11 => (Ty::Bool, "", None, "true", false),
        12 => (Ty::Duration, " in 1 hours..8 hours", None, "2 hours", true),
        _ => (
            Ty::DateTime,
            " in 2020-01-01T00:00Z..",
            None,
            "2026-05-01T09:00Z",
            true,
        ),
    };
    let (bounds, literal) = match &unit {
        Some(unit) => (format!("{bounds} unit {unit}"), format!("{literal} {unit}")),
        None => (bounds.to_owned(), literal.to_owned()),
    };
    Scalar {
        name,
        base,
        bounds,
        unit,
        literal,
        ordered,
    }
}

fn value(chance: &mut Chance, scope: &mut Scope, types: &Types) -> Value {
    let name = capital(chance, scope);
    let keyed = chance.percent(60);
    let most = if chance.percent(5) { 40 } else { 4 };
    let mut inside = Scope::new(Apart::ByLetter, &[]);
    let fields = (0..chance.between(1, most))
        .map(|at| {
            let name = small(chance, &mut inside);
            let ty = if keyed && at == 0 {
                chance
                    .pick(&[Ty::Int, Ty::Text])
                    .cloned()
                    .unwrap_or(Ty::Int)
            } else {
                any(chance, types, 2)
            };
            let mut bounds = bounds(chance, &ty);
            bounds.push_str(&earlier::field(chance, &mut inside));
            if at > 0 {
                bounds.push_str(&earlier::later(chance, types, &ty));
            }
            Field { name, ty, bounds }
        })
        .collect();
    Value {
        name,
        fields,
        keyed,
    }
}

/// Bounds that go with the type; often none.
pub(crate) fn bounds(chance: &mut Chance, ty: &Ty) -> String {
    if chance.percent(60) {
        return String::new();
    }
    let bound = match ty {
        Ty::Int => chance.word(&[" in -1000000..1000000", " in -3.."]),
        Ty::Text => " max 1000000",
        Ty::List(_) => chance.word(&[" 0..100", " 0..*"]),
        _ => return String::new(),
    };
    format!("{bound}{}", texts::sentence(chance))
}

/// Any type, with so many levels of lists and the like around it.
pub(crate) fn any(chance: &mut Chance, types: &Types, depth: usize) -> Ty {
    let named = |chance: &mut Chance, of: usize, make: fn(usize) -> Ty| {
        (of > 0).then(|| make(chance.below(of)))
    };
    let ty = match chance.below(16) {
        0..=2 => named(chance, types.scalars.len(), Ty::Scalar),
        3..=4 => named(chance, types.enums.len(), Ty::Enum),
        5..=6 => named(chance, types.values.len(), Ty::Value),
        7 if depth > 0 => Some(Ty::Optional(Box::new(plain(chance, types)))),
        8..=9 if depth > 0 => Some(Ty::List(Box::new(any(chance, types, depth - 1)))),
        10 if depth > 0 => {
            let of = any(chance, types, depth - 1);
            let key = chance.pick(&[Ty::Text, Ty::Int, Ty::Date]).cloned();
            Some(Ty::Map(Box::new(key.unwrap_or(Ty::Text)), Box::new(of)))
        }
        _ => None,
    };
    ty.unwrap_or_else(|| basic(chance))
}

/// A type that may be absent: no list, no map, nothing absent itself.
fn plain(chance: &mut Chance, types: &Types) -> Ty {
    match any(chance, types, 0) {
        Ty::Optional(of) => *of,
        ty => ty,
    }
}

fn basic(chance: &mut Chance) -> Ty {
    let of = [
        Ty::Text,
        Ty::Text,
        Ty::Bool,
        Ty::Int,
        Ty::Int,
        Ty::Decimal,
        Ty::Date,
        Ty::Time,
        Ty::DateTime,
        Ty::Duration,
        Ty::Period,
        Ty::Uuid,
        Ty::Bytes,
    ];
    chance.pick(&of).cloned().unwrap_or(Ty::Int)
}
