//! Cooperation Model.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::expression::Scope;
use super::types::Bound;
use super::words::{self, sentence, text};
use crate::ctp::{Pattern, Performer, fact_of, fact_words, step_words};
use crate::model::{self, KindId, Model, PayloadDefault, PayloadOrigin, Sort};

/// An actor role.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(super) struct Actor {
    pub(super) name: String,
    pub(super) doc: Option<String>,
    /// Its number in the organisation's tables.
    pub(super) number: Option<String>,
    /// Whether it lies outside the scope of interest.
    pub(super) external: bool,
    /// Whether it is a set of roles.
    pub(super) composite: bool,
    /// The entity that a filler is known as.
    pub(super) is: Option<String>,
    /// The parts of a composite role.
    pub(super) parts: Vec<String>,
}

/// A transaction.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(super) struct Transaction {
    pub(super) name: String,
    pub(super) doc: Option<String>,
    /// Its number in the organisation's tables.
    pub(super) number: Option<String>,
    pub(super) sort: SortWord,
    /// Who may ask.
    pub(super) initiators: Vec<String>,
    /// Who is asked.
    pub(super) executor: String,
    pub(super) product: Product,
    pub(super) pattern: PatternWord,
    /// Every step of its pattern, in the order of the pattern.
    pub(super) acts: Vec<Act>,
}

/// What a transaction brings about.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum SortWord {
    /// New things.
    Original,
    /// What is remembered and computed.
    Informational,
    /// What is stored and transmitted.
    Documental,
}

/// How much of the pattern a transaction uses.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum PatternWord {
    /// Request, promise, execute, declare, accept.
    Basic,
    /// With decline and reject.
    Standard,
    /// With revocations.
    Complete,
}

/// The result of a transaction.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(super) struct Product {
    /// The entity an instance is about.
    pub(super) entity: String,
    /// Whether the request creates it.
    pub(super) new: bool,
    /// The fact of the entity it is about.
    pub(super) fact: Option<String>,
    /// What is true of it in the end.
    pub(super) sentence: Option<String>,
}

/// A step of a transaction: a command, and the event that it brings about.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(super) struct Act {
    /// `request`, `revoke request`, `allow request revocation`
    pub(super) step: String,
    /// The fact that it brings about: `requested`, `request revocation asked`.
    #[serde(default)]
    pub(super) fact: String,
    #[serde(default)]
    pub(super) performer: PerformerWord,
    /// The name of the command.
    pub(super) command: String,
    /// The name of the event.
    pub(super) event: String,
    pub(super) doc: Option<String>,
    /// Whether it is performed in the same commit as the event that makes it legal.
    pub(super) tacit: bool,
    /// Its data; the entity it is about is not among them.
    pub(super) payload: Vec<PayloadField>,
    /// The operative time, an expression.
    pub(super) due: Option<String>,
    /// Whether the model has words for it, and does not leave it to the pattern.
    #[serde(default = "stated")]
    pub(super) declared: bool,
}

/// An act of which nothing else is said is stated.
const fn stated() -> bool {
    true
}

/// A party of a transaction.
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum PerformerWord {
    /// Who asked.
    #[default]
    Initiator,
    /// Who was asked.
    Executor,
}

/// A field of the data of an act.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(super) struct PayloadField {
    pub(super) name: String,
    pub(super) doc: Option<String>,
    pub(super) origin: Origin,
    #[serde(rename = "type")]
    pub(super) ty: String,
    /// What its values must meet.
    pub(super) bounds: Vec<Bound>,
    /// Where it comes from when the command leaves it out. Where several links or rules give it a value this is the one
    /// of the last of them; what each gives is in its `payload`.
    pub(super) default: Option<Default>,
}

/// Where the value of a field belongs.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum Origin {
    /// It is a fact of the entity.
    Fact,
    /// It is a fact of the entity, and is what the enclosing transaction is about: in the event, not in the
    /// command.
    FilledIn,
    /// It is data of the act.
    Data,
}

/// The default of a field.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(super) struct Default {
    pub(super) from: DefaultFrom,
    /// An expression over the transaction of the link or rule.
    pub(super) value: String,
}

/// What gives a default.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum DefaultFrom {
    Link,
    Rule,
}

impl Actor {
    pub(super) fn of(model: &Model, actor: &model::Actor) -> Self {
        Self {
            name: text(&actor.name),
            doc: actor.doc.clone(),
            number: actor.number.as_ref().map(text),
            external: actor.external,
            composite: actor.composite,
            is: actor.is.map(|entity| words::entity(model, entity)),
            parts: actor
                .parts
                .iter()
                .map(|part| words::actor(model, *part))
                .collect(),
        }
    }
}

impl Transaction {
    pub(super) fn of(model: &Model, id: KindId, kind: &model::TransactionKind) -> Self {
        let product = &kind.product;
        Self {
            name: text(&kind.name),
            doc: kind.doc.clone(),
            number: kind.number.as_ref().map(text),
            sort: match kind.sort {
                Sort::Original => SortWord::Original,
                Sort::Informational => SortWord::Informational,
                Sort::Documental => SortWord::Documental,
            },
            initiators: kind
                .initiators
                .iter()
                .map(|role| words::actor(model, *role))
                .collect(),
            executor: words::actor(model, kind.executor),
            product: Product {
                entity: words::entity(model, product.entity),
                new: product.new,
                fact: product
                    .fact
                    .map(|fact| words::fact_name(model, product.entity, fact)),
                sentence: sentence(&product.sentence),
            },
            pattern: match kind.pattern {
                Pattern::Basic => PatternWord::Basic,
                Pattern::Standard => PatternWord::Standard,
                Pattern::Complete => PatternWord::Complete,
            },
            acts: kind
                .acts
                .iter()
                .map(|act| Act::of(model, id, act))
                .collect(),
        }
    }
}

impl Act {
    fn of(model: &Model, kind: KindId, act: &model::ActDef) -> Self {
        Self {
            step: step_words(act.step),
            fact: fact_words(fact_of(act.step)),
            performer: match act.performer {
                Performer::Initiator => PerformerWord::Initiator,
                Performer::Executor => PerformerWord::Executor,
            },
            command: text(&act.command),
            event: text(&act.event),
            doc: act.doc.clone(),
            tacit: act.tacit,
            declared: act.declared.is_some(),
            payload: act
                .payload
                .iter()
                .map(|field| PayloadField::of(model, field))
                .collect(),
            due: act
                .due
                .as_ref()
                .map(|due| Scope::of(model).in_kind(kind).text(due)),
        }
    }
}

impl PayloadField {
    fn of(model: &Model, field: &model::PayloadField) -> Self {
        let default = field.default.as_ref().map(|default| match default {
            PayloadDefault::Link(link, value) => Default {
                from: DefaultFrom::Link,
                value: Scope::of(model)
                    .in_kind(model.links[*link].source.0)
                    .text(value),
            },
            PayloadDefault::Rule(rule, value) => Default {
                from: DefaultFrom::Rule,
                value: Scope::of(model)
                    .in_kind(model.rules[*rule].kind)
                    .text(value),
            },
        });
        Self {
            name: text(&field.name),
            doc: field.doc.clone(),
            origin: match field.origin {
                PayloadOrigin::Fact(_) => Origin::Fact,
                PayloadOrigin::FilledIn(_) => Origin::FilledIn,
                PayloadOrigin::Data => Origin::Data,
            },
            ty: words::ty(model, &field.ty),
            bounds: Bound::all(model, &field.bounds),
            default,
        }
    }
}
