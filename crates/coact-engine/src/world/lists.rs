//! What automations work off their lists, and what other systems report and answer.

mod names;

use std::collections::{BTreeMap, BTreeSet};

use coact_model::model::{
    Automation, AutomationSource, AutomationTarget, CallId, CommandRef, EventId, EventRef, Expr,
    GivenCommand, ViewId,
};
use coact_runtime::export::jiff::Timestamp;
use coact_runtime::expr::{Absent, Eval};
use coact_runtime::{CaseId, Cause, Position, Via, ids};

use self::names::{first_command_name, names};
use super::{Going, World, entitled, given_command};
use crate::case::{Case, operative};
use crate::cx::Cx;
use crate::evaluate::Scope;
use crate::message::{Command, Envelope, Event};
use crate::plain;
use crate::rejection::{Decision, Rejection};
use crate::value::Value;

/// What another system answers to a call.
#[derive(Clone, Debug)]
pub(crate) struct Said {
    pub(crate) call: CallId,
    /// Which of its outcomes.
    pub(crate) outcome: usize,
    pub(crate) fields: Vec<Value>,
}

/// The lists.
pub(super) struct Lists {
    /// What the automations are known by.
    names: Vec<String>,
    /// The events that some list is made of.
    sources: Vec<EventRef>,
    /// What changed each row last.
    since: BTreeMap<(ViewId, String), Position>,
    /// The events that some list is made of, with their cases as of them.
    events: Vec<(Position, Case, Envelope)>,
    /// The latest answer comes last.
    said: Vec<Said>,
    happened: u64,
}

impl Lists {
    pub(super) fn new(cx: &Cx<'_>) -> Self {
        let sources = cx
            .model
            .automations
            .values()
            .filter_map(|it| match it.source {
                AutomationSource::Event(event) => Some(event),
                AutomationSource::View(_) => None,
            });
        Self {
            names: names(cx),
            sources: sources.collect(),
            since: BTreeMap::new(),
            events: Vec::new(),
            said: Vec::new(),
            happened: 0,
        }
    }

    /// Notes an event, with its case as of it and the rows that it changed.
    pub(super) fn happened(
        &mut self,
        id: &str,
        case: &Case,
        event: &Envelope,
        changed: BTreeSet<(ViewId, String)>,
    ) {
        self.happened += 1;
        let at = Position {
            case: CaseId(id.to_owned()),
            version: self.happened,
        };
        for row in changed {
            self.since.insert(row, at.clone());
        }
        if event
            .event
            .of()
            .is_some_and(|of| self.sources.contains(&of))
        {
            self.events.push((at, case.clone(), event.clone()));
        }
    }
}

/// Something on a list, as it is now.
enum Item {
    Row(Vec<Value>),
    Event(Box<(Case, Envelope)>),
}

/// What is to be done about an entry.
enum Errand {
    Command(Command),
    Call(CallId),
}

impl World<'_> {
    /// What another system answers from here on.
    pub(crate) fn answers(&mut self, said: Said) {
        self.lists.said.push(said);
    }

    /// Does the first thing on a list that can be done; whether there was one.
    pub(super) fn list_once(&mut self) -> Going<bool> {
        let model = self.cx.model;
        for (list, automation) in model.automations.values().enumerate() {
            let name = self.lists.names.get(list).cloned().unwrap_or_default();
            for (key, since, item) in self.items(automation.source) {
                let id = ids::errand_in(&model.name.text, &name, &key, &since);
                if self.done.contains(&id) {
                    continue;
                }
                let Ok(Some((errand, not_before))) = self.todo(automation, &item) else {
                    continue;
                };
                if not_before.is_some_and(|time| time > self.now) {
                    continue;
                }
                let command = match errand {
                    Errand::Command(command) => Ok(command),
                    Errand::Call(call) => {
                        let mut said = self.lists.said.iter().rev();
                        let Some(said) = said.find(|said| said.call == call) else {
                            continue;
                        };
                        self.answered(automation, &item, said)
                    }
                };
                let Ok(command) = command else { continue };
                let via = Via::Automation(Box::new(Cause {
                    rule: name.clone(),
                    response: key,
                    occasion: since.version,
                    element: None,
                }));
                let before = self.events.len();
                if self.give_for(via, id, &command)?.is_ok() {
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
    pub(crate) fn arrives(&mut self, event: EventId, fields: Vec<Value>) -> Going<()> {
        self.begin()?;
        let model = self.cx.model;
        let arrival = self.next_id();
        let envelope = Envelope {
            by: self.asker(),
            role: None,
            at: self.now,
            via: Via::Person,
            event: Event::Plain(event, fields),
        };
        let of_event = model.translations.values().filter(|it| it.event == event);
        for translation in of_event {
            let command = {
                let scope = Scope::arrived(self.cx, &envelope, arrival);
                let scope = scope.with_outside(Some(&self.outside));
                self.command(&scope, &translation.command)
            };
            let via = Via::Automation(Box::new(Cause {
                rule: first_command_name(self.cx, translation.command.command).to_owned(),
                response: String::new(),
                occasion: 0,
                element: None,
            }));
            let id = self.next_id();
            let given = match command {
                Ok(command) => self.give_for(via, id, &command)?,
                Err(absent) => Err(Rejection::absent(absent, "", translation.loc)),
            };
            if let Err(rejection) = given {
                self.rejection = Some(rejection);
                break;
            }
        }
        Ok(())
    }

    /// Gives a command in the name of whoever may.
    fn give_for(
        &mut self,
        via: Via,
        command_id: coact_runtime::export::uuid::Uuid,
        command: &Command,
    ) -> Going<Decision<()>> {
        let new_id = ids::created_by_in(&self.cx.model.name.text, command_id);
        let Some(at) = self.place(command, new_id) else {
            return Ok(Err(Rejection::identity()));
        };
        let case = self.case(&at)?;
        let Some((role, party)) = entitled::known(self.cx, &case, command) else {
            return Ok(Err(Rejection::role()));
        };
        let who = party.unwrap_or_else(|| self.filled(role));
        self.perform(who, role, via, command_id, command)
    }

    /// The entries of a list: key, what put them there, and what they are of.
    fn items(&self, source: AutomationSource) -> Vec<(String, Position, Item)> {
        match source {
            AutomationSource::View(view) => {
                let rows = self.outside.rows.all(view);
                let items = rows.filter_map(|(key, row)| {
                    let since = self.lists.since.get(&(view, key.to_owned()))?;
                    Some((key.to_owned(), since.clone(), Item::Row(row.to_vec())))
                });
                items.collect()
            }
            AutomationSource::Event(event) => {
                let events = self.lists.events.iter();
                let own = events.filter(|(.., envelope)| envelope.event.of() == Some(event));
                let items = own.map(|(at, case, envelope)| {
                    let key = format!("{}@{}", at.case.0, at.version);
                    let event = Box::new((case.clone(), envelope.clone()));
                    (key, at.clone(), Item::Event(event))
                });
                items.collect()
            }
        }
    }

    fn scope<'s>(&'s self, item: &'s Item) -> Scope<'s> {
        let scope = match item {
            Item::Row(row) => Scope::constant(self.cx).of_row(row),
            Item::Event(event) => Scope::reaction(self.cx, &event.0, &event.1),
        };
        scope.with_outside(Some(&self.outside))
    }

    /// What is to be done about an entry; nothing where it is not on the list.
    fn todo(
        &self,
        automation: &Automation,
        item: &Item,
    ) -> Eval<Option<(Errand, Option<Timestamp>)>> {
        let scope = self.scope(item);
        // A condition that is not known does not hold.
        let filter = automation.filter.as_ref();
        if filter.is_some_and(|filter| scope.holds(filter) != Ok(true)) {
            return Ok(None);
        }
        let not_before = match &automation.due {
            Some(due) => {
                let moment = operative::moment(self.cx, scope.eval(due)?);
                Some(moment.ok_or(Absent::Unknown)?)
            }
            None => None,
        };
        let errand = match &automation.target {
            AutomationTarget::Command(given) => Errand::Command(self.command(&scope, given)?),
            AutomationTarget::Call { call, fields, .. } => {
                // What the system is told has to be known.
                scope.all(fields)?;
                Errand::Call(*call)
            }
        };
        Ok(Some((errand, not_before)))
    }

    /// The command that is given for the answer to a call about an entry.
    fn answered(&self, automation: &Automation, item: &Item, said: &Said) -> Eval<Command> {
        let AutomationTarget::Call { outcomes, .. } = &automation.target else {
            return Err(Absent::Unknown);
        };
        let given = outcomes.get(said.outcome).ok_or(Absent::Unknown)?;
        let scope = self.scope(item);
        self.command(&scope.answered(&said.fields), given)
    }

    /// A command with its values.
    fn command(&self, scope: &Scope<'_>, given: &GivenCommand) -> Eval<Command> {
        let value = |at: usize| -> Option<&Expr> {
            let mut fields = given.fields.iter();
            fields
                .find(|(index, _)| *index == at)
                .map(|(_, value)| value)
        };
        match given.command {
            CommandRef::Plain(id) => {
                let def = &self.cx.model.commands[id];
                let drawn = plain::draws_key(self.cx, def);
                let fields = def.fields.iter().enumerate().map(|(at, field)| {
                    match (value(at), &field.default) {
                        (Some(value), _) => scope.eval(value).map(Some),
                        (None, Some(default)) => Scope::constant(self.cx).eval(default).map(Some),
                        (None, None) if at == 0 && drawn => Ok(None),
                        (None, None) => Ok(Some(Value::None)),
                    }
                });
                Ok(Command::Plain(id, fields.collect::<Eval<_>>()?))
            }
            CommandRef::Act(kind, step) => {
                let command = given_command(
                    self.cx,
                    scope,
                    (kind, step),
                    given.subject.as_ref(),
                    |at| value(at).cloned(),
                    |_| None,
                );
                command.map(Command::Act)
            }
        }
    }
}
