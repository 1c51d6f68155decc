//! What stands after `event.`.

use coact_syntax::{Span, ast};

use super::super::cx::{Element, nearest};
use super::missing::{self, Owner};
use super::scope::{Head, Root, snake};
use super::typer::Typer;
use crate::ctp::Step;
use crate::model::{
    ActDef, ActorId, AutomationSource, EntityId, EventId, EventMeta, EventRef, Expr, ExprKind,
    KindId, Model, NodeId, Otherwise, PayloadOrigin, Type,
};
use crate::rules;

/// The fact by which an entity refers to the subject of the transaction around it.
fn way_out(model: &Model, kind: KindId) -> Option<usize> {
    let request = model.kinds[kind].act(Step::Base(crate::ctp::Act::Request))?;
    request.payload.iter().find_map(|field| match field.origin {
        PayloadOrigin::FilledIn(fact) => Some(fact),
        _ => None,
    })
}

/// Who gives the commands that record a plain event: the role that may, or one of several that are known as the same
/// entity. Of whoever is known as no entity, or not always as the same one, there is but a name for them.
fn emitter_type(model: &Model, event: EventId) -> Type {
    let emitting = model.commands.values().filter(|command| {
        let otherwise = match &command.otherwise {
            Some(Otherwise::Emits(emission)) => Some(emission),
            _ => None,
        };
        let mut emissions = command.emits.iter().chain(otherwise);
        emissions.any(|emission| emission.event == event)
    });
    let mut roles: Vec<ActorId> = Vec::new();
    for command in emitting {
        if command.by.is_empty() {
            return Type::Text;
        }
        roles.extend(&command.by);
    }
    match roles.first() {
        Some(first)
            if model.actors[*first].is.is_some()
                && roles
                    .iter()
                    .all(|role| model.actors[*role].is == model.actors[*first].is) =>
        {
            Type::Actor(*first)
        }
        _ => Type::Text,
    }
}

impl Typer<'_> {
    /// The subjects around the event, nearest first: how they are reached from it, and their entity.
    /// The event's own subject comes first.
    pub(super) fn subjects(&self, kind: KindId, span: Span) -> Vec<(Expr, EntityId)> {
        let model = self.model;
        let entity = model.kinds[kind].product.entity;
        let own = self.expr(ExprKind::EventSubject, Type::Entity(entity), span);
        self.subjects_from(kind, (own, entity), span)
    }

    /// This subject of a transaction of the kind, and the subjects around it, nearest first.
    pub(super) fn subjects_from(
        &self,
        kind: KindId,
        own: (Expr, EntityId),
        span: Span,
    ) -> Vec<(Expr, EntityId)> {
        let mut found = vec![own.clone()];
        for (case, node) in self.index.nodes(kind) {
            let case = &self.model.cases[*case];
            self.around(case, *node, own.clone(), span, &mut found);
        }
        found
    }

    fn around(
        &self,
        case: &crate::model::CaseKind,
        node: NodeId,
        from: (Expr, EntityId),
        span: Span,
        found: &mut Vec<(Expr, EntityId)>,
    ) {
        let model = self.model;
        let (mut here, mut at) = (node, from);
        while let Some((parent, _)) = case.nodes[here].parent {
            if !case.nodes[here].parents_subject {
                let Some(fact) = way_out(model, case.nodes[here].kind) else {
                    return;
                };
                let entity = model.kinds[case.nodes[parent].kind].product.entity;
                let kind = ExprKind::Fact(Box::new(at.0), at.1, fact);
                at = (self.expr(kind, Type::Entity(entity), span), entity);
                if !found.contains(&at) {
                    found.push(at.clone());
                }
            }
            here = parent;
        }
    }

    /// The event that the expression speaks of.
    pub(super) const fn event(&self) -> Option<EventRef> {
        match self.root {
            Root::Event { on, .. } => Some(on),
            Root::Apply(id) => Some(EventRef::Plain(id)),
            Root::Reaction {
                on: AutomationSource::Event(on),
                ..
            } => Some(on),
            _ => None,
        }
    }

    /// `event.x`: its payload and key, its circumstances, its subject, the subjects around it, and their facts.
    pub(super) fn event_member(&mut self, name: &ast::Name, span: Span) -> Option<Expr> {
        if let Some(found) = self.event_value(&name.text, span) {
            return Some(found);
        }
        let on = self.event()?;
        if let EventRef::Act(kind, _) = on {
            let entity = self.model.kinds[kind].product.entity;
            if self.index.is_doubtful(Element::Kind(kind))
                || self.index.is_doubtful(Element::Entity(entity))
            {
                return None;
            }
        }
        let names = self.event_names();
        let near = nearest(&name.text, names.iter());
        let finding = rules::no_such_member(
            self.loc(name.span),
            &format!("the event `{}`", self.model.event_name(on)),
            "field",
            &name.text,
            near,
        );
        self.report(finding);
        None
    }

    pub(super) fn event_value(&self, name: &str, span: Span) -> Option<Expr> {
        let on = self.event()?;
        if let Some(own) = self.own_value(on, name, span) {
            return Some(own);
        }
        if let Some(meta) = self.circumstance(on, name, span) {
            return Some(meta);
        }
        let EventRef::Act(kind, _) = on else {
            return None;
        };
        let subjects = self.subjects(kind, span);
        let named = subjects
            .iter()
            .find(|(_, entity)| snake(&self.model.entities[*entity].name.text) == name);
        if let Some((subject, _)) = named {
            return Some(subject.clone());
        }
        subjects.into_iter().find_map(|(subject, entity)| {
            match self.entity_member(&subject, entity, name, span) {
                Some(Head::Value(value)) => Some(value),
                _ => None,
            }
        })
    }

    /// What the event says itself: its payload, and the key of its subject.
    fn own_value(&self, on: EventRef, name: &str, span: Span) -> Option<Expr> {
        let (kind, step) = match on {
            EventRef::Act(kind, step) => (kind, step),
            EventRef::Plain(id) => {
                let fields = &self.model.events[id].fields;
                let at = fields.iter().position(|field| field.name.text == name)?;
                let ty = fields.get(at)?.ty.clone();
                return Some(self.expr(ExprKind::EventField(at), ty, span));
            }
        };
        if let Some(field) = self.event_field(self.model.kinds[kind].act(step)?, name, span) {
            return Some(field);
        }
        let entity = self.model.kinds[kind].product.entity;
        let key = &self.model.entities[entity].key;
        (key.name.text == name).then(|| {
            let own = self.expr(ExprKind::EventSubject, Type::Entity(entity), span);
            self.expr(ExprKind::Key(Box::new(own)), key.ty.clone(), span)
        })
    }

    /// When, by whom and as what the event was recorded, where it says nothing under that name itself.
    fn circumstance(&self, on: EventRef, name: &str, span: Span) -> Option<Expr> {
        let (meta, ty) = match name {
            "at" => (EventMeta::At, Type::DateTime),
            "by" => {
                let ty = match on {
                    EventRef::Act(kind, step) => self.performer_type(kind, step),
                    EventRef::Plain(id) => emitter_type(self.model, id),
                };
                (EventMeta::By, ty)
            }
            "id" => (EventMeta::Id, Type::Int(crate::model::Unit::default())),
            _ => return None,
        };
        Some(self.expr(ExprKind::EventMeta(meta), ty, span))
    }

    /// A field of the event's own payload.
    pub(super) fn event_field(&self, def: &ActDef, name: &str, span: Span) -> Option<Expr> {
        let (index, field) = def
            .payload
            .iter()
            .enumerate()
            .find(|(_, field)| field.name.text == name)?;
        Some(self.expr(ExprKind::EventField(index), field.ty.clone(), span))
    }

    /// Names that may stand after `event.`.
    pub(super) fn event_names(&self) -> Vec<String> {
        let Some(on) = self.event() else {
            return Vec::new();
        };
        let mut names: Vec<String> = ["at", "by", "id"].map(str::to_owned).to_vec();
        let (kind, step) = match on {
            EventRef::Act(kind, step) => (kind, step),
            EventRef::Plain(id) => {
                names.extend(missing::names(self.model, Owner::PlainEvent(id)));
                return names;
            }
        };
        if let Some(def) = self.model.kinds[kind].act(step) {
            names.extend(def.payload.iter().map(|field| field.name.text.clone()));
        }
        for (_, entity) in self.subjects(kind, Span::default()) {
            names.push(snake(&self.model.entities[entity].name.text));
            names.extend(missing::names(self.model, Owner::Entity(entity)));
        }
        names
    }
}
