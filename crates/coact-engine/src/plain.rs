//! Plain commands and events: those of aggregates, and those that belong to none.

pub(crate) mod decide;
pub(crate) mod state;

use coact_model::model::Command;

use crate::cx::Cx;

/// Whether the command begins an aggregate whose key is drawn.
pub(crate) fn draws_key(cx: &Cx<'_>, command: &Command) -> bool {
    command.new
        && command
            .aggregate
            .is_some_and(|id| cx.model.aggregates[id].key_generated)
}
