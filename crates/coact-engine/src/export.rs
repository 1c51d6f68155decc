//! Nets for outside audit: other tools explore what we explore, from a text that says nothing but where each part may go
//! and what lets it.
//!
//! A part is numbered as in [`Net::parts`](crate::net::Net): the instances of transactions in the order of the case, then
//! the decisions. Comments tell what the numbers mean.

mod pnml;
mod promela;
mod tla;
mod words;

pub use pnml::{Unsaid, pnml};
pub use promela::promela;
pub use tla::tla;
