//! Meaning of coact models.
//!
//! [`check`] takes the texts of one model and returns the resolved [`Model`](model::Model) with every
//! diagnostic. A model without errors becomes [`Valid`], the only thing that generators accept.
//!
//! The crate is pure: texts come in through [`Sources`], nothing is read or written.

pub mod baseline;
mod check;
mod conditions;
pub mod ctp;
pub mod diagnostics;
pub mod event_model;
pub mod heard;
pub mod json;
pub mod meaning;
pub mod model;
mod places;
pub mod render;
mod resolve;
pub mod rules;
pub mod sample;
mod source;
pub mod tables;
pub mod topology;
pub mod trace;
mod valid;
mod weights;

pub use check::{Checked, Checker, Mended, Seen, check, check_all, mend};
pub use source::{FileId, Loc, SourceFile, Sources};
pub use valid::Valid;
pub use weights::{Unweighable, Weights};
