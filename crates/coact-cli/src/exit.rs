//! How the process ends.

use std::process::ExitCode;

/// What the exit code says; scripts rely on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Exit {
    /// Nothing to say.
    Clean = 0,
    /// The model has findings, or `--check` found a difference.
    Findings = 1,
    /// The tool could not do its work.
    Failed = 2,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}
