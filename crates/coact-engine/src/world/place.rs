//! Which case a command is for.

use coact_model::ctp::{Act, Step};
use coact_model::model::EntityId;
use coact_runtime::CaseId;
use coact_runtime::export::uuid::Uuid;

use super::{Going, Stuck, World};
use crate::case::{Case, Sort};
use crate::message::{ActCommand, Command};
use crate::plain;
use crate::value::{Value, parsed, text};

impl World<'_> {
    /// The name of the case that a command is for; none where it names nothing. `new_id` becomes the key of what a request
    /// without a key creates.
    pub(super) fn place(&self, command: &Command, new_id: Uuid) -> Option<String> {
        match command {
            Command::Act(command) => self.place_of_act(command, new_id),
            // Where that goes is said by whoever passes it.
            Command::Passed(_) => None,
            Command::Plain(id, given) => {
                let def = &self.cx.model.commands[*id];
                if let Some(parent) = def.no_more.and_then(|child| self.cx.parent(child)) {
                    let subject = given.first().and_then(Option::as_ref)?;
                    let entity = self.cx.subject(parent);
                    return if self.cx.place(parent).many {
                        self.owner(entity, subject)
                    } else {
                        Some(self.cx.stream(entity, subject))
                    };
                }
                let Some(aggregate) = def.aggregate else {
                    return Some(CaseId::plain(new_id).0);
                };
                let drawn = Value::Uuid(new_id);
                let key = given.first().and_then(Option::as_ref);
                let key = if plain::draws_key(self.cx, def) {
                    key.unwrap_or(&drawn)
                } else {
                    key?
                };
                let name = &self.cx.model.aggregates[aggregate].name;
                Some(stream(self.cx.model.first_name(name), &text(self.cx, key)))
            }
        }
    }

    fn place_of_act(&self, command: &ActCommand, new_id: Uuid) -> Option<String> {
        let cx = self.cx;
        let kind = command.kind;
        let subject = match &command.subject {
            Some(subject) => subject.clone(),
            None => Value::Uuid(new_id),
        };
        let entity = cx.subject(kind);
        if !cx.place(kind).many {
            return Some(cx.stream(entity, &subject));
        }
        // One of several is found by what it reserved; a new one where it is asked for.
        if command.step == Step::Base(Act::Request)
            && cx.place(kind).own_subject
            && let Some(parent) = cx.parent(kind)
            && cx.address(kind).is_some()
        {
            let around = command.address(cx)?;
            return if cx.place(parent).many {
                self.owner(cx.subject(parent), around)
            } else {
                Some(cx.stream(cx.subject(parent), around))
            };
        }
        self.owner(entity, &subject)
    }

    /// The case that made an entity.
    fn owner(&self, entity: EntityId, key: &Value) -> Option<String> {
        let claim = (self.cx.model.foundation(entity), text(self.cx, key));
        self.outside.claims.get(&claim).cloned()
    }

    /// The case of this name, as it stands.
    ///
    /// # Errors
    /// It is none of the model.
    pub(super) fn case(&self, id: &str) -> Going<Case> {
        if let Some(known) = self.outside.cases.get(id) {
            return Ok(known.clone());
        }
        self.open(id)
            .ok_or_else(|| Stuck::new("a case of the model", id))
    }

    /// The empty case of this name; none where the name is of no case kind of this model.
    fn open(&self, id: &str) -> Option<Case> {
        let cx = self.cx;
        let (name, key) = id.split_once('/')?;
        if name == ".plain" {
            let key = Value::Uuid(key.parse().ok()?);
            return Some(Case::new(cx, Sort::Plain, key));
        }
        for (sort, def) in cx.model.cases.iter() {
            let entity = cx.entity(def.entity);
            if cx.model.first_name(&entity.name) == name {
                let key = parsed(cx, &entity.key.ty, key)?;
                return Some(Case::new(cx, Sort::Case(sort), key));
            }
        }
        for (sort, def) in cx.model.aggregates.iter() {
            if cx.model.first_name(&def.name) == name {
                let key = parsed(cx, &def.key.ty, key)?;
                return Some(Case::new(cx, Sort::Aggregate(sort), key));
            }
        }
        None
    }

    /// The stream of the aggregate that an event is of.
    pub(super) fn stream_of(
        &self,
        aggregate: &coact_model::model::Aggregate,
        key: &Value,
    ) -> String {
        let name = self.cx.model.first_name(&aggregate.name);
        stream(name, &text(self.cx, key))
    }
}

fn stream(name: &str, key: &str) -> String {
    format!("{name}/{key}")
}
