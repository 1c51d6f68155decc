//! What can be said of conditions for certain: whether one can ever hold, whether it always does, whether several leave a
//! case out or hold in one case together.
//!
//! A [`Space`] takes in conditions and finds out what they read. Of each thing that is read it keeps the values that
//! the conditions tell apart, as one value each: of whole numbers, amounts and days the ends that are named and one value
//! between two of them, of an enumeration its variants, of a transaction its states. All combinations are tried, so that an
//! answer holds for every value there is. Where there are too many there is no answer.
//!
//! What the types admit and never happens is tried as well: "never" and "always" are certain, while a case that is named may
//! be one that the organisation never meets.

mod domain;
mod read;
mod same;
mod search;
mod space;
mod term;
mod value;
mod words;

#[cfg(test)]
mod tests;

pub(crate) use read::bounds_of;
#[cfg(test)]
use search::Case;
pub(crate) use search::Found;
pub(crate) use space::Space;
pub(crate) use term::Term;
pub(crate) use words::spelled;
