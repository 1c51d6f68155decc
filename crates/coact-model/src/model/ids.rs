//! Typed ids, and the lists they index.

use std::marker::PhantomData;

/// An id of an element in one of the model's lists.
pub trait Id: Copy {
    /// The id of the element at this place.
    fn new(index: usize) -> Self;
    /// The place in the list.
    fn index(self) -> usize;
}

macro_rules! ids {
    ($($(#[doc = $doc:literal])* $name:ident),* $(,)?) => { $(
        $(#[doc = $doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub u32);
        impl Id for $name {
            fn new(index: usize) -> Self {
                Self(u32::try_from(index).unwrap_or(u32::MAX))
            }
            fn index(self) -> usize {
                self.0 as usize
            }
        }
        crate::places::placeless!($name);
    )* };
}

ids! {
    /// A [`Scalar`](super::Scalar).
    ScalarId,
    /// An [`Enum`](super::Enum).
    EnumId,
    /// A [`Value`](super::Value).
    ValueId,
    /// An [`Entity`](super::Entity).
    EntityId,
    /// An [`Actor`](super::Actor).
    ActorId,
    /// A [`Bank`](super::Bank).
    BankId,
    /// A [`Position`](super::Position).
    PositionId,
    /// A [`TransactionKind`](super::TransactionKind).
    KindId,
    /// A [`ResponseLink`](super::ResponseLink).
    LinkId,
    /// A [`WaitLink`](super::WaitLink).
    WaitId,
    /// A [`CaseKind`](super::CaseKind).
    CaseKindId,
    /// An [`ActionRule`](super::ActionRule).
    RuleId,
    /// A [`Lookup`](super::Lookup).
    LookupId,
    /// An [`Aggregate`](super::Aggregate).
    AggregateId,
    /// A plain [`Command`](super::Command).
    CommandId,
    /// A plain [`Event`](super::Event).
    EventId,
    /// A [`System`](super::System).
    SystemId,
    /// A [`Call`](super::Call).
    CallId,
    /// An [`Automation`](super::Automation).
    AutomationId,
    /// A [`Translation`](super::Translation).
    TranslationId,
    /// A [`View`](super::View).
    ViewId,
    /// A [`Query`](super::Query).
    QueryId,
    /// A [`Screen`](super::Screen).
    ScreenId,
    /// A [`Story`](super::Story).
    StoryId,
    /// A [`Stub`](super::Stub).
    StubId,
    /// A [`Sketch`](super::Sketch).
    SketchId,
    /// A [`Spec`](super::Spec).
    SpecId,
    /// A [`Constant`](super::Constant) of one spec.
    ConstantId,
    /// A [`Node`](super::Node) of one case kind.
    NodeId,
}

/// A list of elements under typed ids. Looking up an id of this list never fails, because ids are made by
/// [`List::push`] only and nothing is ever removed.
#[derive(Clone, Debug, PartialEq)]
pub struct List<I, T> {
    items: Vec<T>,
    ids: PhantomData<I>,
}

impl<I, T> Default for List<I, T> {
    fn default() -> Self {
        Self {
            items: Vec::new(),
            ids: PhantomData,
        }
    }
}

impl<I: Id, T> List<I, T> {
    /// Adds an element.
    pub fn push(&mut self, item: T) -> I {
        let id = I::new(self.items.len());
        self.items.push(item);
        id
    }

    /// All elements with their ids.
    pub fn iter(&self) -> impl Iterator<Item = (I, &T)> {
        self.items
            .iter()
            .enumerate()
            .map(|(index, item)| (I::new(index), item))
    }

    /// All ids.
    pub fn ids(&self) -> impl Iterator<Item = I> + use<I, T> {
        (0..self.items.len()).map(I::new)
    }

    /// All elements.
    pub fn values(&self) -> std::slice::Iter<'_, T> {
        self.items.iter()
    }

    /// All elements, to change them in their place.
    pub(crate) fn values_mut(&mut self) -> std::slice::IterMut<'_, T> {
        self.items.iter_mut()
    }

    /// Takes the elements from a place on out of the list; [`List::put_back`] brings them back.
    pub(crate) fn split_off(&mut self, at: usize) -> Vec<T> {
        self.items.split_off(at.min(self.items.len()))
    }

    /// Puts elements behind those of the list.
    pub(crate) fn put_back(&mut self, items: impl Iterator<Item = T>) {
        self.items.extend(items);
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

impl<I: Id, T> std::ops::Index<I> for List<I, T> {
    type Output = T;

    fn index(&self, id: I) -> &T {
        &self.items[id.index()]
    }
}

impl<I: Id, T> std::ops::IndexMut<I> for List<I, T> {
    fn index_mut(&mut self, id: I) -> &mut T {
        &mut self.items[id.index()]
    }
}
