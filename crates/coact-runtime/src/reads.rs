//! What a decision rests on beside its case: rows of views, and entities as their cases tell of them.

use std::collections::BTreeSet;

use serde::de::{DeserializeOwned, IgnoredAny};
use serde::{Deserialize, Deserializer, Serialize};

use crate::expr::Eval;
use crate::store::Touched;
use crate::{Claim, Envelope, Model, ReadModel, RowError, Rows, names, projector, views};

/// What must be read before a command can be decided.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Read {
    /// A row of a view.
    Row(RowRead),
    /// An entity.
    Entity(EntityRead),
}

/// An entity that must be read before a command can be decided: as of the moment, from its own stream. Nothing keeps it
/// from changing afterwards.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct EntityRead {
    /// The entity.
    pub entity: &'static str,
    /// What it is found by.
    pub by: FoundBy,
}

/// What an entity is found by.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum FoundBy {
    /// Its key as text.
    Key(String),
    /// The values of its unique facts.
    Facts {
        /// The law by which they are unique.
        law: &'static str,
        /// The values, as they are held.
        values: String,
    },
}

/// A row that must be read before a command can be decided.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RowRead {
    /// The view.
    pub view: &'static str,
    /// The row's key: canonical JSON of the key fields.
    pub key: String,
    /// Whether the decision stands only while the row is as it was read.
    pub guarded: bool,
}

/// Adds the row under these key fields to those that must be read; one that is asked for twice is read once. What
/// has no key yet has no row.
pub fn ask<V: ReadModel>(out: &mut Vec<Read>, fields: Eval<impl Serialize>, guarded: bool) {
    let Ok(Ok(key)) = fields.map(|fields| views::key::<V>(&fields)) else {
        return;
    };
    let view = V::NAME;
    for read in out.iter_mut() {
        if let Read::Row(known) = read
            && known.view == view
            && known.key == key
        {
            known.guarded |= guarded;
            return;
        }
    }
    out.push(Read::Row(RowRead { view, key, guarded }));
}

/// Adds the entity of this key to what must be read. What has no key yet is not read.
pub fn ask_entity(out: &mut Vec<Read>, claim: Eval<Claim>) {
    if let Ok(Claim { entity, key }) = claim {
        let by = FoundBy::Key(key);
        add(out, EntityRead { entity, by });
    }
}

/// Adds the entity with unique facts of these values to what must be read.
pub fn ask_holder(
    out: &mut Vec<Read>,
    entity: &'static str,
    law: &'static str,
    values: Eval<String>,
) {
    if let Ok(values) = values {
        let by = FoundBy::Facts { law, values };
        add(out, EntityRead { entity, by });
    }
}

fn add(out: &mut Vec<Read>, read: EntityRead) {
    let read = Read::Entity(read);
    if !out.contains(&read) {
        out.push(read);
    }
}

/// The key fields of a row that was read, and the row.
///
/// # Errors
/// It cannot be read.
pub fn take<K: DeserializeOwned, V: ReadModel>(
    read: &RowRead,
    data: Option<&str>,
) -> Result<(K, Option<V>), RowError> {
    let key = projector::parse_key::<K, V>(&read.key)?;
    let row = data.map(projector::parse::<V>).transpose()?;
    Ok((key, row))
}

/// Answers and rows as they were recorded with a decision. They are kept to explain it and nothing follows from them any
/// more, so that those of an older form, which a view or a look-up may have had, do not stand in the way of the event.
///
/// # Errors
/// Those of the format.
pub fn recorded<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    from: D,
) -> Result<Vec<T>, D::Error> {
    let all = Vec::<Known<T>>::deserialize(from)?.into_iter();
    let known = all.filter_map(|one| match one {
        Known::Today(one) => Some(one),
        Known::Before(_) => None,
    });
    Ok(known.collect())
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Known<T> {
    Today(T),
    Before(IgnoredAny),
}

/// The rows of guarded views that an event changes, the case as of the event. Found by projecting it over rows that
/// note what is asked of them.
pub(crate) fn touched<M: Model>(case: &M::Case, envelope: &Envelope<M>) -> Vec<Touched> {
    if M::GUARDED.is_empty() {
        return Vec::new();
    }
    let mut notes = Notes {
        guarded: M::GUARDED,
        views: names::views::<M>(),
        touched: BTreeSet::new(),
    };
    // A row whose key cannot be written is not written by the projection either.
    let _ = M::project(&mut notes, case, envelope);
    notes.touched.into_iter().collect()
}

/// Rows that are not there, and note what is asked of them.
struct Notes {
    guarded: &'static [&'static str],
    /// With this begin the stored names of the views.
    views: String,
    touched: BTreeSet<Touched>,
}

impl Notes {
    fn note<V: ReadModel>(&mut self, key: Option<&str>) {
        if self.guarded.contains(&V::NAME) {
            self.touched.insert(Touched {
                view: format!("{}{}", self.views, V::NAME),
                key: key.map(str::to_owned),
            });
        }
    }
}

impl Rows for Notes {
    fn get<V: ReadModel>(&mut self, key: &str) -> Result<Option<V>, RowError> {
        self.note::<V>(Some(key));
        Ok(None)
    }

    fn put<V: ReadModel>(&mut self, key: String, _: &V) -> Result<(), RowError> {
        self.note::<V>(Some(&key));
        Ok(())
    }

    fn remove<V: ReadModel>(&mut self, key: &str) {
        self.note::<V>(Some(key));
    }

    fn all<V: ReadModel>(&mut self) -> Result<Vec<(String, V)>, RowError> {
        self.note::<V>(None);
        Ok(Vec::new())
    }

    fn skipped(&mut self, _: &'static str) {}
}
