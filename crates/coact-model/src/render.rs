//! How findings look: for people, as one line each, and as JSON lines.
//!
//! Nothing here prints. The texts that findings are about may be anything, binary files included: what a
//! terminal would act on is shown as a placeholder of the same length.

mod concise;
#[cfg(feature = "render")]
mod excerpt;
mod file;
mod harmless;
#[cfg(feature = "render")]
mod human;
mod json_lines;
#[cfg(feature = "render")]
mod report;
mod summary;

pub use concise::concise;
#[cfg(feature = "render")]
pub use human::{MOST_SHOWN, human};
pub use json_lines::json_lines;
pub use summary::summary;
