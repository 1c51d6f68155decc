//! What things were before.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::expression::{Assignment, Scope};
use super::words::{self, text};
use crate::model::{self, Ident, Model};

/// What a name was before.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub(super) struct Past {
    /// The name; of an event from outside with its system in front.
    pub(super) of: String,
    /// The value, entity, enum, event or aggregate that it is part of; none of a whole item.
    pub(super) owner: Option<String>,
    /// What that is: `value`, `entity`, `enum`, `event` or `aggregate`.
    #[serde(rename = "in")]
    pub(super) whole: Option<String>,
    /// What bears the name: `field`, `fact`, `variant`, or the word that the item begins with.
    pub(super) sort: String,
    /// Its earlier names.
    pub(super) was: Vec<String>,
    /// The version of its owner that it came with; none where it was there from the beginning.
    pub(super) since: Option<u64>,
    /// What it is where a record is older, an expression.
    pub(super) default: Option<String>,
    /// That it is no more.
    pub(super) retired: Option<Retired>,
}

/// That something is no more.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub(super) struct Retired {
    /// The version of its owner that it went with; none of a whole item.
    pub(super) version: Option<u64>,
    /// The type of a retired field, which is among the fields of its owner no longer.
    #[serde(rename = "type")]
    pub(super) ty: Option<String>,
}

impl Past {
    /// All of them by the names of their owners, so that their order is that of no text.
    pub(super) fn all(model: &Model) -> Vec<Self> {
        let mut all: Vec<Self> = model.pasts.iter().map(|it| Self::of(model, it)).collect();
        let key = |it: &Self| {
            (
                it.owner.clone(),
                it.whole.clone(),
                it.of.clone(),
                it.sort.clone(),
            )
        };
        all.sort_by_cached_key(key);
        all
    }

    fn of(model: &Model, past: &model::Past) -> Self {
        Self {
            of: told(model, &past.of),
            owner: past.owner.as_ref().map(|owner| told(model, owner)),
            whole: past.whole.clone(),
            sort: past.noun.clone(),
            was: past.was.iter().map(text).collect(),
            since: past.since,
            default: past
                .default
                .as_ref()
                .map(|value| Scope::of(model).text(value)),
            retired: past.retired.as_ref().map(|retired| Retired {
                version: retired.version,
                ty: retired.ty.as_ref().map(|ty| words::ty(model, ty)),
            }),
        }
    }
}

/// A name where it is declared, which tells two systems' events of one name apart.
fn told(model: &Model, name: &Ident) -> String {
    let mut systems = model.systems.values();
    let system = systems.find(|system| {
        let mut events = system.events.iter();
        events.any(|id| model.events[*id].name == *name)
    });
    match system {
        Some(system) => format!("{}.{}", system.name.text, name.text),
        None => text(name),
    }
}

/// How records of one version are read as those of the next one.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub(super) struct Upcast {
    /// The value or event whose records are meant; an event from outside with its system in front.
    pub(super) of: String,
    /// What that is: `value` or `event`.
    pub(super) sort: String,
    /// The version of the records.
    pub(super) from: u64,
    /// The version that they are read as: the next one.
    pub(super) to: u64,
    /// Fields of the newer version, and what they are, by the fields of the older one.
    pub(super) fields: Vec<Assignment>,
}

impl Upcast {
    /// All of them by what they are about, oldest first.
    pub(super) fn all(model: &Model) -> Vec<Self> {
        let mut all: Vec<Self> = model.upcasts.iter().map(|it| Self::of(model, it)).collect();
        all.sort_by(|a, b| (&a.of, &a.sort, a.from).cmp(&(&b.of, &b.sort, b.from)));
        all
    }

    fn of(model: &Model, upcast: &model::Upcast) -> Self {
        let fields = upcast.fields.iter().map(|(name, value)| Assignment {
            field: text(name),
            value: Scope::of(model).text(value),
        });
        Self {
            of: told(model, &upcast.of),
            sort: upcast.noun.clone(),
            from: upcast.from,
            to: upcast.to,
            fields: fields.collect(),
        }
    }
}
