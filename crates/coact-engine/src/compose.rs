//! Proofs part by part: what encloses sees of a subtree only what its guards ask, so that each subtree is replaced by the
//! smallest component that looks the same.
//!
//! `leaf` makes a component of one part, `product` puts two together, `quotient` makes one smaller, `tree` does all
//! of it from the leaves of a case to its roots, and `acts` back from the roots to each transaction. What is proved holds
//! of the whole: components are equal up to branching bisimilarity, which keeps what can be reached, and from where. What
//! is judged before the roots are reached lets what is not there yet be as it may, so that it may find more than there is,
//! and never less. The reasons: `docs/decisions/large-cases-are-proved-part-by-part.md`.

mod acts;
mod around;
mod component;
mod events;
mod leaf;
mod product;
mod questions;
mod quotient;
mod rest;
mod tag;
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
