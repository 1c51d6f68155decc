//! Read models: the rows of views, and how events change them.

mod change;
mod handler;
mod query;
mod table;

pub(crate) use change::Change;
pub(crate) use handler::{in_order, project};
pub(crate) use query::select;
pub(crate) use table::Table;
