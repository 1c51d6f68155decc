//! How findings look: for people, as one line each, and for programs in several formats; and how traces look.
//!
//! Nothing here prints. The texts that findings are about may be anything, binary files included: what a
//! terminal would act on is shown as a placeholder of the same length.

mod concise;
#[cfg(feature = "render")]
mod excerpt;
mod file;
mod found;
mod github;
mod harmless;
#[cfg(feature = "render")]
mod human;
mod json_lines;
#[cfg(feature = "render")]
mod junit;
#[cfg(feature = "render")]
mod report;
#[cfg(feature = "render")]
mod sarif;
mod summary;
mod trace;

pub use concise::concise;
pub use found::Found;
pub use github::github;
#[cfg(feature = "render")]
pub use human::{MOST_SHOWN, human};
pub use json_lines::json_lines;
#[cfg(feature = "render")]
pub use junit::junit;
#[cfg(feature = "render")]
pub use sarif::sarif;
pub use summary::summary;
pub use trace::{traces, traces_json};
