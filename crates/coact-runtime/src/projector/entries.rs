//! The entries of the lists that automations work off.

use crate::store::RowChange;
use crate::todo::{EntryKey, ListSource};
use crate::{Envelope, Model, Position, RowError, names};

/// The views whose rows are entries of a list.
pub(super) fn watched<M: Model>() -> Vec<&'static str> {
    let views = M::LISTS.iter().filter_map(|list| match list.source {
        ListSource::View(view) => Some(view),
        ListSource::Event(_) => None,
    });
    views.collect()
}

/// What a change of a row makes of the lists over its view: the event that changed it, none where it is gone.
pub(super) fn of_row<M: Model>(
    view: &'static str,
    key: &str,
    since: Option<&Position>,
) -> Result<Vec<RowChange>, RowError> {
    let mut changes = Vec::new();
    for list in M::LISTS {
        if list.source == ListSource::View(view) {
            changes.extend(entry::<M>(&EntryKey::new(list.name, key), since)?);
        }
    }
    Ok(changes)
}

/// The entries that an event makes.
pub(super) fn of_event<M: Model>(
    envelope: &Envelope<M>,
    at: &Position,
) -> Result<Vec<RowChange>, RowError> {
    let mut changes = Vec::new();
    for list in M::LISTS {
        if list.source == ListSource::Event(M::event_name(&envelope.event)) {
            let key = EntryKey::of_event(list.name, at);
            changes.extend(entry::<M>(&key, Some(at))?);
        }
    }
    Ok(changes)
}

fn entry<M: Model>(key: &EntryKey, since: Option<&Position>) -> Result<[RowChange; 2], RowError> {
    let since = since.map(serde_json::to_string).transpose();
    let data = since.map_err(|source| RowError {
        view: ".todo",
        source: Box::new(source),
    })?;
    let fresh = data.is_some().then(String::new);
    Ok([
        RowChange {
            view: names::entries::<M>(),
            key: key.text(),
            data,
        },
        RowChange {
            view: names::fresh::<M>(),
            key: key.text(),
            data: fresh,
        },
    ])
}
