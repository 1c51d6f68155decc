//! Exhaustive verification of a case.
//!
//! [`explore`] visits every state of a net, breadth first, and [`Space`] keeps which were seen; [`judge`] judges them.
//! A verdict is `holds` or `violated` with a shortest trace; where the bound was reached before all was seen, what was not
//! found to be violated is unknown, never `holds`.

mod ends;
mod explore;
mod judge;
mod numbers;
pub mod render;
mod report;
mod seen;
mod space;
mod trace;
mod way;

pub(crate) use ends::Without;

pub use crate::property::{About, Property};
pub use explore::{Explored, Found, Limits, Look, explore};
pub use judge::{Judged, Violation, judge};
pub use numbers::{Index, Numbers};
pub use report::{Finding, Report, Seen, cases, unexplored, verify, verify_case};
pub use space::Space;
pub use trace::{Line, trace};
