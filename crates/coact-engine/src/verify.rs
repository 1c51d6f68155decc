//! Exhaustive verification of a case.
//!
//! [`explore`] visits every state of a net, [`Space`] keeps them with the way to each; a module per property judges them.
//! A verdict is `holds` or `violated` with a shortest trace; where the bound was reached before all was seen, what was not
//! found to be violated is unknown, never `holds`.

mod explore;
mod judge;
mod property;
pub mod render;
mod report;
mod trace;

pub use explore::{Explored, Limits, Space, explore};
pub use judge::{About, Judged, Violation, judge};
pub use property::Property;
pub use report::{Finding, Report, Seen, verify};
pub use trace::{Line, trace};
