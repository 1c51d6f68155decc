//! Dates, moments and lengths of time.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Span, Timestamp, Unit};
use serde::{Deserialize, Serialize};

use super::{Absent, Add, Eval, Mul, Neg, Sub};

/// A calendar length of time: months, then days.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
pub struct Period {
    /// Months.
    pub months: i32,
    /// Days.
    pub days: i32,
}

impl Period {
    /// This many months and days.
    pub const fn new(months: i32, days: i32) -> Self {
        Self { months, days }
    }

    fn each(self, other: Self, of: impl Fn(i32, i32) -> Option<i32>) -> Eval<Self> {
        Ok(Self {
            months: of(self.months, other.months).ok_or(Absent::Overflow)?,
            days: of(self.days, other.days).ok_or(Absent::Overflow)?,
        })
    }
}

impl Add for Period {
    type Output = Self;
    fn plus(self, other: Self) -> Eval<Self> {
        self.each(other, i32::checked_add)
    }
}

impl Sub for Period {
    type Output = Self;
    fn minus(self, other: Self) -> Eval<Self> {
        self.each(other, i32::checked_sub)
    }
}

impl Mul<i64> for Period {
    type Output = Self;
    fn times(self, times: i64) -> Eval<Self> {
        let times = i32::try_from(times).map_err(|_| Absent::Overflow)?;
        self.each(Self::new(times, times), i32::checked_mul)
    }
}

impl Neg for Period {
    fn negated(self) -> Eval<Self> {
        Self::default().minus(self)
    }
}

impl Add<Period> for Date {
    type Output = Self;
    fn plus(self, period: Period) -> Eval<Self> {
        let span = Span::new()
            .try_months(period.months)
            .and_then(|span| span.try_days(period.days))
            .map_err(|_| Absent::Overflow)?;
        self.checked_add(span).map_err(|_| Absent::Overflow)
    }
}

impl Sub<Period> for Date {
    type Output = Self;
    fn minus(self, period: Period) -> Eval<Self> {
        self.plus(period.negated()?)
    }
}

impl Add<SignedDuration> for Timestamp {
    type Output = Self;
    fn plus(self, length: SignedDuration) -> Eval<Self> {
        self.checked_add(length).map_err(|_| Absent::Overflow)
    }
}

impl Sub<SignedDuration> for Timestamp {
    type Output = Self;
    fn minus(self, length: SignedDuration) -> Eval<Self> {
        self.checked_sub(length).map_err(|_| Absent::Overflow)
    }
}

impl Sub for Timestamp {
    type Output = SignedDuration;
    fn minus(self, other: Self) -> Eval<SignedDuration> {
        Ok(self.duration_since(other))
    }
}

impl Add for SignedDuration {
    type Output = Self;
    fn plus(self, other: Self) -> Eval<Self> {
        self.checked_add(other).ok_or(Absent::Overflow)
    }
}

impl Sub for SignedDuration {
    type Output = Self;
    fn minus(self, other: Self) -> Eval<Self> {
        self.checked_sub(other).ok_or(Absent::Overflow)
    }
}

impl Mul<i64> for SignedDuration {
    type Output = Self;
    fn times(self, times: i64) -> Eval<Self> {
        let times = i32::try_from(times).map_err(|_| Absent::Overflow)?;
        self.checked_mul(times).ok_or(Absent::Overflow)
    }
}

impl Neg for SignedDuration {
    fn negated(self) -> Eval<Self> {
        self.checked_neg().ok_or(Absent::Overflow)
    }
}

/// Whole days from one date to another; negative where the second is earlier.
///
/// # Errors
/// The dates are too far apart.
pub fn days(from: Date, to: Date) -> Eval<i64> {
    match from.until((Unit::Day, to)) {
        Ok(span) => Ok(i64::from(span.get_days())),
        Err(_) => Err(Absent::Overflow),
    }
}

/// The instant that a literal of the model names.
///
/// # Errors
/// The text is no instant; the compiler has checked that it is.
pub fn instant(text: &str) -> Eval<Timestamp> {
    text.parse().map_err(|_| Absent::Overflow)
}

/// The instant at which a day begins in a time zone.
///
/// # Errors
/// The zone is not known on this machine, or the instant does not fit.
pub fn begin_of_day(zone: &str, day: Date) -> Eval<Timestamp> {
    let zone = TimeZone::get(zone).map_err(|_| Absent::Unknown)?;
    let begin = zone.to_timestamp(day.at(0, 0, 0, 0));
    begin.map_err(|_| Absent::Overflow)
}
