//! Changes lists of values that have a key.

use crate::chance::Chance;
use crate::plan::Plan;
use crate::types::Ty;

/// A value with a key of which all fields can be written.
pub(crate) fn keyed(chance: &mut Chance, plan: &Plan) -> Option<usize> {
    let values = plan.types.values.iter().enumerate();
    let keyed: Vec<usize> = values
        .filter(|(_, value)| value.keyed)
        .map(|(at, _)| at)
        .collect();
    let at = chance.pick(&keyed).copied()?;
    plan.types.literal(chance, &Ty::Value(at)).map(|_| at)
}

/// What a verb does to a list of these values.
pub(crate) fn change(chance: &mut Chance, plan: &Plan, at: usize) -> Option<String> {
    let value = plan.types.values.get(at)?;
    let (key, others) = value.fields.split_first()?;
    let key_value = match key.ty {
        Ty::Int => "3".to_owned(),
        _ => "\"key\"".to_owned(),
    };
    let others = others.iter().map(|field| {
        let literal = plan.types.literal(chance, &field.ty)?;
        Some(format!("{}: {literal}", field.name.spelt()))
    });
    let others: Vec<String> = others.collect::<Option<_>>()?;
    let verb = chance.word(&["add", "set", "update", "remove"]);
    Some(match verb {
        "remove" => format!("remove {key_value}"),
        "update" if others.is_empty() => format!("remove {key_value}"),
        "update" => format!("update {key_value} {{ {} }}", others.join(", ")),
        verb => {
            let mut fields = vec![format!("{}: {key_value}", key.name.spelt())];
            fields.extend(others);
            format!("{verb} {{ {} }}", fields.join(", "))
        }
    })
}
