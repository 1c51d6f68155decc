//! What a model uses of another one, as elements of its own lists.

use std::collections::BTreeMap;

use super::Imports;
use super::constants::constant;
use crate::Loc;
use crate::diagnostics::Diagnostic;
use crate::model::{
    Bound, BoundKind, Entity, Enum, Event, EventId, EventRef, Field, Ident, Model, Scalar, Type,
    Value, View, ViewId,
};
use crate::resolve::cx::{Names, TypeName};
use crate::resolve::declare::empty_entity;

/// A model on its way through the phases.
#[derive(Debug)]
pub(in super::super) struct Work {
    pub(in super::super) model: Model,
    pub(in super::super) names: Names,
    pub(in super::super) findings: Vec<Diagnostic>,
    borrowed: Borrowed,
}

/// What a model has of others: by the model it is of and its id there, the id here.
#[derive(Debug, Default)]
struct Borrowed {
    types: BTreeMap<(usize, TypeName), TypeName>,
    views: BTreeMap<(usize, ViewId), ViewId>,
    events: BTreeMap<(usize, EventRef), EventId>,
    /// The way back.
    origins: BTreeMap<TypeName, (usize, TypeName)>,
}

impl Work {
    pub(in super::super) fn new(model: Model, names: Names, findings: Vec<Diagnostic>) -> Self {
        Self {
            model,
            names,
            findings,
            borrowed: Borrowed::default(),
        }
    }

    /// Which models this one uses types and views of, and where those are declared.
    pub(in super::super) fn borrowed_from<'w>(
        &'w self,
        others: &'w [Option<Work>],
    ) -> impl Iterator<Item = (usize, Loc)> + 'w {
        let model = move |at: usize| Some(&others.get(at)?.as_ref()?.model);
        let types = self.borrowed.types.keys().filter_map(move |(at, ty)| {
            let lender = model(*at)?;
            let name = match ty {
                TypeName::Scalar(id) => &lender.scalars[*id].name,
                TypeName::Enum(id) => &lender.enums[*id].name,
                TypeName::Value(id) => &lender.values[*id].name,
                TypeName::Entity(id) => &lender.entities[*id].name,
            };
            Some((*at, name.loc))
        });
        let views = self.borrowed.views.keys();
        let views =
            views.filter_map(move |(at, view)| Some((*at, model(*at)?.views[*view].name.loc)));
        types.chain(views)
    }
}

/// Lends to one model what the others have; its own place among them is empty meanwhile.
pub(in super::super) struct Lender<'a> {
    own: usize,
    work: &'a mut Work,
    others: &'a [Option<Work>],
    /// Types that have their place here, and are still to be filled.
    open: Vec<(usize, TypeName)>,
}

impl<'a> Lender<'a> {
    pub(in super::super) fn new(
        own: usize,
        work: &'a mut Work,
        others: &'a [Option<Work>],
    ) -> Self {
        Self {
            own,
            work,
            others,
            open: Vec::new(),
        }
    }

    fn other(&self, at: usize) -> Option<&'a Work> {
        self.others.get(at)?.as_ref()
    }

    /// The types and views that the model uses.
    pub(in super::super) fn types_and_views(&mut self, imports: &Imports) {
        for (at, name) in imports.uses.keys() {
            let Some((other, model)) = self.usable(*at) else {
                continue;
            };
            let ty = other.names.types.get(name).map(|ty| self.ty_name(*at, *ty));
            let view = other
                .names
                .views
                .get(name)
                .map(|view| self.view(*at, *view));
            if let Some(imported) = self.work.names.imports.get_mut(model) {
                imported.types.extend(ty.map(|ty| (name.clone(), ty)));
                imported.views.extend(view.map(|view| (name.clone(), view)));
                if imported.retired.is_empty() {
                    imported.retired.clone_from(other.names.all_retired());
                    imported
                        .gone_variants
                        .clone_from(&other.names.gone_variants);
                }
            }
        }
        self.fill();
    }

    /// The events that the model uses.
    pub(in super::super) fn events(&mut self, imports: &Imports) {
        for (at, name) in imports.uses.keys() {
            let Some((other, model)) = self.usable(*at) else {
                continue;
            };
            let event = other.names.events.get(name);
            let event = event.and_then(|event| self.event(*at, *event));
            if let Some(imported) = self.work.names.imports.get_mut(model) {
                let event = event.map(|event| (name.clone(), EventRef::Plain(event)));
                imported.events.extend(event);
            }
        }
        self.fill();
    }

    /// Takes over what has become known of what is lent: ends of ranges, defaults, and the fields of events that are
    /// declared where they are emitted.
    pub(in super::super) fn settle(&mut self) {
        let borrowed = self.work.borrowed.events.iter();
        let events: Vec<_> = borrowed.map(|(of, here)| (*of, *here)).collect();
        for ((at, event), here) in events {
            let untold = |field: &Field| field.ty == Type::Error;
            if let EventRef::Plain(id) = event
                && let Some(other) = self.other(at)
                && self.work.model.events[here].fields.iter().any(untold)
            {
                let fields = self.fields(at, &other.model.events[id].fields);
                self.work.model.events[here].fields = fields;
            }
        }
        // The fields of a view of all facts of an entity are known no earlier than its derived facts.
        let borrowed = self.work.borrowed.views.iter();
        let views: Vec<_> = borrowed.map(|(of, here)| (*of, *here)).collect();
        for ((at, id), here) in views {
            if let Some(other) = self.other(at) {
                let fields = self.fields(at, &other.model.views[id].fields);
                self.work.model.views[here].fields = fields;
            }
        }
        let borrowed = self.work.borrowed.events.iter();
        let events: Vec<_> = borrowed.map(|(of, here)| (*of, *here)).collect();
        for ((at, event), here) in events {
            if let Some((_, _, fields)) = self.recorded(at, event) {
                self.work.model.events[here].fields = fields;
            }
        }
        self.open = self.work.borrowed.types.keys().copied().collect();
        self.fill();
    }

    /// Another model that may be used, and its name.
    fn usable(&self, at: usize) -> Option<(&'a Work, &'a str)> {
        let other = self.other(at)?;
        let name = other.model.name.text.as_str();
        let imported = self.work.names.imports.get(name)?;
        (!imported.silent).then_some((other, name))
    }

    fn name(other: &Work, name: &Ident) -> Ident {
        Ident {
            text: format!("{}.{}", other.model.name.text, name.text),
            loc: name.loc,
        }
    }

    /// A type of another model as one of this model.
    pub(super) fn ty(&mut self, at: usize, ty: &Type) -> Type {
        match ty {
            Type::Scalar(id) => self.named(at, TypeName::Scalar(*id)),
            Type::Enum(id) => self.named(at, TypeName::Enum(*id)),
            Type::Value(id) => self.named(at, TypeName::Value(*id)),
            Type::Entity(id) => self.named(at, TypeName::Entity(*id)),
            Type::Optional(inner) => Type::Optional(Box::new(self.ty(at, inner))),
            Type::List(inner) => Type::List(Box::new(self.ty(at, inner))),
            Type::Map(key, value) => {
                Type::Map(Box::new(self.ty(at, key)), Box::new(self.ty(at, value)))
            }
            // No field is of these.
            Type::Actor(_) | Type::Row(_) | Type::Role(..) => Type::Error,
            plain => plain.clone(),
        }
    }

    fn named(&mut self, at: usize, ty: TypeName) -> Type {
        match self.ty_name(at, ty) {
            TypeName::Scalar(id) => Type::Scalar(id),
            TypeName::Enum(id) => Type::Enum(id),
            TypeName::Value(id) => Type::Value(id),
            TypeName::Entity(id) => Type::Entity(id),
        }
    }

    /// The type here that a type of another model is; a new one where it is met for the first time.
    pub(super) fn ty_name(&mut self, at: usize, ty: TypeName) -> TypeName {
        let Some(other) = self.other(at) else {
            return ty;
        };
        // The other model may have it from a third one, or from this one.
        let (at, ty) = other.borrowed.origins.get(&ty).copied().unwrap_or((at, ty));
        if at == self.own {
            return ty;
        }
        if let Some(known) = self.work.borrowed.types.get(&(at, ty)) {
            return *known;
        }
        let Some(other) = self.other(at) else {
            return ty;
        };
        let imported = Some(other.model.name.text.clone());
        let own = &mut self.work.model;
        let here = match ty {
            TypeName::Scalar(id) => TypeName::Scalar(own.scalars.push(Scalar {
                name: Self::name(other, &other.model.scalars[id].name),
                imported,
                ..other.model.scalars[id].clone()
            })),
            TypeName::Enum(id) => TypeName::Enum(own.enums.push(Enum {
                name: Self::name(other, &other.model.enums[id].name),
                imported,
                ..other.model.enums[id].clone()
            })),
            TypeName::Value(id) => TypeName::Value(own.values.push(Value {
                name: Self::name(other, &other.model.values[id].name),
                imported,
                doc: other.model.values[id].doc.clone(),
                fields: Vec::new(),
            })),
            TypeName::Entity(id) => {
                let entity = &other.model.entities[id];
                let name = Self::name(other, &entity.name);
                TypeName::Entity(own.entities.push(Entity {
                    imported,
                    key: Field {
                        ty: Type::Error,
                        ..entity.key.clone()
                    },
                    key_generated: entity.key_generated,
                    ..empty_entity(name, entity.doc.clone(), entity.external)
                }))
            }
        };
        self.work.borrowed.types.insert((at, ty), here);
        self.work.borrowed.origins.insert(here, (at, ty));
        self.open.push((at, ty));
        here
    }

    /// Fills the types that have their place, and those that come up meanwhile.
    fn fill(&mut self) {
        while let Some((at, ty)) = self.open.pop() {
            let here = self.work.borrowed.types.get(&(at, ty)).copied();
            let (Some(other), Some(here)) = (self.other(at), here) else {
                continue;
            };
            match (ty, here) {
                (TypeName::Scalar(id), TypeName::Scalar(here)) => {
                    let bounds = self.bounds(at, &other.model.scalars[id].bounds);
                    self.work.model.scalars[here].bounds = bounds;
                }
                (TypeName::Value(id), TypeName::Value(here)) => {
                    let fields = self.fields(at, &other.model.values[id].fields);
                    self.work.model.values[here].fields = fields;
                }
                (TypeName::Entity(id), TypeName::Entity(here)) => {
                    let key = self.field(at, &other.model.entities[id].key);
                    self.work.model.entities[here].key = key;
                }
                _ => {}
            }
        }
    }

    fn view(&mut self, at: usize, id: ViewId) -> ViewId {
        if let Some(known) = self.work.borrowed.views.get(&(at, id)) {
            return *known;
        }
        let Some(other) = self.other(at) else {
            return id;
        };
        let view = &other.model.views[id];
        let fields = self.fields(at, &view.fields);
        let here = self.work.model.views.push(View {
            name: Self::name(other, &view.name),
            imported: Some(other.model.name.text.clone()),
            doc: view.doc.clone(),
            readers: Vec::new(),
            facts_of: None,
            fields,
            handlers: Vec::new(),
        });
        self.work.borrowed.views.insert((at, id), here);
        here
    }

    /// An event of another model: what it carries, its subject among it.
    fn event(&mut self, at: usize, event: EventRef) -> Option<EventId> {
        if let Some(known) = self.work.borrowed.events.get(&(at, event)) {
            return Some(*known);
        }
        let other = self.other(at)?;
        let (name, doc, fields) = self.recorded(at, event)?;
        let here = self.work.model.events.push(Event {
            name: Self::name(other, name),
            imported: Some(other.model.name.text.clone()),
            doc: doc.clone(),
            aggregate: None,
            system: None,
            fields,
            apply: Vec::new(),
            no_more: None,
        });
        self.work.borrowed.events.insert((at, event), here);
        Some(here)
    }

    /// The name of an event of another model, what is said of it, and what it carries.
    fn recorded(
        &mut self,
        at: usize,
        event: EventRef,
    ) -> Option<(&'a Ident, &'a Option<String>, Vec<Field>)> {
        let other = self.other(at)?;
        Some(match event {
            EventRef::Plain(id) => {
                let event = &other.model.events[id];
                let fields = self.fields(at, &event.fields);
                (&event.name, &event.doc, fields)
            }
            EventRef::Act(kind, step) => {
                let kind = &other.model.kinds[kind];
                let act = kind.act(step)?;
                let entity = &other.model.entities[kind.product.entity];
                let subject = Field {
                    name: Ident {
                        text: entity.subject(),
                        loc: act.event.loc,
                    },
                    doc: None,
                    key: false,
                    ty: self.ty(at, &Type::Entity(kind.product.entity)),
                    bounds: Vec::new(),
                    default: None,
                };
                let mut fields = vec![subject];
                for field in &act.payload {
                    fields.push(Field {
                        name: field.name.clone(),
                        doc: field.doc.clone(),
                        key: false,
                        ty: self.ty(at, &field.ty),
                        bounds: self.bounds(at, &field.bounds),
                        default: None,
                    });
                }
                (&act.event, &act.doc, fields)
            }
        })
    }

    fn fields(&mut self, at: usize, fields: &[Field]) -> Vec<Field> {
        fields.iter().map(|field| self.field(at, field)).collect()
    }

    fn field(&mut self, at: usize, field: &Field) -> Field {
        let ty = self.ty(at, &field.ty);
        let default = field.default.as_ref();
        Field {
            name: field.name.clone(),
            doc: field.doc.clone(),
            key: field.key,
            bounds: self.bounds(at, &field.bounds),
            default: default.map(|default| constant(self, at, default, &ty)),
            ty,
        }
    }

    fn bounds(&mut self, at: usize, bounds: &[Bound]) -> Vec<Bound> {
        let mut lent = Vec::new();
        for bound in bounds {
            let kind = match &bound.kind {
                BoundKind::Range(low, high) => {
                    let mut end = |end: &Option<crate::model::Expr>| {
                        let end = end.as_ref()?;
                        let ty = self.ty(at, &end.ty);
                        Some(constant(self, at, end, &ty))
                    };
                    BoundKind::Range(end(low), end(high))
                }
                other => other.clone(),
            };
            lent.push(Bound {
                kind,
                sentence: bound.sentence.clone(),
                loc: bound.loc,
            });
        }
        lent
    }
}
