//! Types.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::expression::Scope;
use super::words::{self, sentence, text};
use crate::model::{self, BoundKind, Model};

/// A new type over a built-in one.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(super) struct Scalar {
    pub(super) name: String,
    /// The model that it is imported from, where it is of another one; its name then begins with that model's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) imported: Option<String>,
    pub(super) doc: Option<String>,
    /// The built-in type with its unit: `Decimal unit EUR`.
    pub(super) base: String,
    /// What its values must meet.
    pub(super) bounds: Vec<Bound>,
    /// The sort of its scale, where the model states one.
    pub(super) scale: Option<Scale>,
}

/// The sort of a scale: which operators make sense.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum Scale {
    Categorial,
    Ordinal,
    Interval,
    Ratio,
    Absolute,
}

/// An enumeration.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(super) struct Enumeration {
    pub(super) name: String,
    /// The model that it is imported from, where it is of another one; its name then begins with that model's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) imported: Option<String>,
    pub(super) doc: Option<String>,
    pub(super) variants: Vec<Variant>,
}

/// A variant of an enumeration.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(super) struct Variant {
    pub(super) name: String,
    pub(super) doc: Option<String>,
}

/// A structured value.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(super) struct Value {
    pub(super) name: String,
    /// The model that it is imported from, where it is of another one; its name then begins with that model's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) imported: Option<String>,
    pub(super) doc: Option<String>,
    pub(super) fields: Vec<Field>,
}

/// A field of a value or view, or a fact of an entity.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(super) struct Field {
    pub(super) name: String,
    pub(super) doc: Option<String>,
    /// Whether it is part of the key.
    pub(super) key: bool,
    /// The type as it is written: `Text`, `Customer?`, `[OrderLine]`.
    #[serde(rename = "type")]
    pub(super) ty: String,
    /// What its values must meet beside those of its type.
    pub(super) bounds: Vec<Bound>,
    /// Its default, an expression.
    pub(super) default: Option<String>,
}

/// What a value must meet.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(super) struct Bound {
    #[serde(flatten)]
    pub(super) demand: Demand,
    /// The model's sentence about it.
    pub(super) sentence: Option<String>,
}

/// What a bound demands.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "bound", rename_all = "snake_case")]
pub(super) enum Demand {
    /// The length of a list.
    Length {
        /// Least number of elements.
        min: u64,
        /// Greatest number; none where there is no limit.
        max: Option<u64>,
    },
    /// Inclusive ends, expressions.
    Range {
        /// Least value.
        min: Option<String>,
        /// Greatest value.
        max: Option<String>,
    },
    /// A regular expression for the whole text.
    Matching {
        /// The expression.
        pattern: String,
    },
    /// Most characters of a text.
    MaxLength {
        /// How many.
        max: u64,
    },
}

impl Scalar {
    pub(super) fn of(model: &Model, scalar: &model::Scalar) -> Self {
        Self {
            name: text(&scalar.name),
            imported: scalar.imported.clone(),
            doc: scalar.doc.clone(),
            base: words::ty(model, &scalar.base),
            bounds: Bound::all(model, &scalar.bounds),
            scale: scalar.scale.map(|scale| match scale {
                model::Scale::Categorial => Scale::Categorial,
                model::Scale::Ordinal => Scale::Ordinal,
                model::Scale::Interval => Scale::Interval,
                model::Scale::Ratio => Scale::Ratio,
                model::Scale::Absolute => Scale::Absolute,
            }),
        }
    }
}

impl Enumeration {
    pub(super) fn of(found: &model::Enum) -> Self {
        let variants = found.variants.iter().map(|(name, doc)| Variant {
            name: text(name),
            doc: doc.clone(),
        });
        Self {
            name: text(&found.name),
            imported: found.imported.clone(),
            doc: found.doc.clone(),
            variants: variants.collect(),
        }
    }
}

impl Value {
    pub(super) fn of(model: &Model, value: &model::Value) -> Self {
        Self {
            name: text(&value.name),
            imported: value.imported.clone(),
            doc: value.doc.clone(),
            fields: Field::all(model, &value.fields),
        }
    }
}

impl Field {
    pub(super) fn all(model: &Model, fields: &[model::Field]) -> Vec<Self> {
        fields.iter().map(|field| Self::of(model, field)).collect()
    }

    pub(super) fn of(model: &Model, field: &model::Field) -> Self {
        Self {
            name: text(&field.name),
            doc: field.doc.clone(),
            key: field.key,
            ty: words::ty(model, &field.ty),
            bounds: Bound::all(model, &field.bounds),
            default: field
                .default
                .as_ref()
                .map(|value| Scope::of(model).text(value)),
        }
    }
}

impl Bound {
    pub(super) fn all(model: &Model, bounds: &[model::Bound]) -> Vec<Self> {
        let scope = Scope::of(model);
        let end = |end: &Option<model::Expr>| end.as_ref().map(|value| scope.text(value));
        bounds
            .iter()
            .map(|bound| Self {
                demand: match &bound.kind {
                    BoundKind::Length(min, max) => Demand::Length {
                        min: *min,
                        max: *max,
                    },
                    BoundKind::Range(min, max) => Demand::Range {
                        min: end(min),
                        max: end(max),
                    },
                    BoundKind::Matching(pattern) => Demand::Matching {
                        pattern: pattern.clone(),
                    },
                    BoundKind::MaxLength(max) => Demand::MaxLength { max: *max },
                },
                sentence: sentence(&bound.sentence),
            })
            .collect()
    }
}
