//! What one command brings about, before it is recorded.

use crate::{Envelope, Model};

/// The events of one command, in order.
#[derive(Clone, Debug, PartialEq)]
// One is the rule: it is moved where it is made, not put on the heap.
#[allow(clippy::large_enum_variant)]
pub enum Events<M: Model> {
    /// Of an act: the coordination fact that it brings about.
    One(Envelope<M>),
    /// Of a plain command: any number; none where it is accepted and nothing is to be recorded.
    Many(Vec<Envelope<M>>),
}

impl<M: Model> Events<M> {
    /// The event of an act; none where a plain command brought about none or several.
    #[inline(always)]
    pub fn act(self) -> Option<Envelope<M>> {
        match self {
            Self::One(event) => Some(event),
            Self::Many(events) => {
                let [event] = <[_; 1]>::try_from(events).ok()?;
                Some(event)
            }
        }
    }

    /// The first event.
    pub fn first_mut(&mut self) -> Option<&mut Envelope<M>> {
        match self {
            Self::One(event) => Some(event),
            Self::Many(events) => events.first_mut(),
        }
    }
}

impl<M: Model> From<Envelope<M>> for Events<M> {
    #[inline(always)]
    fn from(event: Envelope<M>) -> Self {
        Self::One(event)
    }
}

impl<M: Model> IntoIterator for Events<M> {
    type Item = Envelope<M>;
    type IntoIter = IntoIter<M>;

    fn into_iter(self) -> Self::IntoIter {
        let (first, rest) = match self {
            Self::One(event) => (Some(event), Vec::new()),
            Self::Many(events) => (None, events),
        };
        IntoIter {
            first,
            rest: rest.into_iter(),
        }
    }
}

/// The events one by one.
#[derive(Debug)]
pub struct IntoIter<M: Model> {
    first: Option<Envelope<M>>,
    rest: std::vec::IntoIter<Envelope<M>>,
}

impl<M: Model> Iterator for IntoIter<M> {
    type Item = Envelope<M>;

    fn next(&mut self) -> Option<Self::Item> {
        self.first.take().or_else(|| self.rest.next())
    }
}
