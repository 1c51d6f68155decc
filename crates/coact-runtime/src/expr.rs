//! The arithmetic of models: total and deterministic. What has no value says why.

mod lists;
mod number;
mod time;

pub use lists::{
    all, any, ascending, count, descending, filter, first, greatest, last, least, map, matching,
    size, sum, where_,
};
pub use number::{Number, decimal, number, round, version, whole};
pub use time::{Period, begin_of_day, days, instant};

use crate::{Rejection, RejectionKind};

/// Why an expression has no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
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

/// Addition of the language.
pub trait Add<Rhs = Self> {
    /// What it yields.
    type Output;
    /// `self + other`
    ///
    /// # Errors
    /// The result does not fit.
    fn plus(self, other: Rhs) -> Eval<Self::Output>;
}

/// Subtraction of the language.
pub trait Sub<Rhs = Self> {
    /// What it yields.
    type Output;
    /// `self - other`
    ///
    /// # Errors
    /// The result does not fit.
    fn minus(self, other: Rhs) -> Eval<Self::Output>;
}

/// Multiplication of the language.
pub trait Mul<Rhs = Self> {
    /// What it yields.
    type Output;
    /// `self * other`
    ///
    /// # Errors
    /// The result does not fit.
    fn times(self, other: Rhs) -> Eval<Self::Output>;
}

/// Negation of the language.
pub trait Neg: Sized {
    /// `-self`
    ///
    /// # Errors
    /// The result does not fit.
    fn negated(self) -> Eval<Self>;
}

impl Add for String {
    type Output = Self;

    fn plus(mut self, other: Self) -> Eval<Self> {
        self.push_str(&other);
        Ok(self)
    }
}

/// Evaluates an expression in a scope of its own, so that what is absent in it ends there.
///
/// # Errors
/// What the expression says.
#[inline]
pub fn attempt<T>(of: impl FnOnce() -> Eval<T>) -> Eval<T> {
    of()
}

/// A value that may be unknown, as an option.
///
/// # Errors
/// The value does not fit its type.
#[inline]
pub fn known<T>(value: Eval<T>) -> Eval<Option<T>> {
    match value {
        Ok(value) => Ok(Some(value)),
        Err(Absent::Unknown) => Ok(None),
        Err(Absent::Overflow) => Err(Absent::Overflow),
    }
}

/// Of two standing acts that set a fact, what the later one said.
#[inline]
pub fn latest<T>(a: Option<(u64, T)>, b: Option<(u64, T)>) -> Option<(u64, T)> {
    match (a, b) {
        (Some(a), Some(b)) => Some(if b.0 > a.0 { b } else { a }),
        (one, other) => one.or(other),
    }
}

/// The text by which an element of a list is told from others: its canonical JSON.
pub fn element(of: &impl serde::Serialize) -> String {
    serde_json::to_string(of).unwrap_or_default()
}
