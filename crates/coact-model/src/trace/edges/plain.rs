//! Plain commands, plain events, aggregates.

use super::super::reads::Scope;
use super::super::{Field, Source, Target, Use};
use super::Edges;
use crate::model::{AggregateId, CommandId, CommandRef, Emission, EventId, EventRef, RowSet};

impl<'m> Edges<'m> {
    pub(super) fn aggregates(&mut self) {
        for (id, aggregate) in self.model.aggregates.iter() {
            for (at, field) in aggregate.state.iter().enumerate() {
                self.default(field, Field::State(id, at));
            }
        }
    }

    pub(super) fn commands(&mut self) {
        for id in self.model.commands_in_order() {
            self.command(id);
        }
    }

    fn command(&mut self, id: CommandId) {
        let command = &self.model.commands[id];
        let reference = CommandRef::Plain(id);
        let scope = Scope {
            command: Some(id),
            aggregate: command.aggregate,
            ..Scope::default()
        };
        // What nobody may give is given by an automation or a translation, or by the program.
        let by_hand = !command.by.is_empty()
            || !self.index.screens_with(reference).is_empty()
            || !self.given.contains(&id);
        for (at, field) in command.fields.iter().enumerate() {
            let to = Field::Command(reference, at);
            self.default(field, to);
            let loc = field.name.loc;
            match self.drawn(id).filter(|_| at == 0) {
                Some(true) => self.enters(Source::Generated, to, loc),
                Some(false) | None if by_hand => self.given(reference, to, loc),
                Some(false) | None => {}
            }
        }
        for reads in &command.reads {
            self.uses(&reads.key, scope, Use::Finds(reads.view));
        }
        for (at, requirement) in command.requires.iter().enumerate() {
            self.uses(&requirement.condition, scope, Use::Required(reference, at));
        }
        for emission in command.emissions() {
            self.emission(id, scope, emission);
        }
    }

    /// Of the key of an aggregate, whether it is drawn.
    fn drawn(&self, id: CommandId) -> Option<bool> {
        let command = &self.model.commands[id];
        let aggregate: AggregateId = command.aggregate?;
        Some(command.new && self.model.aggregates[aggregate].key_generated)
    }

    fn emission(&mut self, id: CommandId, scope: Scope<'m>, emission: &'m Emission) {
        let decides = Use::Recorded(CommandRef::Plain(id));
        let scope = self.each(emission.each.as_ref(), scope, decides);
        for (at, value) in emission.fields.iter().enumerate() {
            self.value(
                value,
                scope,
                Field::Event(EventRef::Plain(emission.event), at),
            );
        }
        if let Some(when) = &emission.when {
            self.uses(when, scope, decides);
        }
    }

    pub(super) fn events(&mut self) {
        for id in self.model.events_in_order() {
            let event = &self.model.events[id];
            let reference = EventRef::Plain(id);
            for (at, field) in event.fields.iter().enumerate() {
                let (to, loc) = (Field::Event(reference, at), field.name.loc);
                self.default(field, to);
                if let Some(model) = &event.imported {
                    self.enters(Source::Model(model.clone()), to, loc);
                } else if let Some(system) = event.system {
                    self.enters(Source::System(system), to, loc);
                }
            }
            let Some(aggregate) = event.aggregate else {
                continue;
            };
            if !event.fields.is_empty() && self.begins(aggregate, id) {
                let key = Field::AggregateKey(aggregate);
                self.same(Field::Event(reference, 0), key, event.name.loc);
            }
            let scope = Scope {
                event: Some(reference),
                aggregate: Some(aggregate),
                ..Scope::default()
            };
            self.sets(&event.apply, scope, |at| Field::State(aggregate, at));
        }
    }

    /// Whether the aggregate gets its key by the event: where there are commands that begin it, by theirs only.
    fn begins(&self, aggregate: AggregateId, event: EventId) -> bool {
        let commands = self.model.commands.values();
        let mut new = commands
            .filter(|command| command.aggregate == Some(aggregate) && command.new)
            .peekable();
        new.peek().is_none() || new.any(|it| it.emissions().any(|it| it.event == event))
    }

    /// What an event sets in a row or a state. What is said of an element of a list is said of the list.
    pub(super) fn sets(
        &mut self,
        sets: &'m [RowSet],
        scope: Scope<'m>,
        of: impl Fn(usize) -> Field,
    ) {
        for set in sets {
            match set {
                RowSet::Field(at, value) => self.value(value, scope, of(*at)),
                RowSet::Element {
                    field, key, sets, ..
                } => {
                    let to = Target::Field(of(*field));
                    for value in key.iter().chain(sets.iter().map(|(_, value)| value)) {
                        self.reads(value, scope, to, super::By::Itself);
                    }
                }
            }
        }
    }
}
