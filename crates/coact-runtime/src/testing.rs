//! Tests that a store, a model or an application is put to, for use in the tests of others.
//!
//! [`conformance`] is what every store passes. [`Faulty`] makes any store fail or crash at a chosen
//! moment. [`audit`] holds a store against its own log. [`KillTest`] kills a process at random moments
//! and audits what is left. All answer with a [`Failure`] instead of panicking.

mod audit;
pub mod conformance;
mod faults;
mod kill;

pub use audit::{Audit, audit};
pub use faults::{Fault, Faults, Faulty, until_crash};
pub use kill::{KillError, KillReport, KillTest, Step};

/// A promise that was not kept.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{check}: {what}")]
pub struct Failure {
    /// The check.
    pub check: &'static str,
    /// What was found.
    pub what: String,
}

impl Failure {
    pub(crate) fn new(check: &'static str, what: impl std::fmt::Display) -> Self {
        Self {
            check,
            what: what.to_string(),
        }
    }
}

/// Returns a [`Failure`] unless the condition holds.
macro_rules! ensure {
    ($check:expr, $condition:expr, $($what:tt)+) => {
        if !$condition {
            return Err($crate::testing::Failure::new($check, format!($($what)+)));
        }
    };
}
use ensure;
