//! Kills processes at random moments and audits what is left.

mod child;
mod parent;

use std::path::{Path, PathBuf};
use std::time::Duration;

pub use child::{KillError, Step};
pub use parent::KillReport;

use super::Failure;
use crate::store::Store;
use crate::{Answer, App, Model};

/// Runs an application in processes of its own, kills them again and again, and audits the store.
///
/// The test binary starts itself anew as the child, with only the test of this name:
///
/// ```ignore
/// #[test]
/// fn killed_at_random_moments() {
///     let report = KillTest::new("killed_at_random_moments")
///         .kills(100)
///         .run(
///             |file| Ok(App::<Shop, _, _>::new(SqliteStore::open(file)?, Host)?),
///             async |step| {
///                 step.execute("place", &shopper(), place_order()).await?;
///                 step.settle().await?;
///                 Ok(())
///             },
///         )
///         .unwrap();
/// }
/// ```
///
/// A step may be cut off anywhere and is then run again from its start, under the same command ids. Each
/// acknowledged command is reported to the parent; in the end each must be on record exactly once, and
/// the store must pass [`super::audit`].
#[derive(Clone, Debug)]
pub struct KillTest {
    name: &'static str,
    kills: u32,
    processes: u32,
    longest: Duration,
    seed: u64,
    folder: Option<PathBuf>,
}

impl KillTest {
    /// A kill test that is run by the test function of this name (with its modules, as `cargo test` shows
    /// it).
    pub const fn new(name: &'static str) -> Self {
        Self {
            name,
            kills: 100,
            processes: 1,
            longest: Duration::from_millis(40),
            seed: 1,
            folder: None,
        }
    }

    /// How many kills; 100 unless told.
    #[must_use]
    pub const fn kills(mut self, kills: u32) -> Self {
        self.kills = kills;
        self
    }

    /// How many processes work on the store at the same time; one unless told.
    #[must_use]
    pub const fn processes(mut self, processes: u32) -> Self {
        self.processes = processes;
        self
    }

    /// How long a process lives at most before it is killed, counted from its first step.
    #[must_use]
    pub const fn longest_life(mut self, longest: Duration) -> Self {
        self.longest = longest;
        self
    }

    /// Where the moments come from.
    #[must_use]
    pub const fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// The folder for the store, which must be empty; one beside the machine's temporary files unless told.
    #[must_use]
    pub fn folder(mut self, folder: impl Into<PathBuf>) -> Self {
        self.folder = Some(folder.into());
        self
    }

    /// Runs the test. `open` opens the application on a file; `script` performs one step of the work.
    ///
    /// In the child process this works until it is killed, or until it is told to end, and does not return.
    ///
    /// # Errors
    /// A promise that was not kept, or a process that did not do its work.
    pub fn run<M, S, H>(
        &self,
        open: impl Fn(&Path) -> Result<App<M, S, H>, KillError>,
        script: impl AsyncFn(&Step<'_, M, S, H>) -> Result<(), KillError>,
    ) -> Result<KillReport, Failure>
    where
        M: Model,
        S: Store,
        H: Answer<M>,
    {
        match child::orders() {
            Some(orders) => child::work(&orders, open, script),
            None => parent::run(self, open),
        }
    }
}
