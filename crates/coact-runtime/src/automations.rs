//! Works off what links and rules of the model perform by themselves.
//!
//! Automated work is a to-do list, not a reaction: what is due is derived from the fold of a case, again
//! after every event and after every crash. This consumer of the log only learns from it which cases to
//! look at. Each due act has a deterministic command id, so it is recorded once, however often it is
//! tried; its checkpoint moves when its cases are at rest, so none is forgotten.

mod record;
mod round;
mod tell;

use std::collections::{BTreeMap, BTreeSet, HashMap};

pub use record::{Parked, ParkedBecause};
pub(crate) use record::{Work, timer_case, timer_key, timer_time};

use crate::store::{
    Advance, CommitError, Cursor, Keys, RowChange, RowCommit, Store, StoreError, Version,
};
use crate::{ActorId, Answer, CaseId, CommandError, Executor, Model, names};

/// Events whose cases are worked off between two checkpoints.
const PAGE: usize = 64;

/// Why automated work stopped. Nothing is lost: it goes on from its checkpoint.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AutomationError {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A record of parked work cannot be read or written.
    #[error("the record of parked work of the case {} cannot be read or written", .case.0)]
    Record {
        /// The case.
        case: CaseId,
        /// Why.
        #[source]
        source: serde_json::Error,
    },
    /// Whether an automated act was recorded is not known ([`CommandError::OutcomeUnknown`]), or another runner
    /// moved on meanwhile ([`CommandError::Fenced`]).
    #[error("an automated act of the case {} got no answer from the store", .case.0)]
    Act {
        /// The case.
        case: CaseId,
        /// Why.
        #[source]
        source: Box<CommandError>,
    },
}

/// What automations did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Automated {
    /// Acts performed, commands given.
    pub performed: u64,
    /// Those parked: refused, unanswered, or with nobody to act.
    pub parked: u64,
}

impl Automated {
    /// Counts what was done beside.
    pub(crate) const fn add(&mut self, other: &Self) {
        self.performed += other.performed;
        self.parked += other.parked;
    }
}

/// The cases to look at, each because of its last event that was read; none: whatever happened.
type Looks = BTreeMap<CaseId, Option<Version>>;

/// Works off the automated work of one model.
#[derive(Debug)]
pub struct Automations<'a, M: Model, S, H> {
    executor: &'a Executor<M, S, H>,
    fillers: &'a HashMap<M::Role, ActorId>,
    done: Automated,
}

impl<'a, M: Model, S: Store, H: Answer<M>> Automations<'a, M, S, H> {
    /// Automations that act through the executor. `fillers` name who acts in a role where nobody is bound
    /// yet.
    pub fn new(executor: &'a Executor<M, S, H>, fillers: &'a HashMap<M::Role, ActorId>) -> Self {
        Self {
            executor,
            fillers,
            done: Automated::default(),
        }
    }

    /// Works until no case has anything due: first what waited for the clock, then what the log tells of.
    ///
    /// # Errors
    /// The store fails, or does not say whether an act was recorded; a record of parked work cannot be read. A
    /// single act that cannot be performed, or a case that cannot be read, is parked instead.
    pub async fn run(&mut self) -> Result<Automated, AutomationError> {
        let store = &self.executor.store;
        let consumer = names::automations::<M>();
        loop {
            let from = store.checkpoint(&consumer).await?;
            let timed = self.timed().await?;
            let page = store.read_all(&from, PAGE).await?;
            if timed.is_empty() && page.events.is_empty() {
                return Ok(std::mem::take(&mut self.done));
            }
            let mut cases: Looks = page
                .events
                .into_iter()
                .map(|(case, event)| (case, Some(event.version)))
                .collect();
            cases.extend(timed.into_iter().map(|case| (case, None)));
            self.work_off(&consumer, from, page.next, cases).await?;
        }
    }

    /// Takes the parked work of a case up again, as after the reason is gone.
    ///
    /// # Errors
    /// As [`Self::run`].
    pub async fn retry(&mut self, case: &CaseId) -> Result<Automated, AutomationError> {
        let store = &self.executor.store;
        let consumer = names::automations::<M>();
        let mut work = self.recorded(case).await?;
        if !work.parked.is_empty() {
            work.parked.clear();
            let commit = RowCommit {
                changes: vec![self.work_change(case, &work)?],
                ..RowCommit::default()
            };
            self.commit(commit).await?;
        }
        let from = store.checkpoint(&consumer).await?;
        let cases = Looks::from([(case.clone(), None)]);
        self.work_off(&consumer, from.clone(), from, cases).await?;
        self.run().await
    }

    /// Brings the cases to rest, then moves the checkpoint together with what is to be remembered of them.
    async fn work_off(
        &mut self,
        consumer: &str,
        from: Cursor,
        to: Cursor,
        cases: Looks,
    ) -> Result<(), AutomationError> {
        let mut changes = Vec::new();
        for (case, because) in cases {
            let recorded = self.recorded(&case).await?;
            if because.is_some_and(|event| event.0 <= recorded.version) {
                // It came to rest after that event.
                continue;
            }
            let rest = match self.rest(&case, &recorded).await {
                // Written by a newer program, and be it while this one was at work here.
                Err(AutomationError::Act { case, source }) => match *source {
                    CommandError::Decode(error) => Work::unreadable(&error),
                    source => {
                        let source = Box::new(source);
                        return Err(AutomationError::Act { case, source });
                    }
                },
                rest => rest?,
            };
            if rest == recorded || (rest.is_empty() && recorded.is_empty()) {
                continue;
            }
            let parked = rest.parked.iter();
            self.done.parked += parked.filter(|act| !recorded.is_parked(act.id)).count() as u64;
            changes.push(self.work_change(&case, &rest)?);
            changes.extend(timer_change::<M>(&case, &recorded, None));
            changes.extend(timer_change::<M>(&case, &rest, Some(String::new())));
        }
        let advance = Some(Advance {
            consumer: consumer.to_owned(),
            from,
            to,
        });
        self.commit(RowCommit {
            advance,
            clear: None,
            changes,
        })
        .await
    }

    /// The cases whose time has come.
    async fn timed(&self) -> Result<BTreeSet<CaseId>, AutomationError> {
        let end = timer_key(self.executor.now(), None);
        let store = &self.executor.store;
        let rows = store
            .rows(&names::timers::<M>(), Keys::Before(&end))
            .await?;
        Ok(rows.iter().filter_map(|(key, _)| timer_case(key)).collect())
    }

    async fn recorded(&self, case: &CaseId) -> Result<Work, AutomationError> {
        let store = &self.executor.store;
        match store.row(&names::work::<M>(), &case.0).await? {
            Some(data) => Work::read(case, &data),
            None => Ok(Work::default()),
        }
    }

    fn work_change(&self, case: &CaseId, work: &Work) -> Result<RowChange, AutomationError> {
        Ok(RowChange {
            view: names::work::<M>(),
            key: case.0.clone(),
            data: work.write(case)?,
        })
    }

    async fn commit(&self, commit: RowCommit) -> Result<(), AutomationError> {
        match self.executor.store.commit_rows(commit).await {
            // Another runner was here, or may have been us: the checkpoint tells, and what it covers rests.
            Ok(()) | Err(CommitError::Fenced | CommitError::OutcomeUnknown(_)) => Ok(()),
            Err(CommitError::Store(error)) => Err(error.into()),
        }
    }
}

/// The timer of the work, to be set or dropped.
fn timer_change<M: Model>(case: &CaseId, work: &Work, data: Option<String>) -> Option<RowChange> {
    work.wake.map(|wake| RowChange {
        view: names::timers::<M>(),
        key: timer_key(wake, Some(&case.0)),
        data,
    })
}
