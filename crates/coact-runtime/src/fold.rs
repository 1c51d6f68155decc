//! Pieces of which the folds of cases are made.

use std::collections::HashMap;
use std::hash::Hash;

use jiff::Timestamp;

use crate::{ActorId, Envelope, Model};

/// A performance of an act that stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Performed<R, E> {
    /// In whose name.
    pub by: ActorId,
    /// In which role.
    pub role: R,
    /// When.
    pub at: Timestamp,
    /// The case's version right after it.
    pub version: u64,
    /// What it said.
    pub event: E,
}

impl<R: Copy, E: Clone> Performed<R, E> {
    /// The performance that an envelope records.
    #[inline]
    pub fn new<M: Model<Role = R>>(version: u64, envelope: &Envelope<M>, event: &E) -> Self {
        Self {
            by: envelope.by.clone(),
            role: envelope.role,
            at: envelope.at,
            version,
            event: event.clone(),
        }
    }
}

/// Binds a party, where nobody is bound yet.
#[inline]
pub fn bind(party: &mut Option<ActorId>, by: &ActorId) {
    if party.is_none() {
        *party = Some(by.clone());
    }
}

/// One of several instances of a kind, at its place in the case.
#[derive(Clone, Debug, PartialEq)]
pub struct Enclosed<K, P, I> {
    /// What it is about.
    pub subject: K,
    /// What the transaction that encloses it is about; `()` where there is only one such transaction.
    pub parent: P,
    /// The instance.
    pub instance: I,
}

/// The instances of a kind that have subjects of their own, in the order in which they were asked for.
#[derive(Clone, Debug)]
pub struct Instances<K, P, I> {
    entries: Vec<Enclosed<K, P, I>>,
    /// Where each is, once there are too many to look at one after the other.
    places: HashMap<K, usize>,
}

/// Up to this many, looking at one after the other is faster.
const FEW: usize = 16;

impl<K, P, I> Default for Instances<K, P, I> {
    fn default() -> Self {
        Self {
            entries: Vec::new(),
            places: HashMap::new(),
        }
    }
}

impl<K: PartialEq, P: PartialEq, I: PartialEq> PartialEq for Instances<K, P, I> {
    fn eq(&self, other: &Self) -> bool {
        self.entries == other.entries
    }
}

impl<K: Eq + Hash + Clone, P, I: Default> Instances<K, P, I> {
    /// The instance about this subject.
    #[inline]
    pub fn get(&self, subject: &K) -> Option<&Enclosed<K, P, I>> {
        self.entries.get(self.place(subject)?)
    }

    /// The instance about this subject, to be changed.
    #[inline]
    pub fn get_mut(&mut self, subject: &K) -> Option<&mut Enclosed<K, P, I>> {
        let place = self.place(subject)?;
        self.entries.get_mut(place)
    }

    /// The instance about this subject; made within `parent` where there is none.
    pub fn at(&mut self, subject: &K, parent: impl FnOnce() -> P) -> &mut I {
        let place = self.place(subject).unwrap_or_else(|| {
            let place = self.entries.len();
            self.entries.push(Enclosed {
                subject: subject.clone(),
                parent: parent(),
                instance: I::default(),
            });
            self.remember(place);
            place
        });
        &mut self.entries[place].instance
    }

    fn remember(&mut self, place: usize) {
        if place < FEW {
            return;
        }
        let from = if self.places.is_empty() { 0 } else { place };
        for (place, entry) in self.entries.iter().enumerate().skip(from) {
            self.places.insert(entry.subject.clone(), place);
        }
    }

    #[inline]
    fn place(&self, subject: &K) -> Option<usize> {
        if self.entries.len() > FEW {
            self.places.get(subject).copied()
        } else {
            self.entries
                .iter()
                .position(|entry| entry.subject == *subject)
        }
    }
}

impl<K, P, I> Instances<K, P, I> {
    /// All of them, in the order in which they were asked for.
    pub fn iter(&self) -> std::slice::Iter<'_, Enclosed<K, P, I>> {
        self.entries.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

impl<'a, K, P, I> IntoIterator for &'a Instances<K, P, I> {
    type Item = &'a Enclosed<K, P, I>;
    type IntoIter = std::slice::Iter<'a, Enclosed<K, P, I>>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
