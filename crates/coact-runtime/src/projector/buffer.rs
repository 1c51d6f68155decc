//! The rows of one page: what was read, and what changed.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::de::DeserializeOwned;

use crate::store::RowChange;
use crate::{Position, ReadModel, RowError, Rows};

type View = &'static str;
/// Rows by key; none where there is no row.
type Known = BTreeMap<String, Option<String>>;

/// Rows that a projection asked for and the buffer does not have yet.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Need {
    /// One row.
    Row { view: View, key: String },
    /// All rows of a view.
    All { view: View },
}

#[derive(Debug)]
pub(super) struct Buffer {
    prefix: String,
    /// What the rows are after the events so far.
    known: BTreeMap<View, Known>,
    /// The views of which every row is known.
    complete: BTreeSet<View>,
    changed: BTreeSet<(View, String)>,
    skipped: BTreeMap<View, u64>,
    /// The changes of the event at hand; dropped when it has to be projected again.
    event: BTreeMap<View, Known>,
    event_skipped: Vec<View>,
    need: Option<Need>,
    /// The views of which every change of a row is noted.
    watched: Vec<View>,
    /// What changed the rows of these views last; none where the row is gone.
    since: BTreeMap<(View, String), Option<Position>>,
}

impl Buffer {
    /// A buffer that notes what changes the rows of the `watched` views.
    pub(super) const fn new(prefix: String, watched: Vec<View>) -> Self {
        Self {
            prefix,
            watched,
            since: BTreeMap::new(),
            known: BTreeMap::new(),
            complete: BTreeSet::new(),
            changed: BTreeSet::new(),
            skipped: BTreeMap::new(),
            event: BTreeMap::new(),
            event_skipped: Vec::new(),
            need: None,
        }
    }

    /// The view's name in the store.
    pub(super) fn stored_name(&self, view: View) -> String {
        format!("{}{view}", self.prefix)
    }

    /// What is missing; forgets what the event has changed so far.
    pub(super) fn take_need(&mut self) -> Option<Need> {
        let need = self.need.take();
        if need.is_some() {
            self.event.clear();
            self.event_skipped.clear();
        }
        need
    }

    pub(super) fn fetched_row(&mut self, view: View, key: String, data: Option<String>) {
        self.known
            .entry(view)
            .or_default()
            .entry(key)
            .or_insert(data);
    }

    pub(super) fn fetched_all(&mut self, view: View, rows: Vec<(String, String)>) {
        let known = self.known.entry(view).or_default();
        for (key, data) in rows {
            // What is known already is newer.
            known.entry(key).or_insert(Some(data));
        }
        self.complete.insert(view);
    }

    /// The event at this place is projected: its changes count.
    pub(super) fn keep(&mut self, at: &Position) {
        for (view, rows) in std::mem::take(&mut self.event) {
            let watched = self.watched.contains(&view);
            let known = self.known.entry(view).or_default();
            for (key, data) in rows {
                self.changed.insert((view, key.clone()));
                if watched && known.get(&key).unwrap_or(&None) != &data {
                    let since = data.is_some().then(|| at.clone());
                    self.since.insert((view, key.clone()), since);
                }
                known.insert(key, data);
            }
        }
        for view in self.event_skipped.drain(..) {
            *self.skipped.entry(view).or_default() += 1;
        }
    }

    pub(super) fn take_skipped(&mut self) -> BTreeMap<View, u64> {
        std::mem::take(&mut self.skipped)
    }

    /// What changed the rows of the watched views last.
    pub(super) fn take_since(&mut self) -> BTreeMap<(View, String), Option<Position>> {
        std::mem::take(&mut self.since)
    }

    pub(super) fn into_changes(mut self) -> Vec<RowChange> {
        let changed = std::mem::take(&mut self.changed);
        let mut changes = Vec::with_capacity(changed.len());
        for (view, key) in changed {
            let data = self.known.get_mut(view).and_then(|rows| rows.remove(&key));
            changes.push(RowChange {
                view: self.stored_name(view),
                key,
                data: data.flatten(),
            });
        }
        changes
    }

    fn lookup(&self, view: View, key: &str) -> Option<&Option<String>> {
        let in_event = self.event.get(view).and_then(|rows| rows.get(key));
        in_event.or_else(|| self.known.get(view).and_then(|rows| rows.get(key)))
    }

    /// Whether a row has to be read before it is written, so that a change is told from none.
    fn is_unknown(&self, view: View, key: &str) -> bool {
        self.watched.contains(&view)
            && !self.complete.contains(view)
            && self.lookup(view, key).is_none()
    }

    fn missing(&mut self, need: Need) -> RowError {
        let (Need::Row { view, .. } | Need::All { view }) = need;
        self.need = Some(need);
        RowError {
            view,
            source: Box::new(NotFetched),
        }
    }
}

impl Rows for Buffer {
    fn get<V: ReadModel>(&mut self, key: &str) -> Result<Option<V>, RowError> {
        match self.lookup(V::NAME, key) {
            Some(Some(data)) => parse(data).map(Some),
            Some(None) => Ok(None),
            None if self.complete.contains(V::NAME) => Ok(None),
            None => Err(self.missing(Need::Row {
                view: V::NAME,
                key: key.to_owned(),
            })),
        }
    }

    fn put<V: ReadModel>(&mut self, key: String, row: &V) -> Result<(), RowError> {
        if self.is_unknown(V::NAME, &key) {
            let view = V::NAME;
            return Err(self.missing(Need::Row { view, key }));
        }
        let data = serde_json::to_string(row).map_err(|source| row_error::<V>(source))?;
        self.event
            .entry(V::NAME)
            .or_default()
            .insert(key, Some(data));
        Ok(())
    }

    fn remove<V: ReadModel>(&mut self, key: &str) {
        if self.is_unknown(V::NAME, key) {
            let (view, key) = (V::NAME, key.to_owned());
            self.need = Some(Need::Row { view, key });
            return;
        }
        self.event
            .entry(V::NAME)
            .or_default()
            .insert(key.to_owned(), None);
    }

    fn all<V: ReadModel>(&mut self) -> Result<Vec<(String, V)>, RowError> {
        if !self.complete.contains(V::NAME) {
            return Err(self.missing(Need::All { view: V::NAME }));
        }
        let mut merged: BTreeMap<&String, &Option<String>> = BTreeMap::new();
        merged.extend(self.known.get(V::NAME).into_iter().flatten());
        merged.extend(self.event.get(V::NAME).into_iter().flatten());
        let mut rows = Vec::with_capacity(merged.len());
        for (key, data) in merged {
            if let Some(data) = data {
                rows.push((key.clone(), parse(data)?));
            }
        }
        Ok(rows)
    }

    fn skipped(&mut self, view: View) {
        self.event_skipped.push(view);
    }
}

/// A row as the store has it.
pub(crate) fn parse<V: ReadModel>(data: &str) -> Result<V, RowError> {
    serde_json::from_str(data).map_err(|source| row_error::<V>(source))
}

/// The key fields of a row of this view.
pub(crate) fn parse_key<K: DeserializeOwned, V: ReadModel>(key: &str) -> Result<K, RowError> {
    serde_json::from_str(key).map_err(|source| row_error::<V>(source))
}

fn row_error<V: ReadModel>(source: serde_json::Error) -> RowError {
    RowError {
        view: V::NAME,
        source: Box::new(source),
    }
}

/// The row is to be fetched; never seen outside the projector.
#[derive(Debug)]
struct NotFetched;

impl fmt::Display for NotFetched {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the row is not fetched yet")
    }
}

impl std::error::Error for NotFetched {}
