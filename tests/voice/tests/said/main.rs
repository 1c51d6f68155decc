//! What is said of the texts of this repository, gathered once for all that is held of it.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod hints;
mod messages;
mod page;
mod plain;
