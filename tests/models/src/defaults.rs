//! Makes values that fields have from the beginning: written down, or worked out from what is written.

use crate::chance::Chance;
use crate::plan::Plan;
use crate::types::Ty;

/// A value of the type that needs nothing beside it, where one can be made.
pub(crate) fn value(chance: &mut Chance, plan: &Plan, ty: &Ty) -> Option<String> {
    if chance.percent(40) {
        return plan.types.literal(chance, ty);
    }
    Some(match ty {
        Ty::Int => chance
            .word(&[
                "2 * 3",
                "abs(-4) + 1",
                "count([1, 2])",
                "length(\"\\\"{}\")",
                "max(1, 7 % 4)",
            ])
            .to_owned(),
        Ty::Decimal => chance
            .word(&["1.5 * 2", "round(2.345, 2)", "-(0.5 + 1)", "(1 / 4 ?? 3.0)"])
            .to_owned(),
        Ty::Text => chance
            .word(&["upper(\"a\")", "\"{\" + \"}\"", "trim(\" */ \")"])
            .to_owned(),
        Ty::Bool => chance
            .word(&[
                "1 < 2",
                "not (\"a\" == \"b\")",
                "any([1, 2], xx9 => xx9 > 1)",
            ])
            .to_owned(),
        Ty::Date => chance
            .word(&["2024-02-29 + 3 days", "2026-01-31 + 1 months"])
            .to_owned(),
        Ty::DateTime => "2026-05-01T09:00Z + 90 minutes".to_owned(),
        Ty::Duration => "2026-05-01T09:00Z - 2026-04-30T09:00Z".to_owned(),
        Ty::Scalar(at) => {
            let scalar = plan.types.scalars.get(*at)?;
            let literal = plan.types.literal(chance, ty)?;
            match scalar.base {
                // What leaves its range is not known.
                Ty::Int | Ty::Decimal if scalar.ordered && chance.percent(50) => {
                    format!("{literal} + {literal}")
                }
                _ => either(chance, &literal, &literal),
            }
        }
        Ty::Enum(_) | Ty::Time | Ty::Period => {
            let (one, other) = (
                plan.types.literal(chance, ty)?,
                plan.types.literal(chance, ty)?,
            );
            either(chance, &one, &other)
        }
        Ty::Value(at) => {
            let of = plan.types.values.get(*at)?;
            let fields = of.fields.iter().map(|field| {
                let value = value(chance, plan, &field.ty)?;
                Some(format!("{}: {value}", field.name.spelt()))
            });
            let fields: Vec<String> = fields.collect::<Option<_>>()?;
            format!("{} {{ {} }}", of.name.spelt(), fields.join(", "))
        }
        Ty::Optional(of) if **of == Ty::Decimal && chance.percent(50) => "1 / 2".to_owned(),
        Ty::Optional(of) => match value(chance, plan, of) {
            Some(value) => value,
            None => "none".to_owned(),
        },
        Ty::List(of) => {
            let elements = (0..chance.below(3)).map(|_| value(chance, plan, of));
            let elements: Option<Vec<String>> = elements.collect();
            format!("[{}]", elements.unwrap_or_default().join(", "))
        }
        Ty::Map(key, of) => format!(
            "{{ ({}): {} }}",
            plan.types.literal(chance, key)?,
            value(chance, plan, of)?
        ),
        Ty::Uuid | Ty::Bytes | Ty::Entity(_) => return None,
    })
}

fn either(chance: &mut Chance, one: &str, other: &str) -> String {
    let condition = chance.word(&["1 + 1 == 2", "\"a\" == \"b\"", "count([1]) > 3"]);
    format!("(if {condition} then {one} else {other})")
}
