//! Fact Model.

use schemars::JsonSchema;
use serde::Serialize;

use super::expression::Scope;
use super::types::Field;
use super::words::{self, sentence, text};
use crate::ctp::Step;
use crate::model::{self, EntityForm, LawBody, Model};

/// An entity with its facts and laws.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Entity {
    name: String,
    /// The model that it is imported from, where it is of another one; its name then begins with that model's.
    #[serde(skip_serializing_if = "Option::is_none")]
    imported: Option<String>,
    doc: Option<String>,
    /// Whether its facts come from outside.
    external: bool,
    /// The entity that it specialises: it has that one's key and facts.
    is: Option<String>,
    /// The fact from which it is one: `RentalCompleting accepted`.
    when: Option<String>,
    /// The entities that it generalises.
    one_of: Vec<String>,
    /// The entity that it is a set of.
    set_of: Option<String>,
    key: Field,
    /// Whether the key is drawn when the entity is created.
    key_generated: bool,
    facts: Vec<Fact>,
    derived: Vec<Derived>,
    laws: Vec<Law>,
    /// Sets of facts whose values no two entities share.
    unique: Vec<Vec<String>>,
    /// The ways back from facts of other entities.
    inverses: Vec<Inverse>,
    /// The transaction whose request creates it.
    created_by: Option<String>,
}

/// A declared fact.
#[derive(Debug, Serialize, JsonSchema)]
struct Fact {
    #[serde(flatten)]
    field: Field,
    /// Whether it is kept out of the immutable log.
    personal: bool,
    /// The acts that set it: `declare OrderPaying`.
    set_by: Vec<String>,
}

/// A derived fact.
#[derive(Debug, Serialize, JsonSchema)]
struct Derived {
    name: String,
    doc: Option<String>,
    #[serde(rename = "type")]
    ty: String,
    /// An expression.
    value: String,
}

/// The way back from a fact that refers to the entity.
#[derive(Debug, Serialize, JsonSchema)]
struct Inverse {
    name: String,
    /// The entity that refers.
    entity: String,
    /// Its fact.
    fact: String,
    /// Least number.
    min: u64,
    /// Greatest number; none where there is no limit.
    max: Option<u64>,
}

/// A law: an act that would break it is rejected with its name.
#[derive(Debug, Serialize, JsonSchema)]
struct Law {
    name: String,
    sentence: Option<String>,
    #[serde(flatten)]
    demand: Demand,
}

/// What a law demands.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(tag = "law", rename_all = "snake_case")]
enum Demand {
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
