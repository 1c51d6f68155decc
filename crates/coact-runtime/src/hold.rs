//! What only so many may have at a time: unique facts, and ways back with a greatest number.

use std::fmt::Display;

use serde::Serialize;

use crate::{Rejection, RejectionKind, expr};

/// Something that an entity has by its facts as they stand, and that only so many may have at a time. It is taken
/// and given back in the append of the act that changes the fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hold {
    /// The law of the model that says how many: what it holds for.
    pub law: &'static Limited,
    /// What is held, as text: the values of the unique facts, or the key of what is referred to.
    pub key: String,
    /// The entity that has it, by its key as text.
    pub holder: String,
}

/// A law by which only so many may have something at a time.
#[derive(Debug, PartialEq, Eq)]
pub struct Limited {
    /// What it is known by, in the store too: `Order(customer, reference)`.
    pub identity: &'static str,
    /// How many may have the same at a time.
    pub most: u64,
    /// What a rejection is named by: `Order.unique`, `Customer.orders`.
    pub name: &'static str,
    /// What it says, for people.
    pub sentence: &'static str,
}

impl Hold {
    /// What the entity of this key has.
    pub fn new(law: &'static Limited, what: &impl Serialize, holder: &impl Display) -> Self {
        Self {
            law,
            key: expr::element(what),
            holder: holder.to_string(),
        }
    }

    /// Whether both are of the same law and about the same: they count together.
    pub fn is_same(&self, other: &Self) -> bool {
        self.law.identity == other.law.identity && self.key == other.key
    }

    /// The rejection of an act by which too many would have it.
    pub const fn rejection(&self) -> Rejection {
        Rejection::new(RejectionKind::Law, self.law.name, self.law.sentence)
    }
}

/// What is to be taken and what to be given back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// What is had now and was not.
    pub taken: Vec<Hold>,
    /// What was had and is not now.
    pub released: Vec<Hold>,
}

impl Held {
    /// From what a case had before to what it has after.
    pub fn between(before: Vec<Hold>, after: Vec<Hold>) -> Self {
        if before == after {
            return Self::default();
        }
        let taken = |hold: &Hold| !before.contains(hold);
        let (taken, kept): (Vec<_>, Vec<_>) = after.into_iter().partition(taken);
        let released = before.into_iter().filter(|hold| !kept.contains(hold));
        Self {
            released: released.collect(),
            taken,
        }
    }
}
