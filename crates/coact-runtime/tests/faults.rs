//! What befalls a program on a real file: killed at each step, a disk that takes no more, a file that cannot be written,
//! deliveries that come twice and out of order, many writers, events that cannot be read, a clock that goes back.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    missing_docs,
    reason = "a test"
)]

#[path = "errands/model.rs"]
mod errands;
#[path = "errands/story.rs"]
mod story;

#[path = "faults/children.rs"]
mod children;
#[path = "faults/deliveries.rs"]
mod deliveries;
#[path = "faults/events.rs"]
mod events;
#[path = "faults/readonly.rs"]
mod readonly;
#[path = "faults/writers.rs"]
mod writers;
