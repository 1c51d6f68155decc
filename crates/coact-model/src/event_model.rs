//! The Event Model that a model has without a story, and what its stories leave out.
//!
//! Every act is a command and every fact an event, so that transactions, links, rules and views are an event model
//! already. [`derived_slices`] lays it out in the order of the process; [`coverage`] says what of it no slice of a
//! story shows. Both are functions of the model alone.

mod coverage;
mod derive;
mod flow;
mod reach;

pub use coverage::{Coverage, coverage};
pub use derive::{DerivedSlice, SlicePattern, derived_slices};
pub(crate) use flow::Flow;
pub use flow::pattern;
pub(crate) use reach::{Index, events_of, target_commands};
