//! What a model reads and names, gathered in one walk.

use std::collections::BTreeSet;

use crate::model::{
    AutomationSource, EntityId, EnumId, Expr, ExprKind, LookupId, Model, RowSource, ScalarId,
    Shown, SliceElement, SpecStepKind, Type, ValueId, ViewId,
};

/// What is used somewhere.
#[derive(Default)]
pub(crate) struct Uses {
    /// Facts that an expression of the model reads.
    pub(crate) facts: BTreeSet<(EntityId, usize)>,
    /// Derived facts that are read.
    pub(crate) derived: BTreeSet<(EntityId, usize)>,
    /// Views of which an expression reads rows by their keys.
    pub(crate) views: BTreeSet<ViewId>,
    /// Look-ups that are asked.
    pub(crate) lookups: BTreeSet<LookupId>,
    /// Types that something is of.
    pub(crate) scalars: BTreeSet<ScalarId>,
    /// Enumerations that something is of.
    pub(crate) enums: BTreeSet<EnumId>,
    /// Structured values that something is of.
    pub(crate) values: BTreeSet<ValueId>,
}

impl Uses {
    pub(super) fn of(model: &Model) -> Self {
        let mut uses = Self::default();
        for root in model.expressions() {
            for expr in root.all() {
                uses.expression(model, expr);
            }
        }
        for root in model.spec_expressions() {
            for expr in root.all() {
                uses.ty(&expr.ty);
            }
        }
        uses.types(model);
        uses
    }

    fn expression(&mut self, model: &Model, expr: &Expr) {
        self.ty(&expr.ty);
        match &expr.kind {
            ExprKind::Fact(_, entity, fact) => {
                self.facts.insert((*entity, *fact));
            }
            ExprKind::Derived(_, entity, derived) => {
                self.derived.insert((*entity, *derived));
            }
            // Who asks for all that refer to something asks each of them what it refers to.
            ExprKind::Inverse(_, entity, at) => {
                let inverse = model.entities[*entity].inverses.get(*at);
                self.facts
                    .extend(inverse.map(|inverse| (inverse.entity, inverse.fact)));
            }
            ExprKind::RowAt(view, _) => {
                self.views.insert(*view);
            }
            ExprKind::Find(entity, keys) => {
                let facts = keys.iter().filter_map(|(fact, _)| *fact);
                self.facts.extend(facts.map(|fact| (*entity, fact)));
            }
            ExprKind::Lookup(lookup, _) => {
                self.lookups.insert(*lookup);
            }
            _ => {}
        }
    }

    fn types(&mut self, model: &Model) {
        for scalar in model.scalars.values() {
            self.ty(&scalar.base);
        }
        for field in model.values.values().flat_map(|value| &value.fields) {
            self.ty(&field.ty);
        }
        for entity in model.entities.values() {
            self.ty(&entity.key.ty);
            for fact in &entity.facts {
                self.ty(&fact.field.ty);
            }
            for derived in &entity.derived {
                self.ty(&derived.value.ty);
            }
        }
        for act in model.kinds.values().flat_map(|kind| &kind.acts) {
            for field in &act.payload {
                self.ty(&field.ty);
            }
        }
        for lookup in model.lookups.values() {
            self.ty(&lookup.result);
            for (_, ty) in &lookup.params {
                self.ty(ty);
            }
        }
        for field in model.views.values().flat_map(|view| &view.fields) {
            self.ty(&field.ty);
        }
        for aggregate in model.aggregates.values() {
            self.ty(&aggregate.key.ty);
            for field in &aggregate.state {
                self.ty(&field.ty);
            }
        }
        let commands = model.commands.values().flat_map(|command| &command.fields);
        let events = model.events.values().flat_map(|event| &event.fields);
        let calls = model.calls.values().flat_map(|call| {
            let outcomes = call.outcomes.iter().flat_map(|outcome| &outcome.fields);
            call.fields.iter().chain(outcomes)
        });
        for field in commands.chain(events).chain(calls) {
            self.ty(&field.ty);
        }
        // Old records are of types that are no more elsewhere, perhaps.
        for retired in model.pasts.iter().filter_map(|past| past.retired.as_ref()) {
            retired.ty.iter().for_each(|ty| self.ty(ty));
        }
        for (_, value) in model.upcasts.iter().flat_map(|upcast| &upcast.fields) {
            value.all().into_iter().for_each(|expr| self.ty(&expr.ty));
        }
        for param in model.queries.values().flat_map(|query| &query.params) {
            self.ty(&param.ty);
        }
    }

    fn ty(&mut self, ty: &Type) {
        match ty {
            Type::Scalar(id) => {
                self.scalars.insert(*id);
            }
            Type::Enum(id) => {
                self.enums.insert(*id);
            }
            Type::Value(id) => {
                self.values.insert(*id);
            }
            Type::Optional(inner) | Type::List(inner) => self.ty(inner),
            Type::Map(key, value) => {
                self.ty(key);
                self.ty(value);
            }
            _ => {}
        }
    }
}

/// Views that somebody or something reads, expressions aside.
pub(super) fn read_views(model: &Model) -> BTreeSet<ViewId> {
    let mut views = BTreeSet::new();
    for (id, view) in model.views.iter() {
        if !view.readers.is_empty() {
            views.insert(id);
        }
    }
    views.extend(model.queries.values().map(|query| query.view));
    views.extend(model.lookups.values().filter_map(|lookup| lookup.from));
    views.extend(model.banks.values().filter_map(|bank| bank.from));
    for automation in model.automations.values() {
        if let AutomationSource::View(view) = automation.source {
            views.insert(view);
        }
    }
    let reads = model.commands.values().flat_map(|command| &command.reads);
    views.extend(reads.map(|reads| reads.view));
    for (shown, ..) in model.screens.values().flat_map(|screen| &screen.shows) {
        if let Shown::View(view) = shown {
            views.insert(*view);
        }
    }
    let slices = model.stories.values().flat_map(|story| &story.slices);
    for (element, _) in slices.flat_map(|slice| &slice.elements) {
        if let SliceElement::View(view) = element {
            views.insert(*view);
        }
    }
    for step in model.specs.values().flat_map(|spec| &spec.steps) {
        if let SpecStepKind::Then(crate::model::Expect::Rows {
            source: RowSource::View(view),
            ..
        }) = &step.kind
        {
            views.insert(*view);
        }
    }
    views
}
