//! Numbers.

use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};

use super::{Absent, Add, Eval, Mul, Neg, Sub};

/// Whole and decimal numbers.
pub trait Number: Copy + Default + PartialEq + Add<Output = Self> {
    /// `self / other`
    ///
    /// # Errors
    /// The divisor is zero, or the result does not fit.
    fn over(self, other: Self) -> Eval<Self>;
    /// `self % other`
    ///
    /// # Errors
    /// The divisor is zero, or the result does not fit.
    fn rest(self, other: Self) -> Eval<Self>;
    /// The number without its sign.
    ///
    /// # Errors
    /// The result does not fit.
    fn size(self) -> Eval<Self>;
}

#[inline]
fn divided<N: Default + PartialEq>(divisor: &N, quotient: Option<N>) -> Eval<N> {
    if *divisor == N::default() {
        Err(Absent::Unknown)
    } else {
        quotient.ok_or(Absent::Overflow)
    }
}

macro_rules! number {
    ($type:ty, $negate:expr, $size:expr) => {
        impl Add for $type {
            type Output = Self;
            #[inline]
            fn plus(self, other: Self) -> Eval<Self> {
                self.checked_add(other).ok_or(Absent::Overflow)
            }
        }
        impl Sub for $type {
            type Output = Self;
            #[inline]
            fn minus(self, other: Self) -> Eval<Self> {
                self.checked_sub(other).ok_or(Absent::Overflow)
            }
        }
        impl Mul for $type {
            type Output = Self;
            #[inline]
            fn times(self, other: Self) -> Eval<Self> {
                self.checked_mul(other).ok_or(Absent::Overflow)
            }
        }
        impl Neg for $type {
            #[inline]
            fn negated(self) -> Eval<Self> {
                $negate(self).ok_or(Absent::Overflow)
            }
        }
        impl Number for $type {
            #[inline]
            fn over(self, other: Self) -> Eval<Self> {
                divided(&other, self.checked_div(other))
            }
            #[inline]
            fn rest(self, other: Self) -> Eval<Self> {
                divided(&other, self.checked_rem(other))
            }
            #[inline]
            fn size(self) -> Eval<Self> {
                $size(self).ok_or(Absent::Overflow)
            }
        }
    };
}

number!(i64, i64::checked_neg, i64::checked_abs);
number!(Decimal, |value: Decimal| Some(-value), |value: Decimal| {
    Some(value.abs())
});

/// A number rounded half-even to this many digits after the point.
pub fn round(value: Decimal, digits: i64) -> Decimal {
    let digits = u32::try_from(digits.clamp(0, 28)).unwrap_or(0);
    value.round_dp_with_strategy(digits, RoundingStrategy::MidpointNearestEven)
}

/// The decimal number that a literal of the model names.
///
/// # Errors
/// It has more digits than a decimal number can hold.
pub fn decimal(digits: &str) -> Eval<Decimal> {
    Decimal::from_str_exact(digits).map_err(|_| Absent::Overflow)
}

/// A decimal number without digits after the point.
///
/// # Errors
/// It has such digits, or is too large.
pub fn whole(value: Decimal) -> Eval<i64> {
    if value.is_integer() {
        value.to_i64().ok_or(Absent::Overflow)
    } else {
        Err(Absent::Overflow)
    }
}

/// The number of an event in a stream that has no key of its own: from what was drawn for the stream, and the event's
/// place in it.
#[inline]
pub fn number(stream: uuid::Uuid, version: u64) -> i64 {
    let (_, low) = stream.as_u64_pair();
    i64::try_from(low.wrapping_add(version) >> 1).unwrap_or(i64::MAX)
}

/// A position in a case as a number of the language.
#[inline]
pub fn version(version: u64) -> i64 {
    i64::try_from(version).unwrap_or(i64::MAX)
}
