//! What automations and translations read by key of what lies outside the entry they work on.

use std::cell::RefCell;
use std::collections::HashMap;
use std::str::FromStr;

use serde::Serialize;

use crate::expr::{Absent, Eval};
use crate::{Claim, ReadModel, projector, views};

/// What was found by key. What is asked for and was not sought yet is unknown at first: it is sought, and the
/// question put again.
#[derive(Debug, Default)]
pub struct Outside {
    found: HashMap<Sought, Option<String>>,
    wanted: RefCell<Option<Sought>>,
}

/// Something to be found by key.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Sought {
    /// Whether there is such an entity.
    Entity(Claim),
    /// The entity that has this.
    Holder { law: &'static str, key: String },
    /// A row of a view.
    Row { view: &'static str, key: String },
}

impl Outside {
    /// The entity of this key, where there is one.
    ///
    /// # Errors
    /// There is none.
    pub fn entity<K>(&self, claim: Claim, key: K) -> Eval<K> {
        self.text(Sought::Entity(claim)).map(|_| key)
    }

    /// The key of the entity that has unique facts of these values, as they are held.
    ///
    /// # Errors
    /// There is none.
    pub fn holder<K: FromStr>(&self, law: &'static str, values: String) -> Eval<K> {
        let key = values;
        let holder = self.text(Sought::Holder { law, key })?;
        holder.parse().map_err(|_| Absent::Unknown)
    }

    /// The row of a view under these key fields.
    ///
    /// # Errors
    /// There is none.
    pub fn row<V: ReadModel>(&self, fields: &impl Serialize) -> Eval<V> {
        let key = views::key::<V>(fields).map_err(|_| Absent::Unknown)?;
        let row = self.text(Sought::Row { view: V::NAME, key })?;
        projector::parse(&row).map_err(|_| Absent::Unknown)
    }

    fn text(&self, sought: Sought) -> Eval<String> {
        if let Some(found) = self.found.get(&sought) {
            return found.clone().ok_or(Absent::Unknown);
        }
        self.wanted.replace(Some(sought));
        Err(Absent::Unknown)
    }

    /// Whether anything was sought: what rests on it may be another time something else.
    pub(crate) fn is_used(&self) -> bool {
        !self.found.is_empty()
    }

    /// What is still to be sought.
    pub(crate) fn take_wanted(&mut self) -> Option<Sought> {
        self.wanted.take()
    }

    /// Tells what was sought.
    pub(crate) fn tell(&mut self, sought: Sought, found: Option<String>) {
        self.found.insert(sought, found);
    }
}
