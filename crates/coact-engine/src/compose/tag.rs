//! What is seen of an edge from outside.

use rustc_hash::FxHashMap;

use super::events::Event;

/// What is seen of an edge from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Tag {
    /// A step, of which nothing else is seen.
    Step {
        /// It moves parts elsewhere.
        moves: Option<Event>,
        /// What is told of it beside.
        told: Told,
    },
    /// It is moved by a step elsewhere.
    MovedBy(Event),
    /// What it rests on elsewhere becomes so.
    Around(u32),
    /// From here on everybody goes without what is asked to go without.
    Turn,
}

/// What is told of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Told {
    /// Nothing.
    Nothing,
    /// It allows that the transaction is taken back which is put together with what it encloses.
    Allows,
    /// Which step it is of the part that is asked about, and where it leads.
    Is {
        /// The number of the step.
        step: u16,
        /// The state in its table, before what follows at once.
        to: u16,
    },
}

impl Tag {
    /// Nothing is seen.
    pub(super) const SILENT: Self = Self::Step {
        moves: None,
        told: Told::Nothing,
    };
}

/// The number of a tag.
pub(super) type TagId = u32;

/// All tags that were met.
pub(super) struct Tags {
    all: Vec<Tag>,
    numbers: FxHashMap<Tag, TagId>,
}

/// The number of the tag of which nothing is seen.
pub(super) const SILENT: TagId = 0;

impl Tags {
    pub(super) fn new() -> Self {
        Self {
            all: vec![Tag::SILENT],
            numbers: FxHashMap::from_iter([(Tag::SILENT, SILENT)]),
        }
    }

    pub(super) fn number(&mut self, tag: Tag) -> TagId {
        let all = &mut self.all;
        *self.numbers.entry(tag).or_insert_with(|| {
            all.push(tag);
            u32::try_from(all.len().saturating_sub(1)).unwrap_or(u32::MAX)
        })
    }

    pub(super) fn get(&self, id: TagId) -> Tag {
        let found = usize::try_from(id).ok().and_then(|id| self.all.get(id));
        found.copied().unwrap_or(Tag::SILENT)
    }
}

/// An edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Edge {
    pub(super) tag: TagId,
    pub(super) to: u32,
}
