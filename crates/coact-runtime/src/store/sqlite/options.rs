//! How a file is used.

use std::time::Duration;

/// What a commit survives.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Durability {
    /// Loss of power: every commit reaches the disk before it is acknowledged (`synchronous=FULL`).
    #[default]
    Full,
    /// A crash of the program, but not loss of power: the last acknowledged commits may be gone then,
    /// never parts of one, and the file stays whole (`synchronous=NORMAL`).
    Normal,
}

/// How a store uses its file.
#[derive(Clone, Debug)]
pub struct SqliteOptions {
    pub(super) durability: Durability,
    pub(super) busy: Duration,
    pub(super) queue: usize,
    pub(super) batch: usize,
    pub(super) readers: usize,
}

impl Default for SqliteOptions {
    fn default() -> Self {
        Self {
            durability: Durability::Full,
            busy: Duration::from_secs(5),
            queue: 1024,
            batch: 64,
            readers: 8,
        }
    }
}

impl SqliteOptions {
    /// What a commit survives; [`Durability::Full`] unless told.
    #[must_use]
    pub const fn durability(mut self, durability: Durability) -> Self {
        self.durability = durability;
        self
    }

    /// How long to wait for other processes that write; 5 seconds unless told.
    #[must_use]
    pub const fn busy_timeout(mut self, timeout: Duration) -> Self {
        self.busy = timeout;
        self
    }

    /// How many commands may wait for the writer, at least one; further ones wait to be let in. 1024
    /// unless told.
    #[must_use]
    pub const fn queue(mut self, commands: usize) -> Self {
        self.queue = if commands == 0 { 1 } else { commands };
        self
    }

    /// How many commands share a transaction at most, at least one; 64 unless told.
    #[must_use]
    pub const fn batch(mut self, commands: usize) -> Self {
        self.batch = if commands == 0 { 1 } else { commands };
        self
    }

    /// How many idle read connections to keep; 8 unless told.
    #[must_use]
    pub const fn readers(mut self, connections: usize) -> Self {
        self.readers = connections;
        self
    }
}
