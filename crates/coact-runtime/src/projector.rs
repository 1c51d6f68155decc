//! Folds the log into the read models.
//!
//! The projector folds each case beside its events, so that a view sees the case as of the event. Rows
//! and checkpoint are written in one transaction: after a crash the views are as if it had not happened.

mod agenda;
mod buffer;
mod entries;
mod folds;

use std::collections::{BTreeMap, BTreeSet};

pub(crate) use agenda::OpenCase;
use agenda::index;
use buffer::{Buffer, Need};
pub(crate) use buffer::{parse, parse_key};
use folds::Folds;

use crate::store::{Advance, CommitError, Cursor, Keys, Page, RowCommit, Store, StoreError};
use crate::{Envelope, Model, Position, RowError, codec, names};

/// Events that are projected in one transaction.
const PAGE: usize = 256;

/// Why the views could not be brought up to date. They stay as they were.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ProjectError {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A row cannot be read or written, as after a change of the view: rebuild the views.
    #[error(transparent)]
    Row(#[from] RowError),
}

/// What a projector did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Projected {
    /// Events folded into the views.
    pub events: u64,
    /// Events that this program cannot read, or of cases it does not know; the views go on without them.
    pub unknown: u64,
    /// Per view, how often a handler could not touch a row: it did not exist, or a value was not known.
    pub skipped: BTreeMap<&'static str, u64>,
}

impl Projected {
    /// Counts what was done beside.
    pub(crate) fn add(&mut self, other: Self) {
        self.events += other.events;
        self.unknown += other.unknown;
        for (view, count) in other.skipped {
            *self.skipped.entry(view).or_default() += count;
        }
    }
}

/// Projects one model's log.
#[derive(Debug)]
pub struct Projector<'a, M: Model, S> {
    store: &'a S,
    folds: Folds<M>,
    done: Projected,
}

impl<'a, M: Model, S: Store> Projector<'a, M, S> {
    /// A projector on the store.
    pub fn new(store: &'a S) -> Self {
        Self {
            store,
            folds: Folds::default(),
            done: Projected::default(),
        }
    }

    /// Projects until the end of the log.
    ///
    /// # Errors
    /// The store fails, or a row cannot be read or written.
    pub async fn run(&mut self) -> Result<Projected, ProjectError> {
        let consumer = names::projector::<M>();
        let mut at = self.store.checkpoint(&consumer).await?;
        loop {
            let page = self.store.read_all(&at, PAGE).await?;
            if page.events.is_empty() {
                return Ok(std::mem::take(&mut self.done));
            }
            let before = self.done.clone();
            at = match self.page(&consumer, &at, &page).await {
                Ok(()) => page.next,
                // Another runner was here, or may have been us: go on from where the views are.
                Err(Stop::Elsewhere) => {
                    self.done = before;
                    self.store.checkpoint(&consumer).await?
                }
                Err(Stop::Error(error)) => return Err(error),
            };
        }
    }

    /// Drops all views and projects the whole log anew. Until it is through, readers see the views grow.
    ///
    /// # Errors
    /// As [`Self::run`].
    pub async fn rebuild(&mut self) -> Result<Projected, ProjectError> {
        let consumer = names::projector::<M>();
        loop {
            let from = self.store.checkpoint(&consumer).await?;
            let commit = RowCommit {
                advance: Some(Advance {
                    consumer: consumer.clone(),
                    from,
                    to: Cursor::START,
                }),
                clear: Some(names::views::<M>()),
                changes: Vec::new(),
            };
            match self.store.commit_rows(commit).await {
                Ok(()) => return self.run().await,
                Err(CommitError::Fenced | CommitError::OutcomeUnknown(_)) => {}
                Err(CommitError::Store(error)) => return Err(error.into()),
            }
        }
    }

    async fn page(&mut self, consumer: &str, at: &Cursor, page: &Page) -> Result<(), Stop> {
        let mut buffer = Buffer::new(names::views::<M>(), entries::watched::<M>());
        let mut entries = Vec::new();
        let mut touched = BTreeSet::new();
        for (id, recorded) in &page.events {
            let Ok(envelope) = codec::decode::<M>(id, recorded) else {
                self.folds.skip(id, recorded.version);
                self.done.unknown += 1;
                continue;
            };
            let version = recorded.version;
            match self.folds.at(self.store, id, version, &envelope).await? {
                Some(case) => {
                    let at = Position {
                        case: id.clone(),
                        version: version.0,
                    };
                    project(self.store, &mut buffer, case, &envelope, &at).await?;
                    entries.extend(entries::of_event::<M>(&envelope, &at)?);
                    touched.insert(id);
                    self.done.events += 1;
                }
                None => self.done.unknown += 1,
            }
        }
        let mut changes = Vec::new();
        for id in touched {
            if let Some(case) = self.folds.get(id) {
                changes.push(index::<M>(id, case)?);
            }
        }
        self.folds.trim();
        for (view, count) in buffer.take_skipped() {
            *self.done.skipped.entry(view).or_default() += count;
        }
        for ((view, key), since) in buffer.take_since() {
            entries.extend(entries::of_row::<M>(view, &key, since.as_ref())?);
        }
        changes.append(&mut entries);
        changes.extend(buffer.into_changes());
        let commit = RowCommit {
            advance: Some(Advance {
                consumer: consumer.to_owned(),
                from: at.clone(),
                to: page.next.clone(),
            }),
            clear: None,
            changes,
        };
        match self.store.commit_rows(commit).await {
            Ok(()) => Ok(()),
            Err(CommitError::Fenced | CommitError::OutcomeUnknown(_)) => Err(Stop::Elsewhere),
            Err(CommitError::Store(error)) => Err(Stop::Error(error.into())),
        }
    }
}

/// Projects one event. A projection reads rows synchronously, a store answers asynchronously: rows that
/// turn out to be missing are fetched, and the event is projected again from the start.
async fn project<M: Model, S: Store>(
    store: &S,
    buffer: &mut Buffer,
    case: &M::Case,
    envelope: &Envelope<M>,
    at: &Position,
) -> Result<(), ProjectError> {
    loop {
        let result = M::project(buffer, case, envelope);
        match buffer.take_need() {
            None => {
                result?;
                buffer.keep(at);
                return Ok(());
            }
            Some(Need::Row { view, key }) => {
                let data = store.row(&buffer.stored_name(view), &key).await?;
                buffer.fetched_row(view, key, data);
            }
            Some(Need::All { view }) => {
                let rows = store.rows(&buffer.stored_name(view), Keys::All).await?;
                buffer.fetched_all(view, rows);
            }
        }
    }
}

/// Why a page was not committed.
enum Stop {
    /// Another runner moved the checkpoint, or the outcome is unknown.
    Elsewhere,
    /// A failure.
    Error(ProjectError),
}

impl<E: Into<ProjectError>> From<E> for Stop {
    fn from(error: E) -> Self {
        Self::Error(error.into())
    }
}
