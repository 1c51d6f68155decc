//! A value as JSON, as generated code writes it.

use serde::ser::{SerializeMap, SerializeSeq, SerializeTuple};
use serde::{Serialize, Serializer};

use coact_model::model::{Field, Ident};

use super::Value;
use crate::cx::Cx;

/// A value with the model that names what is in it.
pub(crate) struct Json<'v, 'a>(pub(crate) &'v Cx<'a>, pub(crate) &'v Value);

/// The canonical JSON of values side by side: the key of a row, what is held.
pub(crate) fn json(cx: &Cx<'_>, values: &[Value]) -> String {
    struct All<'v, 'a>(&'v Cx<'a>, &'v [Value]);
    impl Serialize for All<'_, '_> {
        fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
            let mut all = to.serialize_tuple(self.1.len())?;
            for value in self.1 {
                all.serialize_element(&Json(self.0, value))?;
            }
            all.end()
        }
    }
    coact_runtime::expr::element(&All(cx, values))
}

impl Serialize for Json<'_, '_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let Self(cx, value) = *self;
        match value {
            Value::Bool(value) => to.serialize_bool(*value),
            Value::Int(value) => to.serialize_i64(*value),
            Value::Decimal(value) => Serialize::serialize(value, to),
            Value::Text(value) => to.serialize_str(value),
            Value::Date(value) => value.serialize(to),
            Value::Time(value) => value.serialize(to),
            Value::DateTime(value) => value.serialize(to),
            Value::Duration(value) => value.serialize(to),
            Value::Period(value) => value.serialize(to),
            Value::Uuid(value) => value.serialize(to),
            Value::Bytes(value) => value.serialize(to),
            Value::Enum(id, variant) => {
                let variants = &cx.model.enums[*id].variants;
                let name = variants.get(*variant).map(|(name, _)| name);
                to.serialize_str(name.map_or("", |name| &name.text))
            }
            Value::Actor(who) => who.serialize(to),
            Value::Role(role) => to.serialize_str(&cx.model.actors[*role].name.text),
            Value::None => to.serialize_none(),
            Value::Some(value) => Json(cx, value).serialize(to),
            Value::List(items) => {
                let mut list = to.serialize_seq(Some(items.len()))?;
                for item in items {
                    list.serialize_element(&Json(cx, item))?;
                }
                list.end()
            }
            Value::Map(entries) => {
                let mut map = to.serialize_map(Some(entries.len()))?;
                for (key, value) in entries {
                    map.serialize_entry(&Json(cx, key), &Json(cx, value))?;
                }
                map.end()
            }
            Value::Record(id, values) => record(cx, &cx.model.values[*id].fields, values, to),
            Value::Row(id, values) => record(cx, &cx.model.views[*id].fields, values, to),
        }
    }
}

fn record<S: Serializer>(
    cx: &Cx<'_>,
    fields: &[Field],
    values: &[Value],
    to: S,
) -> Result<S::Ok, S::Error> {
    let names = fields.iter().map(|field| &field.name);
    named(cx, names, values, to)
}

fn named<'n, S: Serializer>(
    cx: &Cx<'_>,
    names: impl Iterator<Item = &'n Ident>,
    values: &[Value],
    to: S,
) -> Result<S::Ok, S::Error> {
    let mut map = to.serialize_map(Some(values.len()))?;
    for (name, value) in names.zip(values) {
        map.serialize_entry(&name.text, &Json(cx, value))?;
    }
    map.end()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use std::collections::BTreeMap;

    use coact_model::model::{Enum, EnumId, Id, Ident, Model};
    use coact_runtime::expr::Period;

    use super::{Value, json};
    use crate::cx::Cx;

    fn ident(text: &str) -> Ident {
        Ident {
            text: text.to_owned(),
            ..Ident::default()
        }
    }

    /// What generated types write of the same: those of the runtime and of the libraries, serialised as they are.
    #[test]
    fn it_is_what_generated_types_write() {
        let mut model = Model::new(ident("shop"));
        let status = Enum {
            name: ident("Status"),
            imported: None,
            doc: None,
            variants: vec![(ident("Open"), None), (ident("Shut"), None)],
        };
        let status = model.enums.push(status);
        assert_eq!(status, EnumId::new(0));
        let cx = Cx::new(&model).unwrap();
        let written = |value: Value| json(&cx, &[value]);
        fn same(value: &impl serde::Serialize) -> String {
            serde_json::to_string(&(value,)).unwrap()
        }
        let decimal = "1.50".parse::<coact_runtime::export::rust_decimal::Decimal>();
        let decimal = decimal.unwrap();
        let date = coact_runtime::export::jiff::civil::date(2026, 5, 1);
        let length = coact_runtime::export::jiff::SignedDuration::from_secs(5_400);
        let map = BTreeMap::from([(7_i64, true)]);
        assert_eq!(written(Value::Decimal(decimal)), same(&decimal));
        assert_eq!(written(Value::Date(date)), same(&date));
        assert_eq!(written(Value::Duration(length)), same(&length));
        assert_eq!(
            written(Value::Period(Period::new(1, 2))),
            same(&Period::new(1, 2))
        );
        let entries = BTreeMap::from([(Value::Int(7), Value::Bool(true))]);
        assert_eq!(written(Value::Map(entries)), same(&map));
        assert_eq!(written(Value::Bytes(vec![1, 2])), same(&vec![1_u8, 2]));
        assert_eq!(written(Value::None), same(&None::<i64>));
        let some = Value::Some(Box::new(Value::Text("a\"b".to_owned())));
        assert_eq!(written(some), same(&Some("a\"b")));
        assert_eq!(written(Value::Enum(status, 1)), "[\"Shut\"]");
        let actor = coact_runtime::ActorId::from("ann");
        assert_eq!(written(Value::Actor(actor.clone())), same(&actor));
    }
}
