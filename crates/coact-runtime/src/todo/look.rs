//! Looks at one entry, and does what is to be done about it.

use uuid::Uuid;

use super::error::TodoError;
use super::work::Work;
use super::{EntryKey, Errand, ListSource, Outside, Sought, Todo, TodoEntry};
use crate::executor::Intent;
use crate::expr::{Absent, Eval};
use crate::record::kept;
use crate::store::Store;
use crate::{
    ActorId, Answer, CaseId, Cause, CommandError, Loaded, Model, ParkedBecause, Position,
    Principal, RowError, Via, ids, names,
};

/// What became of an entry.
pub(super) enum Looked {
    /// There is nothing to do about it, or nothing any more; `quietly` where no event tells of it, and it might be told
    /// otherwise another time.
    Done { quietly: bool },
    /// Its time has not come.
    Waits(jiff::Timestamp),
    /// The views went on meanwhile: what was read may not belong together.
    Overtaken,
    /// It could not be done.
    Stuck(Failure),
}

/// What could not be done, and why.
pub(super) struct Failure {
    pub(super) id: Uuid,
    pub(super) rule: String,
    pub(super) command: String,
    pub(super) because: ParkedBecause,
    pub(super) case: Option<(CaseId, u64)>,
    pub(super) answer: Option<String>,
}

/// What an entry is of, held for as long as it is looked at.
pub(super) enum Item<M: Model> {
    Row(String),
    Event(Box<(Loaded<M>, crate::Envelope<M>)>),
}

impl<M: Model> Item<M> {
    pub(super) fn entry(&self) -> TodoEntry<'_, M> {
        match self {
            Self::Row(data) => TodoEntry::Row(data),
            Self::Event(event) => TodoEntry::Event {
                case: &event.0.case,
                envelope: &event.1,
            },
        }
    }
}

impl<M: Model, S: Store, H: Answer<M>> Work<'_, M, S, H> {
    /// What an entry is of; none where it is gone.
    pub(super) async fn item(
        &self,
        list: usize,
        key: &EntryKey,
        since: &Position,
    ) -> Result<Option<Item<M>>, TodoError> {
        let source = M::LISTS.get(list).map(|list| list.source);
        match source {
            None => Ok(None),
            Some(ListSource::View(view)) => {
                let view = format!("{}{view}", names::views::<M>());
                let row = self.executor.store.row(&view, &key.key).await?;
                Ok(row.map(Item::Row))
            }
            Some(ListSource::Event(_)) => {
                let event = self.executor.load_at(since).await;
                let event = event.map_err(|error| TodoError::of(key, error))?;
                Ok(event.map(|event| Item::Event(Box::new(event))))
            }
        }
    }

    /// Does what is to be done about an entry of a list.
    pub(super) async fn look(
        &mut self,
        list: usize,
        key: &EntryKey,
        since: &Position,
        answer: Option<String>,
    ) -> Result<Looked, TodoError> {
        let id = ids::errand::<M>(&key.list, &key.key, since);
        let store = &self.executor.store;
        if store.receipt(id).await?.is_some()
            || store
                .row(&names::finished::<M>(), &key.text())
                .await?
                .is_some()
        {
            return Ok(Looked::Done { quietly: false });
        }
        let Some(item) = self.item(list, key, since).await? else {
            return Ok(Looked::Done { quietly: false });
        };
        let mut failure = Failure {
            answer,
            ..Failure::new(id, &key.list)
        };
        let todo = self.seek(|outside| {
            let todo = M::todo(list, &item.entry(), outside)?;
            Ok(Ok((todo, outside.is_used())))
        });
        let (todo, quietly) = match todo.await? {
            Ok(told) => told,
            Err(absent) => (Err(absent), false),
        };
        let Todo { errand, not_before } = match todo {
            Ok(Some(todo)) => todo,
            Ok(None) => return Ok(Looked::Done { quietly }),
            Err(absent) => return Ok(failure.because(absent.into())),
        };
        if let Some(time) = not_before.filter(|time| *time > self.executor.now()) {
            return Ok(Looked::Waits(time));
        }
        if store.checkpoint(&names::projector::<M>()).await? != self.at {
            return Ok(Looked::Overtaken);
        }
        if self.is_endless {
            let acts = self.rounds;
            return Ok(failure.because(ParkedBecause::Endless { acts }));
        }
        let command = match errand {
            Errand::Command(command) => command,
            Errand::Call(call) => {
                let known = failure.answer.take();
                let outcome = match known
                    .as_deref()
                    .map(|answer| kept(|| serde_json::from_str(answer)))
                {
                    Some(Ok(outcome)) => outcome,
                    // Answered to an older program, or never.
                    _ => match self.executor.host.call(id, call).await {
                        Ok(outcome) => outcome,
                        Err(error) => return Ok(failure.because(error.into())),
                    },
                };
                failure.answer = kept(|| serde_json::to_string(&outcome)).ok();
                let command =
                    self.seek(|outside| M::answered(list, &item.entry(), &outcome, outside));
                match command.await? {
                    Ok(command) => command,
                    Err(absent) => return Ok(failure.because(absent.into())),
                }
            }
        };
        self.give(failure, since.version, &key.key, command)
            .await
            .map_err(|error| TodoError::of(key, error))
    }

    /// Gives a command in the name of whoever may.
    pub(super) async fn give(
        &mut self,
        mut failure: Failure,
        occasion: u64,
        response: &str,
        command: M::Command,
    ) -> Result<Looked, CommandError> {
        M::command_name(&command).clone_into(&mut failure.command);
        let executor = self.executor;
        let (role, party) = match executor
            .place(ids::created_by::<M>(failure.id), &command)
            .await
        {
            Ok(case) => {
                let loaded = executor.load(&case).await?;
                failure.case = Some((case, loaded.version.0));
                match M::giver(&loaded.case, &command) {
                    Some((role, party)) => (role, party),
                    None => return Ok(failure.because(ParkedBecause::Unfilled)),
                }
            }
            Err(CommandError::Rejected(rejection)) => {
                return Ok(failure.because(rejection.into()));
            }
            Err(error) => return Err(error),
        };
        let filler = || self.fillers.get(&role).cloned();
        // What the model names nobody for, it does itself.
        let itself = || (M::ANYONE == Some(role)).then(|| ActorId::from(M::NAME));
        let Some(who) = party.or_else(filler).or_else(itself) else {
            return Ok(failure.because(ParkedBecause::Unfilled));
        };
        let by = Principal::new(who, [role]);
        let via = Via::Automation(Box::new(Cause {
            rule: failure.rule.clone(),
            response: response.to_owned(),
            occasion,
            element: None,
        }));
        let intent = Intent::new(&by, via, failure.id, executor.now());
        match executor.perform(&intent, command).await {
            Ok(outcome) => {
                let is_recorded = !outcome.events.is_empty();
                self.done.performed += u64::from(is_recorded && !outcome.duplicate);
                Ok(Looked::Done {
                    quietly: !is_recorded,
                })
            }
            Err(CommandError::CommandIdReused { .. }) => Ok(Looked::Done { quietly: false }),
            Err(CommandError::Rejected(rejection)) => Ok(failure.because(rejection.into())),
            Err(CommandError::Lookup(error)) => {
                let lookup = error.lookup.to_owned();
                Ok(failure.because(ParkedBecause::Unanswered { lookup }))
            }
            Err(error) if error.is_of_the_store() => Err(error),
            Err(error) => {
                let reason = error.to_string();
                Ok(failure.because(ParkedBecause::Failed { reason }))
            }
        }
    }

    /// What the model says of an entry: what it reads by key is sought, and the question put again.
    pub(super) async fn seek<T>(
        &self,
        ask: impl Fn(&Outside) -> Result<Eval<T>, RowError>,
    ) -> Result<Eval<T>, TodoError> {
        let mut outside = Outside::default();
        loop {
            let said = ask(&outside)?;
            let Some(sought) = outside.take_wanted() else {
                return Ok(said);
            };
            let found = self.find(&sought).await?;
            outside.tell(sought, found);
        }
    }

    /// What is found by key; none where there is nothing.
    async fn find(&self, sought: &Sought) -> Result<Option<String>, TodoError> {
        let store = &self.executor.store;
        Ok(match sought {
            Sought::Entity(claim) => store.owner(claim).await?.map(|case| case.0),
            Sought::Holder { law, key } => {
                let holders = store.holders(law, key).await?;
                holders.into_iter().next().map(|(holder, _)| holder)
            }
            Sought::Row { view, key } => {
                let view = format!("{}{view}", names::views::<M>());
                store.row(&view, key).await?
            }
        })
    }
}

impl Failure {
    pub(super) fn new(id: Uuid, rule: &str) -> Self {
        Self {
            id,
            rule: rule.to_owned(),
            command: String::new(),
            because: ParkedBecause::Unknown,
            case: None,
            answer: None,
        }
    }

    pub(super) fn because(self, because: ParkedBecause) -> Looked {
        Looked::Stuck(Self { because, ..self })
    }
}

impl From<Absent> for ParkedBecause {
    fn from(absent: Absent) -> Self {
        match absent {
            Absent::Unknown => Self::Unknown,
            Absent::Overflow => Self::Rejected {
                kind: crate::RejectionKind::Overflow.word().to_owned(),
                name: String::new(),
                sentence: String::new(),
            },
        }
    }
}

impl From<super::CallError> for ParkedBecause {
    fn from(error: super::CallError) -> Self {
        Self::Uncalled {
            call: error.call.to_owned(),
            reason: error.source.to_string(),
        }
    }
}
