//! Runs a valid model without any code.
//!
//! The unit is the case: a root transaction and all that it encloses. [`net`] makes of a case kind what can happen in it,
//! [`verify`] explores that exhaustively and tells what holds.
//!
//! The crate is pure: nothing is read or written.

pub mod local;
pub mod net;
mod rules;
pub mod verify;

pub use rules::RULES;
