//! What a consumer of the log writes.

use super::Cursor;

/// Moves a consumer's checkpoint, if it still is where the consumer holds it to be: a runner that was
/// overtaken by another cannot write over its work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advance {
    /// The consumer.
    pub consumer: String,
    /// Where it holds the checkpoint to be.
    pub from: Cursor,
    /// Where the checkpoint goes.
    pub to: Cursor,
}

/// Rows to write, and the checkpoint that goes with them, in one transaction.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowCommit {
    /// The checkpoint.
    pub advance: Option<Advance>,
    /// Drops every row of the views whose name begins with this, before the changes.
    pub clear: Option<String>,
    /// The changes, in order.
    pub changes: Vec<RowChange>,
}

/// A change of one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowChange {
    /// The view.
    pub view: String,
    /// The row's key.
    pub key: String,
    /// The row as JSON; none drops it.
    pub data: Option<String>,
}

/// Which rows to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keys<'a> {
    /// All.
    All,
    /// The one whose key sorts first.
    First,
    /// Those whose key sorts before this.
    Before(&'a str),
}
