//! Proofs part by part: what encloses sees of a subtree only what its guards ask, so that each subtree is replaced by the
//! smallest component that looks the same.
//!
//! [`component`] is what can happen in some parts as far as they are taken together, [`product`] puts two of them together,
//! [`quotient`] makes one smaller, [`tree`] does both from the leaves of a case to its roots. What is proved holds of the
//! whole: components are equal up to branching bisimilarity, which keeps what can be reached, and from where. What is
//! judged before the roots are reached takes what is not there yet to let everything pass, so that it may find more than
//! there is, and never less.

mod acts;
mod component;
mod product;
mod questions;
mod quotient;
mod tree;

pub use tree::{Proved, prove};

use crate::verify::Without;

/// What one putting together is about: the less is asked, the smaller the components are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Run {
    /// What shows where a transaction and what it encloses meet.
    Near,
    /// Nothing is taken back below what has come to rest.
    Completion,
    /// What can happen at all.
    Acts,
    /// Ways to an end.
    Ends(Without),
}
