//! What a handler sets.

use coact_syntax::Span;
use coact_syntax::ast::{self, RowVerb};

use super::super::gaps::Shown;
use super::super::missing::Owner;
use super::super::pass::Pass;
use super::super::typer::Typer;
use crate::Loc;
use crate::model::{AggregateId, EventRef, Expr, ExprKind, Field, RowSet, Type, ViewId};
use crate::rules;

/// What is set: a row of a view, or the state of an aggregate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Target {
    View(ViewId),
    State(AggregateId),
}

impl Typer<'_> {
    /// What the braces behind a verb set.
    pub(in super::super) fn sets(
        &mut self,
        target: Target,
        verb: RowVerb,
        verb_span: Span,
        fields: &[ast::RowField],
    ) -> Vec<RowSet> {
        if verb == RowVerb::Remove {
            if !fields.is_empty() {
                let finding = rules::remove_sets_nothing(self.loc(verb_span));
                self.report(finding);
            }
            return Vec::new();
        }
        let mut sets: Vec<RowSet> = Vec::new();
        for field in fields {
            let set = match field {
                ast::RowField::Init(init) => self.row_set(target, init, &sets),
                ast::RowField::List(list) => self.element_set(target, list),
            };
            sets.extend(set);
        }
        sets
    }

    fn row_set(
        &mut self,
        target: Target,
        init: &ast::FieldInit,
        before: &[RowSet],
    ) -> Option<RowSet> {
        let (at, field) = self.target_field(target, &init.name)?;
        let loc = self.loc(init.name.span);
        if field.key {
            self.report(rules::key_is_routed(loc, &init.name.text));
            return None;
        }
        let twice = |set: &RowSet| matches!(set, RowSet::Field(known, _) if *known == at);
        if before.iter().any(twice) {
            self.report(rules::given_twice(loc, &init.name.text));
            return None;
        }
        let value = self.event_init(init, &field.ty);
        if let Some(bound) = self.index.patterns.broken(&value, &field.bounds) {
            self.report(rules::out_of_bounds(value.loc, &field.name.text, bound));
        }
        (value.ty != Type::Error).then_some(RowSet::Field(at, value))
    }

    /// `x: value`, or `x` for the event's `x`.
    pub(super) fn event_init(&mut self, init: &ast::FieldInit, ty: &Type) -> Expr {
        match &init.value {
            Some(value) => self.expect(value, ty),
            None => match self.event_member(&init.name, init.name.span) {
                Some(value) => self.fit(value, ty),
                None => self.broken(init.name.span),
            },
        }
    }

    /// The field of this name, with its place.
    pub(super) fn target_field(
        &mut self,
        target: Target,
        name: &ast::Name,
    ) -> Option<(usize, Field)> {
        let model = self.model;
        let (fields, owner) = match target {
            Target::View(id) => (&model.views[id].fields, Owner::View(id)),
            Target::State(id) => (&model.aggregates[id].state, Owner::State(id)),
        };
        let found = fields
            .iter()
            .enumerate()
            .find(|(_, field)| field.name.text == name.text);
        match found {
            Some((at, field)) => Some((at, field.clone())),
            None => {
                self.lacks(owner, name);
                None
            }
        }
    }

    /// A row that is made must have every field.
    pub(super) fn complete(&mut self, view: ViewId, sets: &[RowSet], written: &ast::Handler) {
        let model = self.model;
        let missing: Vec<&str> = model.views[view]
            .fields
            .iter()
            .enumerate()
            .filter(|(at, field)| {
                let is_given = |given: &ast::RowField| match given {
                    ast::RowField::Init(init) => init.name.text == field.name.text,
                    ast::RowField::List(list) => list.list.text == field.name.text,
                };
                !field.key
                    && field.default.is_none()
                    && field.ty != Type::Error
                    && !sets
                        .iter()
                        .any(|set| matches!(set, RowSet::Field(known, _) if known == at))
                    && !written.fields.iter().any(is_given)
            })
            .map(|(_, field)| field.name.text.as_str())
            .collect();
        // A name that the view does not have is reported, and was meant for one of these.
        let strange = written.fields.iter().any(|given| {
            let name = match given {
                ast::RowField::Init(init) => &init.name.text,
                ast::RowField::List(list) => &list.list.text,
            };
            let mut fields = model.views[view].fields.iter();
            !fields.any(|field| field.name.text == *name)
        });
        if !missing.is_empty() && !strange && !self.item.faulty {
            let verb = match written.verb {
                RowVerb::Add => "add",
                _ => "set",
            };
            let finding = rules::row_incomplete(
                self.loc(written.verb_span),
                verb,
                &model.views[view].name.text,
                &missing,
            );
            self.report(finding);
        }
    }
}

/// What is set must be there; what was shown before the event set it is known.
pub(in super::super) fn check_values(
    pass: &mut Pass<'_>,
    on: EventRef,
    shown: Shown,
    sets: &[RowSet],
) {
    let loc = Loc::default();
    let event = match on {
        EventRef::Plain(id) => {
            let fields = pass.model.events[id].fields.iter();
            let bounded = fields.map(|field| (&field.ty, field.bounds.as_slice()));
            Shown::fields(ExprKind::EventField, bounded, loc)
        }
        EventRef::Act(kind, step) => {
            let payload = pass.model.kinds[kind].act(step).map(|act| &act.payload);
            let fields = payload.into_iter().flatten();
            let bounded = fields.map(|field| (&field.ty, field.bounds.as_slice()));
            Shown::fields(ExprKind::EventField, bounded, loc)
        }
    };
    let shown = shown.and(event);
    for set in sets {
        match set {
            RowSet::Field(_, value) => pass.needs_value(value, &shown),
            RowSet::Element { key, sets, .. } => {
                for value in key.iter().chain(sets.iter().map(|(_, value)| value)) {
                    pass.needs_value(value, &shown);
                }
            }
        }
    }
}
