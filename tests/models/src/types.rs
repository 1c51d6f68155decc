//! Types, and how they are written.

use crate::chance::Chance;
use crate::names::Name;

/// The type of a field.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Ty {
    Text,
    Bool,
    Int,
    Decimal,
    Date,
    Time,
    DateTime,
    Duration,
    Period,
    Uuid,
    Bytes,
    Scalar(usize),
    Enum(usize),
    Value(usize),
    Entity(usize),
    Optional(Box<Ty>),
    List(Box<Ty>),
    Map(Box<Ty>, Box<Ty>),
}

/// A basic type under a name of its own.
#[derive(Clone, Debug)]
pub(crate) struct Scalar {
    pub(crate) name: Name,
    pub(crate) base: Ty,
    /// Behind the base.
    pub(crate) bounds: String,
    pub(crate) unit: Option<String>,
    /// A value within the bounds.
    pub(crate) literal: String,
    /// Whether values can be compared by more or less.
    pub(crate) ordered: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct Enum {
    pub(crate) name: Name,
    pub(crate) variants: Vec<Name>,
    /// Whether variants had other names.
    pub(crate) renamed: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct Field {
    pub(crate) name: Name,
    pub(crate) ty: Ty,
    /// What stands behind the type.
    pub(crate) bounds: String,
}

#[derive(Clone, Debug)]
pub(crate) struct Value {
    pub(crate) name: Name,
    /// The first one is the key where it is `keyed`.
    pub(crate) fields: Vec<Field>,
    pub(crate) keyed: bool,
}

/// The types of a model.
#[derive(Clone, Debug, Default)]
pub(crate) struct Types {
    pub(crate) scalars: Vec<Scalar>,
    pub(crate) enums: Vec<Enum>,
    pub(crate) values: Vec<Value>,
    pub(crate) entities: Vec<Name>,
}

impl Types {
    /// As it is written.
    pub(crate) fn text(&self, ty: &Ty) -> String {
        let named = |name: Option<&Name>| name.map(Name::spelt).unwrap_or_default();
        match ty {
            Ty::Text => "Text".to_owned(),
            Ty::Bool => "Bool".to_owned(),
            Ty::Int => "Int".to_owned(),
            Ty::Decimal => "Decimal".to_owned(),
            Ty::Date => "Date".to_owned(),
            Ty::Time => "Time".to_owned(),
            Ty::DateTime => "DateTime".to_owned(),
            Ty::Duration => "Duration".to_owned(),
            Ty::Period => "Period".to_owned(),
            Ty::Uuid => "Uuid".to_owned(),
            Ty::Bytes => "Bytes".to_owned(),
            Ty::Scalar(at) => named(self.scalars.get(*at).map(|it| &it.name)),
            Ty::Enum(at) => named(self.enums.get(*at).map(|it| &it.name)),
            Ty::Value(at) => named(self.values.get(*at).map(|it| &it.name)),
            Ty::Entity(at) => named(self.entities.get(*at)),
            Ty::Optional(of) => format!("{}?", self.text(of)),
            Ty::List(of) => format!("[{}]", self.text(of)),
            Ty::Map(key, of) => format!("{{{}: {}}}", self.text(key), self.text(of)),
        }
    }

    /// A value of the type as it is written, where one can be.
    pub(crate) fn literal(&self, chance: &mut Chance, ty: &Ty) -> Option<String> {
        Some(match ty {
            Ty::Text => crate::texts::quoted(chance),
            Ty::Bool => chance.word(&["true", "false"]).to_owned(),
            Ty::Int => chance.word(&["0", "1", "7", "-3", "1000"]).to_owned(),
            Ty::Decimal => chance.word(&["0.5", "1.25", "-3.0", "100.01"]).to_owned(),
            Ty::Date => chance.word(&["2026-05-01", "2024-02-29"]).to_owned(),
            Ty::Time => chance.word(&["09:30", "23:59:59", "00:00"]).to_owned(),
            Ty::DateTime => chance
                .word(&["2026-05-01T09:00Z", "2026-12-31T23:59:59.5+02:00"])
                .to_owned(),
            Ty::Duration => chance
                .word(&["90 minutes", "2 hours", "5 seconds"])
                .to_owned(),
            Ty::Period => chance.word(&["3 days", "2 weeks", "1 months"]).to_owned(),
            Ty::Uuid | Ty::Bytes | Ty::Entity(_) => return None,
            Ty::Scalar(at) => {
                let literal = self.scalars.get(*at)?.literal.clone();
                return (!literal.is_empty()).then_some(literal);
            }
            Ty::Enum(at) => {
                let of = self.enums.get(*at)?;
                format!("{}.{}", of.name.spelt(), chance.pick(&of.variants)?.spelt())
            }
            Ty::Value(at) => {
                let of = self.values.get(*at)?;
                let fields = of.fields.iter().map(|field| {
                    let value = self.literal(chance, &field.ty)?;
                    Some(format!("{}: {value}", field.name.spelt()))
                });
                let fields: Vec<String> = fields.collect::<Option<_>>()?;
                format!("{} {{ {} }}", of.name.spelt(), fields.join(", "))
            }
            Ty::Optional(of) => match self.literal(chance, of) {
                Some(value) if chance.percent(60) => value,
                _ => "none".to_owned(),
            },
            Ty::List(of) => {
                let count = chance.below(3);
                let elements: Option<Vec<String>> =
                    (0..count).map(|_| self.literal(chance, of)).collect();
                // Of what cannot be written there is at least an empty list.
                format!("[{}]", elements.unwrap_or_default().join(", "))
            }
            Ty::Map(key, of) => {
                format!(
                    "{{ ({}): {} }}",
                    self.literal(chance, key)?,
                    self.literal(chance, of)?
                )
            }
        })
    }
}
