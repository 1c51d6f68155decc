//! What bears a name and holds a value.

use crate::Loc;
use crate::model::{
    AggregateId, CallId, CommandRef, EntityId, EventRef, Ident, LookupId, Model, PayloadOrigin,
    QueryId, ViewId,
};

/// Whatever bears a name and holds a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// A field of a command.
    Command(CommandRef, usize),
    /// A field of an event.
    Event(EventRef, usize),
    /// The key of an entity.
    Key(EntityId),
    /// A declared fact.
    Fact(EntityId, usize),
    /// A derived fact.
    Derived(EntityId, usize),
    /// The key of an aggregate.
    AggregateKey(AggregateId),
    /// A field of the state of an aggregate.
    State(AggregateId, usize),
    /// A field of a view.
    View(ViewId, usize),
    /// A parameter of a query.
    Parameter(QueryId, usize),
    /// What a look-up is asked with.
    Asked(LookupId, usize),
    /// What a look-up answers.
    Answer(LookupId),
    /// What an external system is told.
    Call(CallId, usize),
    /// What an external system answers: the outcome, and a field of it.
    Outcome(CallId, usize, usize),
}

impl Field {
    /// Every field of the model, in the order of its lists. Only what has a command or an event of its own is among
    /// the acts.
    pub fn all(model: &Model) -> Vec<Self> {
        let mut all = Vec::new();
        for (id, entity) in model.entities.iter() {
            all.push(Self::Key(id));
            all.extend((0..entity.facts.len()).map(|at| Self::Fact(id, at)));
            all.extend((0..entity.derived.len()).map(|at| Self::Derived(id, at)));
        }
        for (id, kind) in model.kinds.iter() {
            for act in &kind.acts {
                let command = CommandRef::Act(id, act.step);
                let event = EventRef::Act(id, act.step);
                for (at, field) in act.payload.iter().enumerate() {
                    // What is filled in is in the event only.
                    if !act.tacit && !matches!(field.origin, PayloadOrigin::FilledIn(_)) {
                        all.push(Self::Command(command, at));
                    }
                    all.push(Self::Event(event, at));
                }
            }
        }
        for (id, aggregate) in model.aggregates.iter() {
            all.push(Self::AggregateKey(id));
            all.extend((0..aggregate.state.len()).map(|at| Self::State(id, at)));
        }
        for id in model.commands_in_order() {
            let fields = 0..model.commands[id].fields.len();
            all.extend(fields.map(|at| Self::Command(CommandRef::Plain(id), at)));
        }
        for id in model.events_in_order() {
            let fields = 0..model.events[id].fields.len();
            all.extend(fields.map(|at| Self::Event(EventRef::Plain(id), at)));
        }
        for (id, call) in model.calls.iter() {
            all.extend((0..call.fields.len()).map(|at| Self::Call(id, at)));
            for (outcome, found) in call.outcomes.iter().enumerate() {
                all.extend((0..found.fields.len()).map(|at| Self::Outcome(id, outcome, at)));
            }
        }
        for (id, lookup) in model.lookups.iter() {
            all.extend((0..lookup.params.len()).map(|at| Self::Asked(id, at)));
            all.push(Self::Answer(id));
        }
        for (id, view) in model.views.iter() {
            all.extend((0..view.fields.len()).map(|at| Self::View(id, at)));
        }
        for (id, query) in model.queries.iter() {
            all.extend((0..query.params.len()).map(|at| Self::Parameter(id, at)));
        }
        all
    }

    /// The name of what it is a field of, in full where an external system is around it.
    pub fn owner(self, model: &Model) -> String {
        match self {
            Self::Command(command, _) => model.command_name(command).to_owned(),
            Self::Event(event, _) => event_in_full(model, event),
            Self::Key(id) | Self::Fact(id, _) | Self::Derived(id, _) => {
                model.entities[id].name.text.clone()
            }
            Self::AggregateKey(id) | Self::State(id, _) => model.aggregates[id].name.text.clone(),
            Self::View(id, _) => model.views[id].name.text.clone(),
            Self::Parameter(id, _) => model.queries[id].name.text.clone(),
            Self::Asked(id, _) | Self::Answer(id) => model.lookups[id].name.text.clone(),
            Self::Call(id, _) => call_in_full(model, id),
            Self::Outcome(id, outcome, _) => {
                let outcomes = &model.calls[id].outcomes;
                let outcome = outcomes.get(outcome).map_or("", |found| &found.name.text);
                format!("{}.{outcome}", call_in_full(model, id))
            }
        }
    }

    /// The name of the element in which it is declared, with its place.
    pub fn declared_in(self, model: &Model) -> &Ident {
        match self {
            Self::Command(CommandRef::Plain(id), _) => &model.commands[id].name,
            Self::Event(EventRef::Plain(id), _) => &model.events[id].name,
            Self::Command(CommandRef::Act(kind, _), _) | Self::Event(EventRef::Act(kind, _), _) => {
                &model.kinds[kind].name
            }
            Self::Key(id) | Self::Fact(id, _) | Self::Derived(id, _) => &model.entities[id].name,
            Self::AggregateKey(id) | Self::State(id, _) => &model.aggregates[id].name,
            Self::View(id, _) => &model.views[id].name,
            Self::Parameter(id, _) => &model.queries[id].name,
            Self::Asked(id, _) | Self::Answer(id) => &model.lookups[id].name,
            Self::Call(id, _) | Self::Outcome(id, ..) => &model.calls[id].name,
        }
    }

    /// Its own name; none of what a look-up answers.
    pub fn own_name(self, model: &Model) -> Option<&str> {
        let name = match self {
            Self::Command(CommandRef::Plain(id), at) => {
                model.commands[id].fields.get(at).map(|it| &it.name)
            }
            Self::Event(EventRef::Plain(id), at) => {
                model.events[id].fields.get(at).map(|it| &it.name)
            }
            Self::Command(CommandRef::Act(kind, step), at)
            | Self::Event(EventRef::Act(kind, step), at) => model.kinds[kind]
                .act(step)
                .and_then(|act| act.payload.get(at))
                .map(|it| &it.name),
            Self::Key(id) => Some(&model.entities[id].key.name),
            Self::Fact(id, at) => model.entities[id].facts.get(at).map(|it| &it.field.name),
            Self::Derived(id, at) => model.entities[id].derived.get(at).map(|it| &it.name),
            Self::AggregateKey(id) => Some(&model.aggregates[id].key.name),
            Self::State(id, at) => model.aggregates[id].state.get(at).map(|it| &it.name),
            Self::View(id, at) => model.views[id].fields.get(at).map(|it| &it.name),
            Self::Parameter(id, at) => {
                return model.queries[id].params.get(at).map(|it| it.name.as_str());
            }
            Self::Asked(id, at) => model.lookups[id].params.get(at).map(|(name, _)| name),
            Self::Answer(_) => None,
            Self::Call(id, at) => model.calls[id].fields.get(at).map(|it| &it.name),
            Self::Outcome(id, outcome, at) => {
                let outcome = model.calls[id].outcomes.get(outcome);
                outcome.and_then(|it| it.fields.get(at)).map(|it| &it.name)
            }
        };
        name.map(|name| name.text.as_str())
    }

    /// Its name in full: `OpenOrders.total`.
    pub fn name(self, model: &Model) -> String {
        let owner = self.owner(model);
        match self.own_name(model) {
            Some(name) => format!("{owner}.{name}"),
            None => owner,
        }
    }

    /// Where it is declared; what is around it where it has no place of its own.
    pub fn loc(self, model: &Model) -> Loc {
        let own = match self {
            Self::Command(CommandRef::Plain(id), at) => {
                model.commands[id].fields.get(at).map(|it| it.name.loc)
            }
            Self::Event(EventRef::Plain(id), at) => {
                model.events[id].fields.get(at).map(|it| it.name.loc)
            }
            Self::Command(CommandRef::Act(kind, step), at)
            | Self::Event(EventRef::Act(kind, step), at) => {
                let act = model.kinds[kind].act(step);
                act.and_then(|act| act.payload.get(at))
                    .map(|it| it.name.loc)
            }
            Self::Key(id) => Some(model.entities[id].key.name.loc),
            Self::Fact(id, at) => model.entities[id].facts.get(at).map(|it| it.field.name.loc),
            Self::Derived(id, at) => model.entities[id].derived.get(at).map(|it| it.name.loc),
            Self::AggregateKey(id) => Some(model.aggregates[id].key.name.loc),
            Self::State(id, at) => model.aggregates[id].state.get(at).map(|it| it.name.loc),
            Self::View(id, at) => model.views[id].fields.get(at).map(|it| it.name.loc),
            Self::Asked(id, at) => model.lookups[id].params.get(at).map(|(name, _)| name.loc),
            Self::Call(id, at) => model.calls[id].fields.get(at).map(|it| it.name.loc),
            Self::Outcome(id, outcome, at) => {
                let outcome = model.calls[id].outcomes.get(outcome);
                outcome
                    .and_then(|it| it.fields.get(at))
                    .map(|it| it.name.loc)
            }
            Self::Parameter(..) | Self::Answer(_) => None,
        };
        own.filter(|loc| *loc != Loc::default())
            .unwrap_or(self.declared_in(model).loc)
    }
}

/// `PaymentProvider.PaymentCaptured`: the external system stands in front.
pub(super) fn event_in_full(model: &Model, event: EventRef) -> String {
    let name = model.event_name(event);
    let system = match event {
        EventRef::Plain(id) => model.events[id].system,
        EventRef::Act(..) => None,
    };
    match system {
        Some(system) => format!("{}.{name}", model.systems[system].name.text),
        None => name.to_owned(),
    }
}

/// `PaymentProvider.Refund`
pub(super) fn call_in_full(model: &Model, call: CallId) -> String {
    let call = &model.calls[call];
    format!(
        "{}.{}",
        model.systems[call.system].name.text, call.name.text
    )
}
