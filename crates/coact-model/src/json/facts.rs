//! Fact Model.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::expression::Scope;
use super::types::Field;
use super::words::{self, sentence, text};
use crate::ctp::Step;
use crate::model::{self, EntityForm, LawBody, Model};

/// An entity with its facts and laws.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(super) struct Entity {
    pub(super) name: String,
    /// The model that it is imported from, where it is of another one; its name then begins with that model's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) imported: Option<String>,
    pub(super) doc: Option<String>,
    /// Whether its facts come from outside.
    pub(super) external: bool,
    /// The entity that it specialises: it has that one's key and facts.
    pub(super) is: Option<String>,
    /// The fact from which it is one: `RentalCompleting accepted`.
    pub(super) when: Option<String>,
    /// The entities that it generalises.
    pub(super) one_of: Vec<String>,
    /// The entity that it is a set of.
    pub(super) set_of: Option<String>,
    pub(super) key: Field,
    /// Whether the key is drawn when the entity is created.
    pub(super) key_generated: bool,
    pub(super) facts: Vec<Fact>,
    pub(super) derived: Vec<Derived>,
    pub(super) laws: Vec<Law>,
    /// Sets of facts whose values no two entities share.
    pub(super) unique: Vec<Vec<String>>,
    /// The ways back from facts of other entities.
    pub(super) inverses: Vec<Inverse>,
    /// The transaction whose request creates it.
    pub(super) created_by: Option<String>,
}

/// A declared fact.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(super) struct Fact {
    #[serde(flatten)]
    pub(super) field: Field,
    /// Whether it is kept out of the immutable log.
    pub(super) personal: bool,
    /// The acts that set it: `declare OrderPaying`.
    #[serde(default)]
    pub(super) set_by: Vec<String>,
}

/// A derived fact.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(super) struct Derived {
    pub(super) name: String,
    pub(super) doc: Option<String>,
    #[serde(rename = "type")]
    pub(super) ty: String,
    /// An expression.
    pub(super) value: String,
}

/// The way back from a fact that refers to the entity.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(super) struct Inverse {
    pub(super) name: String,
    /// The entity that refers.
    pub(super) entity: String,
    /// Its fact.
    pub(super) fact: String,
    /// Least number.
    pub(super) min: u64,
    /// Greatest number; none where there is no limit.
    pub(super) max: Option<u64>,
}

/// A law: an act that would break it is rejected with its name.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(super) struct Law {
    pub(super) name: String,
    pub(super) sentence: Option<String>,
    #[serde(flatten)]
    pub(super) demand: Demand,
}

/// What a law demands.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "law", rename_all = "snake_case")]
pub(super) enum Demand {
    /// The second fact may happen only where the first holds.
    Before {
        /// `OrderPaying accepted`
        first: String,
        /// `OrderShipping accepted`
        then: String,
    },
    /// The second fact may not happen once the first holds.
    Precludes {
        /// The fact that holds.
        first: String,
        /// The fact that then may not happen.
        then: String,
    },
    /// Not both facts of the entity.
    Excludes {
        /// One fact.
        one: String,
        /// The other fact.
        other: String,
    },
    /// A condition over the entity.
    Condition {
        /// An expression.
        condition: String,
    },
}

impl Entity {
    pub(super) fn of(model: &Model, entity: &model::Entity) -> Self {
        let scope = Scope::of(model);
        let name = |at: &usize| {
            entity
                .facts
                .get(*at)
                .map(|fact| text(&fact.field.name))
                .unwrap_or_default()
        };
        Self {
            name: text(&entity.name),
            imported: entity.imported.clone(),
            doc: entity.doc.clone(),
            external: entity.external,
            is: match &entity.form {
                EntityForm::Specialised(base, _) => Some(words::entity(model, *base)),
                _ => None,
            },
            when: match &entity.form {
                EntityForm::Specialised(_, Some(fact)) => Some(words::fact(model, *fact)),
                _ => None,
            },
            one_of: match &entity.form {
                EntityForm::Generalised(parts) => parts
                    .iter()
                    .map(|part| words::entity(model, *part))
                    .collect(),
                _ => Vec::new(),
            },
            set_of: match &entity.form {
                EntityForm::Aggregated(of) => Some(words::entity(model, *of)),
                _ => None,
            },
            key: Field::of(model, &entity.key),
            key_generated: entity.key_generated,
            facts: entity
                .facts
                .iter()
                .map(|fact| Fact::of(model, fact))
                .collect(),
            derived: entity
                .derived
                .iter()
                .map(|derived| Derived {
                    name: text(&derived.name),
                    doc: derived.doc.clone(),
                    ty: words::ty(model, &derived.value.ty),
                    value: scope.text(&derived.value),
                })
                .collect(),
            laws: entity
                .laws
                .iter()
                .map(|law| Law {
                    name: text(&law.name),
                    sentence: sentence(&law.sentence),
                    demand: match &law.body {
                        LawBody::Before(first, then) => Demand::Before {
                            first: words::fact(model, *first),
                            then: words::fact(model, *then),
                        },
                        LawBody::Precludes(first, then) => Demand::Precludes {
                            first: words::fact(model, *first),
                            then: words::fact(model, *then),
                        },
                        LawBody::Excludes(one, other) => Demand::Excludes {
                            one: name(one),
                            other: name(other),
                        },
                        LawBody::Condition(condition) => Demand::Condition {
                            condition: scope.text(condition),
                        },
                    },
                })
                .collect(),
            unique: entity
                .uniques
                .iter()
                .map(|(facts, _)| facts.iter().map(name).collect())
                .collect(),
            inverses: entity
                .inverses
                .iter()
                .map(|inverse| Inverse {
                    name: text(&inverse.name),
                    entity: words::entity(model, inverse.entity),
                    fact: words::fact_name(model, inverse.entity, inverse.fact),
                    min: inverse.min,
                    max: inverse.max,
                })
                .collect(),
            created_by: entity.created_by.map(|kind| words::kind(model, kind)),
        }
    }
}

impl Fact {
    fn of(model: &Model, fact: &model::Fact) -> Self {
        let acts = fact
            .setters
            .iter()
            .map(|(kind, act)| (*kind, Step::Base(*act)));
        Self {
            field: Field::of(model, &fact.field),
            personal: fact.personal,
            set_by: acts.map(|act| words::act(model, act)).collect(),
        }
    }
}
