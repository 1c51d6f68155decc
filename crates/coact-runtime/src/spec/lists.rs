//! What automations work off their lists, and what other systems report and answer.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use uuid::Uuid;

use super::{Failed, Outcome, Spec, Specified};
use crate::expr::Eval;
use crate::todo::{Arrival, EntryKey, Errand, ListSource, Outside, Sought, Todo, TodoEntry};
use crate::{
    ActorId, CaseId, Cause, Decision, Envelope, Model, Position, Rejection, RowError, Via, ids,
};

/// Answers calls.
type Caller<M> = Box<dyn Fn(&<M as Model>::Call) -> Option<<M as Model>::CallOutcome>>;

/// The lists of a spec.
pub(super) struct Lists<M: Model> {
    /// What changed each row last.
    since: BTreeMap<(&'static str, String), Position>,
    /// The events that some list is made of, with their cases as of them.
    events: Vec<(Position, M::Case, Envelope<M>)>,
    /// The latest answer comes last.
    callers: Vec<Caller<M>>,
    happened: u64,
}

impl<M: Model> Default for Lists<M> {
    fn default() -> Self {
        Self {
            since: BTreeMap::new(),
            events: Vec::new(),
            callers: Vec::new(),
            happened: 0,
        }
    }
}

impl<M: Model> fmt::Debug for Lists<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lists")
            .field("since", &self.since)
            .field("events", &self.events)
            .finish_non_exhaustive()
    }
}

impl<M: Model> Lists<M> {
    pub(super) fn answer(&mut self, answer: impl Fn(&M::Call) -> Option<M::CallOutcome> + 'static) {
        self.callers.push(Box::new(answer));
    }

    /// Notes an event, with its case as of it and the rows that it changed.
    pub(super) fn happened(
        &mut self,
        id: &CaseId,
        case: &M::Case,
        event: &Envelope<M>,
        changed: BTreeSet<(&'static str, String)>,
    ) {
        self.happened += 1;
        let at = Position {
            case: id.clone(),
            version: self.happened,
        };
        for row in changed {
            self.since.insert(row, at.clone());
        }
        let source = ListSource::Event(M::event_name(&event.event));
        if M::LISTS.iter().any(|list| list.source == source) {
            self.events.push((at, case.clone(), event.clone()));
        }
    }
}

/// Something on a list, as it is now.
enum Item<M: Model> {
    Row(String),
    Event(Box<(M::Case, Envelope<M>)>),
}

impl<M: Model> Item<M> {
    fn entry(&self) -> TodoEntry<'_, M> {
        match self {
            Self::Row(data) => TodoEntry::Row(data),
            Self::Event(event) => TodoEntry::Event {
                case: &event.0,
                envelope: &event.1,
            },
        }
    }
}

impl<M: Specified> Spec<M> {
    /// Does the first thing on a list that can be done; whether there was one.
    pub(super) fn list_once(&mut self) -> Result<bool, Failed> {
        for (list, def) in M::LISTS.iter().enumerate() {
            for (key, since, item) in self.items(def.name, def.source) {
                let id = ids::errand::<M>(def.name, &key, &since);
                if self.done.contains(&id) {
                    continue;
                }
                let todo = self.seek(|outside| M::todo(list, &item.entry(), outside))?;
                let Ok(Some(Todo { errand, not_before })) = todo else {
                    continue;
                };
                if not_before.is_some_and(|time| time > self.now) {
                    continue;
                }
                let command = match errand {
                    Errand::Command(command) => Ok(command),
                    Errand::Call(call) => {
                        let mut callers = self.lists.callers.iter().rev();
                        let Some(outcome) = callers.find_map(|answer| answer(&call)) else {
                            continue;
                        };
                        self.seek(|outside| M::answered(list, &item.entry(), &outcome, outside))?
                    }
                };
                let via = Via::Automation(Box::new(Cause {
                    rule: def.name.to_owned(),
                    response: key,
                    occasion: since.version,
                    element: None,
                }));
                let before = self.events.len();
                let Ok(command) = command else {
                    continue;
                };
                if self.give(via, id, command)?.is_ok() {
                    self.done.insert(id);
                    if self.events.len() > before {
                        return Ok(true);
                    }
                }
            }
        }
        Ok(false)
    }

    /// An event arrives from outside, and its translations give their commands.
    ///
    /// # Errors
    /// The rejection before it was not expected.
    pub fn arrives(&mut self, report: impl Into<M::Incoming>) -> Outcome {
        self.begin()?;
        let report = report.into();
        let arrival = Arrival {
            at: self.now,
            id: self.next_id(),
        };
        for at in 0.. {
            let all = self.seek(|outside| Ok(Ok(M::translate(&report, arrival, outside))))?;
            let all = all.unwrap_or_default();
            let Some((translation, command)) = all.into_iter().nth(at) else {
                break;
            };
            let via = Via::Automation(Box::new(Cause {
                rule: translation.to_owned(),
                response: String::new(),
                occasion: 0,
                element: None,
            }));
            let id = self.next_id();
            let given = match command {
                Ok(command) => self.give(via, id, command)?,
                Err(absent) => Err(absent.rejection("")),
            };
            if let Err(rejection) = given {
                self.rejection = Some(rejection);
                break;
            }
        }
        Ok(())
    }

    /// Gives a command in the name of whoever may.
    fn give(
        &mut self,
        via: Via,
        command_id: Uuid,
        command: M::Command,
    ) -> Result<Decision<()>, Failed> {
        let new_id = ids::created_by::<M>(command_id);
        let Some(at) = self.place(&command, new_id) else {
            return Ok(Err(Rejection::identity()));
        };
        let case = self.case(&at)?;
        let Some((role, party)) = M::giver(&case, &command) else {
            return Ok(Err(Rejection::role()));
        };
        let who: ActorId = party.unwrap_or_else(|| self.filled(role));
        self.perform(who, role, via, command_id, command)
    }

    /// The entries of a list: key, what put them there, and what they are of.
    fn items(&self, list: &str, source: ListSource) -> Vec<(String, Position, Item<M>)> {
        match source {
            ListSource::View(view) => {
                let keys = self.rows.keys(view).into_iter();
                let items = keys.filter_map(|key| {
                    let row = self.rows.text(view, &key)?.to_owned();
                    let since = self.lists.since.get(&(view, key.clone()))?;
                    Some((key, since.clone(), Item::Row(row)))
                });
                items.collect()
            }
            ListSource::Event(name) => {
                let events = self.lists.events.iter();
                let own = events.filter(|(.., event)| M::event_name(&event.event) == name);
                let items = own.map(|(at, case, event)| {
                    let key = EntryKey::of_event(list, at).key;
                    let event = Box::new((case.clone(), event.clone()));
                    (key, at.clone(), Item::Event(event))
                });
                items.collect()
            }
        }
    }

    /// What the model says: what it reads by key is sought, and the question put again.
    fn seek<T>(
        &self,
        ask: impl Fn(&Outside) -> Result<Eval<T>, RowError>,
    ) -> Result<Eval<T>, Failed> {
        let mut outside = Outside::default();
        loop {
            let said = ask(&outside);
            let said =
                said.map_err(|error| self.failed("rows that can be read", error.to_string()))?;
            let Some(sought) = outside.take_wanted() else {
                return Ok(said);
            };
            let found = match &sought {
                Sought::Entity(claim) => self.claims.get(claim).map(|case| case.0.clone()),
                Sought::Holder { law, key } => {
                    let mut held = self.held.iter();
                    let held = held.find(|held| held.law.identity == *law && held.key == *key);
                    held.map(|held| held.holder.clone())
                }
                Sought::Row { view, key } => self.rows.text(view, key).map(str::to_owned),
            };
            outside.tell(sought, found);
        }
    }
}
