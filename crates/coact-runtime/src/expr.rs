//! What calculations of a model answer when they have no value.

use crate::{Rejection, RejectionKind};

/// Why an expression has no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Absent {
    /// A fact is not known yet, a key is missing, or a divisor is zero. `??` supplies a value.
    Unknown,
    /// The result does not fit its type.
    Overflow,
}

/// The value of an expression, or why there is none.
pub type Eval<T> = Result<T, Absent>;

impl Absent {
    /// The rejection of a command that needed the value for the named element.
    pub const fn rejection(self, name: &'static str) -> Rejection {
        match self {
            Self::Unknown => Rejection::new(RejectionKind::Unknown, name, ""),
            Self::Overflow => Rejection::new(RejectionKind::Overflow, name, ""),
        }
    }
}
