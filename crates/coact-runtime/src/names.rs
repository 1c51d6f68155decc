//! What the shell calls its own records, so that several models can share one store.

use crate::{Model, ReadModel};

/// The consumer that projects.
pub(crate) fn projector<M: Model>() -> String {
    format!("{}.views", M::NAME)
}

/// The consumer that works off what is due.
pub(crate) fn automations<M: Model>() -> String {
    format!("{}.automations", M::NAME)
}

/// With this begin the names of all views of the model, and of nothing else.
pub(crate) fn views<M: Model>() -> String {
    format!("{}/", M::NAME)
}

/// The rows of one view.
pub(crate) fn view<M: Model, V: ReadModel>() -> String {
    format!("{}/{}", M::NAME, V::NAME)
}

/// Which cases owe something to somebody: rebuilt with the views. No view of a model has a `.` in its name.
pub(crate) fn agenda<M: Model>() -> String {
    format!("{}/.agenda", M::NAME)
}

/// The cases with parked or timed work.
pub(crate) fn work<M: Model>() -> String {
    format!("{}.work", M::NAME)
}

/// The same by the time of the next work.
pub(crate) fn timers<M: Model>() -> String {
    format!("{}.timers", M::NAME)
}

/// The entries of the lists that automations work off, each with the event that put it there: rebuilt with the views.
pub(crate) fn entries<M: Model>() -> String {
    format!("{}/.todo", M::NAME)
}

/// The entries that nobody has looked at since they changed: rebuilt with the views.
pub(crate) fn fresh<M: Model>() -> String {
    format!("{}/.fresh", M::NAME)
}

/// The entries about which something could not be done.
pub(crate) fn stuck<M: Model>() -> String {
    format!("{}.stuck", M::NAME)
}

/// The entries to be looked at again, by the time when.
pub(crate) fn again<M: Model>() -> String {
    format!("{}.again", M::NAME)
}

/// The entries that are done with, where no event tells of it.
pub(crate) fn finished<M: Model>() -> String {
    format!("{}.finished", M::NAME)
}

/// What other systems have reported and nobody has looked at.
pub(crate) fn arrived<M: Model>() -> String {
    format!("{}.arrived", M::NAME)
}
