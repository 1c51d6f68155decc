//! What an expression reads.

use super::{Field, How, Origin, Source};
use crate::ctp::Step;
use crate::model::{
    ActMeta, AggregateId, CallId, CommandId, EntityId, EventMeta, EventRef, Expr, ExprKind, Local,
    LookupId, Model, QueryId, ViewId,
};

/// What the names inside an expression mean where it stands.
#[derive(Clone, Copy, Default)]
pub(super) struct Scope<'m> {
    pub(super) command: Option<CommandId>,
    pub(super) aggregate: Option<AggregateId>,
    pub(super) event: Option<EventRef>,
    pub(super) view: Option<ViewId>,
    pub(super) outcome: Option<(CallId, usize)>,
    pub(super) query: Option<QueryId>,
    /// `for each x in E`
    pub(super) each: Option<(&'m Local, &'m Expr)>,
}

/// What is read, each once, in the order of the text, and what look-ups are asked with on the way.
#[derive(Default)]
pub(super) struct Reads<'m> {
    pub(super) origins: Vec<(Origin, How)>,
    pub(super) asked: Vec<(LookupId, usize, &'m Expr)>,
}

/// The fact itself: a specialised entity has those of the one that it specialises.
pub(super) fn fact(model: &Model, mut entity: EntityId, mut fact: usize) -> Field {
    // As long a way as there are entities: a circle is reported elsewhere.
    for _ in model.entities.ids() {
        let found = model.entities[entity].facts.get(fact);
        match found.and_then(|fact| fact.inherited) {
            Some((from, at)) => (entity, fact) = (from, at),
            None => break,
        }
    }
    Field::Fact(entity, fact)
}

/// What the value of the expression comes from.
pub(super) fn reads<'m>(model: &'m Model, scope: Scope<'m>, expr: &'m Expr) -> Reads<'m> {
    let mut walk = Walk {
        model,
        scope,
        reads: Reads::default(),
    };
    walk.value(expr);
    if walk.reads.origins.is_empty() && expr.kind != ExprKind::None {
        walk.push(Origin::Source(Source::Constant), How::Same);
    }
    walk.reads
}

struct Walk<'m> {
    model: &'m Model,
    scope: Scope<'m>,
    reads: Reads<'m>,
}

impl<'m> Walk<'m> {
    fn push(&mut self, origin: Origin, how: How) {
        let known = self.reads.origins.iter().any(|(known, _)| *known == origin);
        if !known {
            self.reads.origins.push((origin, how));
        }
    }

    /// The outermost expression: what it names is its value.
    fn value(&mut self, expr: &'m Expr) {
        match &expr.kind {
            ExprKind::Convert(inner) | ExprKind::Some(inner) => self.value(inner),
            _ => {
                let how = if self.is_named(expr) {
                    How::Same
                } else {
                    How::Computed
                };
                self.any(expr, how);
            }
        }
    }

    /// Whether the expression does nothing but name something.
    fn is_named(&self, expr: &Expr) -> bool {
        matches!(
            expr.kind,
            ExprKind::Subject(_)
                | ExprKind::EventSubject
                | ExprKind::EventField(_)
                | ExprKind::EventMeta(_)
                | ExprKind::RowField(_)
                | ExprKind::Me
                | ExprKind::CommandField(_)
                | ExprKind::StateField(_)
                | ExprKind::ResultField(_)
                | ExprKind::RowMember(..)
                | ExprKind::Key(_)
                | ExprKind::Fact(..)
                | ExprKind::Derived(..)
                | ExprKind::Inverse(..)
                | ExprKind::ActField(..)
                | ExprKind::ActMeta(..)
                | ExprKind::FactTest(..)
                | ExprKind::Field(..)
                | ExprKind::Lookup(..)
                | ExprKind::Local(_)
                | ExprKind::Now
                | ExprKind::Today
        )
    }

    /// What stands before a member: it leads there. Whoever speaks of its own entity reads nothing by that.
    fn path(&mut self, expr: &'m Expr) {
        match &expr.kind {
            ExprKind::Subject(_) | ExprKind::EventSubject => {}
            ExprKind::Convert(inner) | ExprKind::Key(inner) => self.path(inner),
            _ => self.any(expr, How::Finds),
        }
    }

    fn any(&mut self, expr: &'m Expr, how: How) {
        let model = self.model;
        let field = match &expr.kind {
            ExprKind::Subject(entity) => Some(Field::Key(*entity)),
            ExprKind::EventSubject => match self.scope.event {
                Some(EventRef::Act(kind, _)) => Some(Field::Key(model.kinds[kind].product.entity)),
                _ => None,
            },
            ExprKind::EventField(at) => self.scope.event.map(|event| Field::Event(event, *at)),
            ExprKind::RowField(at) => self.scope.view.map(|view| Field::View(view, *at)),
            ExprKind::CommandField(at) => {
                let command = self.scope.command.map(crate::model::CommandRef::Plain);
                command.map(|command| Field::Command(command, *at))
            }
            ExprKind::StateField(at) => self.scope.aggregate.map(|id| Field::State(id, *at)),
            ExprKind::ResultField(at) => {
                let outcome = self.scope.outcome;
                outcome.map(|(call, outcome)| Field::Outcome(call, outcome, *at))
            }
            ExprKind::RowMember(_, view, at) => Some(Field::View(*view, *at)),
            ExprKind::Fact(_, entity, at) => Some(fact(model, *entity, *at)),
            ExprKind::Derived(_, entity, at) => Some(Field::Derived(*entity, *at)),
            ExprKind::Inverse(_, entity, at) => {
                let inverse = model.entities[*entity].inverses.get(*at);
                inverse.map(|inverse| fact(model, inverse.entity, inverse.fact))
            }
            ExprKind::ActField(instance, act, at) => {
                let event = EventRef::Act(instance.kind, Step::Base(*act));
                Some(Field::Event(event, *at))
            }
            ExprKind::Lookup(lookup, _) => Some(Field::Answer(*lookup)),
            _ => None,
        };
        if let Some(field) = field {
            self.push(Origin::Field(field), how);
        }
        if let Some(source) = source(expr) {
            self.push(Origin::Source(source), how);
        }
        self.inside(expr, how);
    }

    fn inside(&mut self, expr: &'m Expr, how: How) {
        let model = self.model;
        match &expr.kind {
            ExprKind::Fact(inner, ..)
            | ExprKind::Derived(inner, ..)
            | ExprKind::Inverse(inner, ..) => self.path(inner),
            ExprKind::RowMember(inner, ..) => self.any(inner, How::Finds),
            ExprKind::ActField(instance, ..)
            | ExprKind::ActMeta(instance, ..)
            | ExprKind::FactTest(instance, _) => self.path(&instance.subject),
            ExprKind::Find(entity, keys) => {
                for (at, key) in keys {
                    if let Some(at) = at {
                        let found = fact(model, *entity, *at);
                        self.push(Origin::Field(found), How::Finds);
                    }
                    self.any(key, How::Finds);
                }
            }
            ExprKind::RowAt(_, keys) => {
                for key in keys {
                    self.any(key, How::Finds);
                }
            }
            ExprKind::Lookup(lookup, arguments) => {
                let arguments = arguments.iter().enumerate();
                let asked = arguments.map(|(at, argument)| (*lookup, at, argument));
                self.reads.asked.extend(asked);
            }
            ExprKind::Local(local) => {
                // An element of the list over which is gone is a part of it.
                if let Some((each, list)) = self.scope.each.take() {
                    if each.id == local.id {
                        self.any(list, how);
                    }
                    self.scope.each = Some((each, list));
                }
                if let Some(query) = self.scope.query {
                    let mut params = model.queries[query].params.iter();
                    if let Some(at) = params.position(|param| param.id == local.id) {
                        self.push(Origin::Field(Field::Parameter(query, at)), how);
                    }
                }
            }
            ExprKind::Convert(inner) | ExprKind::Some(inner) | ExprKind::Key(inner) => {
                self.any(inner, how);
            }
            ExprKind::Field(inner, ..) => self.any(inner, how),
            _ => {
                for child in expr.children() {
                    self.any(child, how);
                }
            }
        }
    }
}

/// What an expression takes from outside.
fn source(expr: &Expr) -> Option<Source> {
    match &expr.kind {
        ExprKind::Now | ExprKind::Today => Some(Source::Clock),
        ExprKind::Me => Some(Source::Caller),
        ExprKind::EventMeta(meta) => Some(match meta {
            EventMeta::At => Source::Clock,
            EventMeta::By => Source::Caller,
            EventMeta::Id => Source::Position,
        }),
        ExprKind::ActMeta(_, _, meta) => Some(match meta {
            ActMeta::At => Source::Clock,
            ActMeta::By | ActMeta::Role => Source::Caller,
        }),
        ExprKind::FactTest(instance, fact) => Some(Source::Standing(instance.kind, *fact)),
        _ => None,
    }
}
