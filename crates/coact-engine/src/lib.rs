//! Runs a valid model without any code.
//!
//! The unit is the case: a root transaction and all that it encloses. [`net`] makes of a case kind what can happen in it,
//! [`verify`] explores that exhaustively and tells what holds. [`spec`] executes the model itself: it runs every spec.
//!
//! The crate is pure: nothing is read or written.

mod bounds;
mod case;
pub mod compose;
mod cx;
mod evaluate;
pub mod export;
mod gaps;
pub mod local;
mod message;
pub mod net;
mod plain;
mod property;
mod rejection;
mod rules;
pub mod spec;
mod value;
pub mod verify;
mod views;
mod world;

pub use rules::RULES;
