//! Works off the lists of a model's automations, and what other systems report.
//!
//! An entry that changed is looked at once, with the rows as they are. What is done about it has an id of its own, so that
//! it is done once, however often it is looked at. That it was looked at is recorded only while no event was projected
//! in between: what changed meanwhile is looked at again.

use std::collections::{BTreeSet, HashMap};

use super::EntryKey;
use super::error::TodoError;
use super::look::{Failure, Looked};
use super::records::{read, timer};
use super::stuck::{Stuck, again};
use crate::automations::timer_key;
use crate::store::{Cursor, Keys, RowChange, Store};
use crate::{ActorId, Answer, Automated, Executor, Model, Parked, Position, names};

/// Rounds in a row after which the automations are taken to be without end, and what is due parked.
const ROUNDS: u64 = 10_000;

/// Works off the lists of one model.
#[derive(Debug)]
pub(crate) struct Work<'a, M: Model, S, H> {
    pub(super) executor: &'a Executor<M, S, H>,
    pub(super) fillers: &'a HashMap<M::Role, ActorId>,
    pub(super) done: Automated,
    /// How far the views were when the work began.
    pub(super) at: Cursor,
    /// How often in a row the lists were worked off.
    pub(super) rounds: u64,
    pub(super) is_endless: bool,
}

impl<'a, M: Model, S: Store, H: Answer<M>> Work<'a, M, S, H> {
    /// Works on behalf of a round of this number.
    pub(crate) fn new(
        executor: &'a Executor<M, S, H>,
        fillers: &'a HashMap<M::Role, ActorId>,
        rounds: u64,
    ) -> Self {
        Self {
            executor,
            fillers,
            done: Automated::default(),
            at: Cursor::START,
            rounds,
            is_endless: rounds >= ROUNDS,
        }
    }

    /// Looks at every entry that has to be looked at now. What that brings about has to be projected first.
    ///
    /// # Errors
    /// See [`TodoError`].
    pub(crate) async fn run(mut self) -> Result<Automated, TodoError> {
        let views = names::projector::<M>();
        loop {
            self.at = self.executor.store.checkpoint(&views).await?;
            let entries = self.waiting().await?;
            if entries.is_empty() {
                return Ok(self.done);
            }
            for key in entries {
                let changes = self.visit(&key).await?;
                if !self.commit(changes).await? {
                    break;
                }
            }
        }
    }

    /// Takes up everything that is stuck, as after the reasons are gone.
    pub(crate) async fn retry(mut self) -> Result<Automated, TodoError> {
        let views = names::projector::<M>();
        let stuck = self
            .executor
            .store
            .rows(&names::stuck::<M>(), Keys::All)
            .await?;
        for key in stuck.iter().filter_map(|(key, _)| EntryKey::read(key)) {
            self.at = self.executor.store.checkpoint(&views).await?;
            let changes = self.visit(&key).await?;
            // Where something was projected meanwhile, it stays as it is; what was done has its receipt.
            self.commit(changes).await?;
        }
        Ok(self.done)
    }

    /// The entries to be looked at now.
    async fn waiting(&self) -> Result<BTreeSet<EntryKey>, TodoError> {
        let store = &self.executor.store;
        let mut entries = BTreeSet::new();
        let mut add = |text: &str| entries.extend(EntryKey::read(text));
        for view in [names::fresh::<M>(), names::arrived::<M>()] {
            let rows = store.rows(&view, Keys::All).await?;
            rows.iter().for_each(|(key, _)| add(key));
        }
        let end = timer_key(self.executor.now(), None);
        let timers = store.rows(&names::again::<M>(), Keys::Before(&end)).await?;
        for (key, _) in &timers {
            key.split_once(' ')
                .into_iter()
                .for_each(|(_, key)| add(key));
        }
        for (key, data) in store.rows(&names::stuck::<M>(), Keys::All).await? {
            let Some(entry) = EntryKey::read(&key) else {
                continue;
            };
            let stuck = read(&entry, &data)?;
            if let Some((case, version)) = stuck.waits_for()
                && !store.load(case, version).await?.is_empty()
            {
                entries.insert(entry);
            }
        }
        Ok(entries)
    }

    /// Looks at an entry; what is to be remembered of it.
    pub(super) async fn visit(&mut self, key: &EntryKey) -> Result<Vec<RowChange>, TodoError> {
        let store = &self.executor.store;
        let text = key.text();
        let drop = |view: String| RowChange {
            view,
            key: text.clone(),
            data: None,
        };
        let known = self.stuck(key).await?;
        let mut changes = vec![
            drop(names::fresh::<M>()),
            drop(names::arrived::<M>()),
            drop(names::stuck::<M>()),
        ];
        changes.extend(self.timers_of(key).await?);
        let since = match store.row(&names::entries::<M>(), &text).await? {
            Some(data) => {
                let since: Position =
                    serde_json::from_str(&data).map_err(|error| TodoError::record(key, error))?;
                Some(since)
            }
            None => None,
        };
        let known = known.filter(|known| known.since == since);
        let tries = known.as_ref().map_or(0, |known| known.tries);
        let answer = known.as_ref().and_then(|known| known.answer.clone());
        let arrived = store.row(&names::arrived::<M>(), &text).await?;
        let report = arrived.or_else(|| known.as_ref().and_then(|known| known.report.clone()));
        let list = M::LISTS.iter().position(|list| list.name == key.list);
        let looked = match (&report, list, &since) {
            (Some(report), ..) if key.is_report() => self.translate(key, report).await?,
            (_, Some(list), Some(since)) => self.look(list, key, since, answer).await?,
            // Gone, or of a list that the model has no more.
            _ => return Ok(changes),
        };
        match looked {
            Looked::Done { quietly } => {
                // A row stands until an event takes it out; an event is done with.
                if list.is_some_and(|list| is_of_events::<M>(list)) {
                    changes.push(drop(names::entries::<M>()));
                    if quietly {
                        changes.push(RowChange {
                            view: names::finished::<M>(),
                            key: text,
                            data: Some(String::new()),
                        });
                    }
                }
            }
            // Something was projected since: it is looked at again.
            Looked::Overtaken => return Ok(Vec::new()),
            Looked::Waits(time) => changes.push(timer::<M>(time, key)),
            Looked::Stuck(failure) => {
                let was_known = known.is_some_and(|known| known.parked.id == failure.id);
                self.done.parked += u64::from(!was_known);
                let stuck = self.remember(failure, since, report, tries, key);
                changes.extend(stuck.again.map(|time| timer::<M>(time, key)));
                let data = serde_json::to_string(&stuck);
                changes.push(RowChange {
                    view: names::stuck::<M>(),
                    key: text,
                    data: Some(data.map_err(|error| TodoError::record(key, error))?),
                });
            }
        }
        Ok(changes)
    }

    fn remember(
        &self,
        failure: Failure,
        since: Option<Position>,
        report: Option<String>,
        tries: u32,
        key: &EntryKey,
    ) -> Stuck {
        let tries = tries.saturating_add(1);
        let knows_case = failure.case.is_some();
        Stuck {
            since,
            again: again(&failure.because, knows_case, tries, self.executor.now()),
            parked: Parked {
                id: failure.id,
                rule: failure.rule,
                command: failure.command,
                element: Some(key.key.clone()),
                because: failure.because,
            },
            case: failure.case,
            answer: failure.answer,
            report: report.filter(|_| key.is_report()),
            tries,
        }
    }
}

fn is_of_events<M: Model>(list: usize) -> bool {
    let source = M::LISTS.get(list).map(|list| list.source);
    matches!(source, Some(super::ListSource::Event(_)))
}
