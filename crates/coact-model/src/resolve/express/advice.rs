//! What to write where one type is needed and a value of another is given.

use super::describe::type_name;
use crate::model::{Model, Type};

/// The hint, where something better can be said than the name of the type.
pub(super) fn advice(model: &Model, want: &Type, found: &Type) -> Option<String> {
    let base = |ty: &Type| match ty {
        Type::Scalar(id) => model.scalars[*id].base.clone(),
        other => other.clone(),
    };
    if let (Type::Scalar(_), Type::Scalar(_)) = (want, found) {
        return (base(want) == base(found)).then(|| {
            "two scalars are different things: give both the same one, or one of them the basic type".to_owned()
        });
    }
    let want = match want {
        Type::Optional(inner) => base(inner),
        other => base(other),
    };
    let found = base(found);
    if let Some(advice) = of_lists(&want, &found) {
        return Some(advice.to_owned());
    }
    if let (Type::Enum(id), Type::Text) = (&want, &found) {
        let def = &model.enums[*id];
        let variants = def.variants.iter().take(3);
        let named: Vec<String> = variants
            .map(|(name, _)| format!("`{}`", name.text))
            .collect();
        return Some(format!(
            "variants of `{}` are written without quotes: {}",
            type_name(model, &want),
            named.join(", ")
        ));
    }
    of_plain(&want, &found).map(str::to_owned)
}

/// Where one of both is a list.
fn of_lists(want: &Type, found: &Type) -> Option<&'static str> {
    match (want, found) {
        (Type::List(_), Type::List(_)) => None,
        (Type::List(_), Type::Int(_)) => Some("how many there are in a list says `count(…)`"),
        (Type::List(_), Type::Map(..)) => Some("a map is read by its keys, and not as a list"),
        (Type::List(element), _) if **element == *found => {
            Some("put it between brackets to make a list of it: `[…]`")
        }
        (Type::Bool, Type::List(_)) => Some("ask how many there are: `count(…) > 0`"),
        (Type::Int(_), Type::List(_)) => Some("how many there are in a list says `count(…)`"),
        (Type::Text, Type::List(_)) => Some("whether something is in a list says `x in list`"),
        (_, Type::List(element)) if **element == *want => {
            Some("take one of the list: `first(…)` or `last(…)`, which may be absent")
        }
        _ => None,
    }
}

fn of_plain(want: &Type, found: &Type) -> Option<&'static str> {
    Some(match (want, found) {
        (Type::Bool, Type::Optional(_)) => "ask whether it is there: `… != none`",
        (Type::Bool, Type::Text) => "a condition compares: `… == \"…\"`",
        (Type::Bool, Type::Enum(_)) => "a condition compares: `… == …`, or `… in [ … ]`",
        (Type::Bool, Type::Int(_) | Type::Decimal(_) | Type::Duration) => {
            "a condition compares: `… > 0`, `… == 1`"
        }
        (Type::Bool, Type::Date | Type::DateTime | Type::Time) => {
            "a condition compares: `… < …`, `… == …`"
        }
        (Type::Text, Type::Int(_) | Type::Decimal(_) | Type::Bool) => {
            "texts stand in quotes: `\"…\"`; nothing else becomes a text by itself"
        }
        (Type::Date, Type::Text | Type::Int(_) | Type::Decimal(_)) => {
            "a day is written as year, month and day, without quotes: `2026-05-01`"
        }
        (Type::Time, Type::Text | Type::Int(_) | Type::Decimal(_)) => {
            "a time of the day is written with two digits each, without quotes: `09:30`"
        }
        (Type::DateTime, Type::Text | Type::Int(_) | Type::Date) => {
            "a moment is a day with a time and an offset, without quotes: `2026-05-01T09:00Z`"
        }
        (Type::Date, Type::DateTime) => {
            "a moment has no day of its own: keep the day in a field of type `Date`"
        }
        (Type::Duration, Type::Int(_) | Type::Decimal(_)) => "say of what: `2 hours`, `30 minutes`",
        (Type::Period, Type::Int(_) | Type::Decimal(_)) => "say of what: `3 days`, `2 months`",
        (Type::Duration, Type::Period) => {
            "a duration is time on the clock, in `hours`, `minutes` or `seconds`; a day is not always 24 hours"
        }
        (Type::Period, Type::Duration) => {
            "a period is time on the calendar, in `days`, `weeks`, `months` or `years`"
        }
        (Type::Int(_), Type::Period) => "`days(from, to)` counts days",
        (Type::Int(_) | Type::Decimal(_), Type::Text) => "numbers are written without quotes",
        _ => return None,
    })
}
