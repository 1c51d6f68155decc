//! What is read from the case, the event and the row.

use proc_macro2::TokenStream;
use quote::quote;

use coact_model::ctp::{Act, FactWord};
use coact_model::model::{ActMeta, EntityId, EventId, EventMeta, Expr, ExprKind, Field, Instance};

use super::{Entry, Exprs, Happened, Piece, Scene, by_key};
use crate::cx::Own;
use crate::kind::facts;
use crate::views::reads::variable;
use crate::{lookups, names, plain};

impl Exprs<'_, '_, '_> {
    pub(super) fn read(&self, expr: &Expr) -> Piece {
        match &expr.kind {
            ExprKind::Subject(_) => match &self.scene {
                Scene::Subject(subject) => subject.clone(),
                _ => Piece::Value(quote!(())),
            },
            ExprKind::EventSubject | ExprKind::EventField(_) | ExprKind::EventMeta(_) => {
                self.event(&expr.kind)
            }
            ExprKind::RowField(index) => {
                let view = match &self.scene {
                    Scene::View { view, .. }
                    | Scene::Query { view, .. }
                    | Scene::Reaction(Entry::Row(view), _) => *view,
                    _ => return Piece::Value(quote!(())),
                };
                let field = &self.model().views[view].fields[*index].name.text;
                let field = names::ident(field);
                Piece::Place(quote!(row.#field))
            }
            ExprKind::ResultField(index) => self.result_field(*index),
            ExprKind::Find(entity, keys) => match (&self.scene, by_key(expr)) {
                (Scene::Subject(_) | Scene::Command(_), Some(found)) => self.found_read(&found),
                _ => self.found(*entity, keys),
            },
            ExprKind::CommandField(index) => self.command_field(*index),
            ExprKind::StateField(index) => self.state_field(*index),
            ExprKind::Read(_) | ExprKind::RowAt(..) => self.read_row(expr, None),
            ExprKind::RowMember(of, view, index) => {
                let of = self.piece(of).base();
                let field = &self.model().views[*view].fields[*index].name.text;
                let field = names::ident(field);
                Piece::Place(quote!(#of.#field))
            }
            ExprKind::Key(of) => {
                let of = self.piece(of).base();
                Piece::Place(quote!(#of.0))
            }
            ExprKind::Fact(of, entity, index) if let Some(found) = self.decided_by(of) => {
                let field = &self.cx.entity(*entity).facts[*index].field;
                self.member_read(&found, &field.name.text, &field.ty)
            }
            ExprKind::Derived(of, entity, index) if let Some(found) = self.decided_by(of) => {
                let derived = &self.cx.entity(*entity).derived[*index];
                self.member_read(&found, &derived.name.text, &derived.value.ty)
            }
            ExprKind::Inverse(of, entity, index) if let Some(found) = self.decided_by(of) => {
                let inverse = &self.cx.entity(*entity).inverses[*index];
                self.member_read(&found, &inverse.name.text, &expr.ty)
            }
            ExprKind::Fact(of, entity, index) => {
                let at = self.entity(of, *entity);
                let name = names::ident(&self.cx.entity(*entity).facts[*index].field.name.text);
                Piece::Ref(quote!(#at.#name()?))
            }
            ExprKind::Derived(of, entity, index) => {
                let at = self.entity(of, *entity);
                let name = names::ident(&self.cx.entity(*entity).derived[*index].name.text);
                Piece::Value(quote!(#at.#name()?))
            }
            ExprKind::Inverse(of, entity, index) => {
                let at = self.entity(of, *entity);
                let name = names::ident(&self.cx.entity(*entity).inverses[*index].name.text);
                Piece::Value(quote!(#at.#name()))
            }
            ExprKind::ActField(instance, act, index) => {
                let performed = self.performed(instance, *act);
                let name = self
                    .cx
                    .act(instance.kind, *act)
                    .and_then(|def| def.payload.get(*index))
                    .map_or("", |field| &field.name.text);
                let name = names::ident(name);
                Piece::Place(quote!(#performed.event.#name))
            }
            ExprKind::ActMeta(instance, act, meta) => {
                let performed = self.performed(instance, *act);
                Piece::Place(match meta {
                    ActMeta::At => quote!(#performed.at),
                    ActMeta::By => quote!(#performed.by),
                    ActMeta::Role => quote!(#performed.role),
                })
            }
            ExprKind::FactTest(instance, fact) => Piece::Value(self.stands(instance, *fact)),
            // Everything else is handled before.
            _ => Piece::Value(quote!(())),
        }
    }

    fn event(&self, kind: &ExprKind) -> Piece {
        let (of, act) = match &self.scene {
            Scene::View {
                of: Happened::Act(of, act),
                ..
            }
            | Scene::Reaction(Entry::Happened(Happened::Act(of, act)), _) => (of, act),
            Scene::View {
                of: Happened::Plain(event),
                ..
            }
            | Scene::Reaction(Entry::Happened(Happened::Plain(event)) | Entry::Arrived(event), _)
            | Scene::Apply(event) => return self.plain_event(*event, kind),
            _ => return Piece::Value(quote!(())),
        };
        match kind {
            ExprKind::EventField(index) => {
                let name = act.payload.get(*index).map_or("", |field| &field.name.text);
                let name = names::ident(name);
                Piece::Place(quote!(event.#name))
            }
            ExprKind::EventMeta(EventMeta::At) => Piece::Place(quote!(envelope.at)),
            ExprKind::EventMeta(EventMeta::By) => Piece::Place(quote!(envelope.by)),
            ExprKind::EventMeta(EventMeta::Id) => {
                Piece::Value(quote!(::coact_runtime::expr::version(case.version)))
            }
            _ => {
                let subject = self.cx.subject_field(*of);
                Piece::Place(quote!(event.#subject))
            }
        }
    }

    fn plain_event(&self, event: EventId, kind: &ExprKind) -> Piece {
        let fields = &self.model().events[event].fields;
        if let (ExprKind::EventMeta(meta), Scene::Reaction(Entry::Arrived(_), _)) =
            (kind, &self.scene)
        {
            return self.arrival(event, *meta);
        }
        match kind {
            ExprKind::EventMeta(EventMeta::At) => Piece::Place(quote!(envelope.at)),
            ExprKind::EventMeta(EventMeta::By) => Piece::Place(quote!(envelope.by)),
            ExprKind::EventMeta(EventMeta::Id) if matches!(self.scene, Scene::Apply(_)) => {
                Piece::Value(quote!(::coact_runtime::expr::version(self.version)))
            }
            ExprKind::EventMeta(EventMeta::Id) => Piece::Value(quote!(case.event_id())),
            ExprKind::EventField(index) => self.event_field(fields.get(*index)),
            // What a plain event is about is its first field.
            _ => self.event_field(fields.first()),
        }
    }

    /// When and as what a report of another system came, and from whom.
    fn arrival(&self, event: EventId, meta: EventMeta) -> Piece {
        match meta {
            EventMeta::At => Piece::Place(quote!(arrival.at)),
            EventMeta::Id => Piece::Value(quote!(::coact_runtime::expr::number(arrival.id, 0))),
            EventMeta::By => {
                let system = self.model().events[event].system;
                let name = system.map_or("", |id| &self.model().systems[id].name.text);
                let name = crate::tokens::text(name);
                Piece::Value(quote!(::std::string::String::from(#name)))
            }
        }
    }

    fn event_field(&self, field: Option<&Field>) -> Piece {
        let name = names::ident(field.map_or("", |field| &field.name.text));
        Piece::Place(quote!(event.#name))
    }

    fn command_field(&self, index: usize) -> Piece {
        let Scene::Command(id) = &self.scene else {
            return Piece::Value(quote!(()));
        };
        let command = &self.model().commands[*id];
        if index == 0 && command.aggregate.is_some() {
            return Piece::Place(quote!(case.key));
        }
        let name = command.fields.get(index);
        let name = names::ident(name.map_or("", |field| &field.name.text));
        Piece::Place(quote!(command.#name))
    }

    fn state_field(&self, index: usize) -> Piece {
        let aggregate = match &self.scene {
            Scene::Command(id) => self.model().commands[*id].aggregate,
            Scene::Apply(id) => self.model().events[*id].aggregate,
            _ => None,
        };
        let field = aggregate.and_then(|id| self.model().aggregates[id].state.get(index));
        let Some(field) = field else {
            return Piece::Value(quote!(()));
        };
        let name = names::ident(&field.name.text);
        if plain::is_open(self.cx, field) {
            return Piece::Ref(
                quote!(state.#name.as_ref().ok_or(::coact_runtime::expr::Absent::Unknown)?),
            );
        }
        Piece::Place(quote!(state.#name))
    }

    /// The row that is read: the one under its key, or the one of several under this key.
    pub(super) fn read_row(&self, read: &Expr, key: Option<&Expr>) -> Piece {
        let (view, keys) = match (&read.kind, &self.scene) {
            (ExprKind::RowAt(view, keys), _) => (*view, keys.as_slice()),
            (ExprKind::Read(index), Scene::Command(id)) => {
                let Some(reads) = self.model().commands[*id].reads.get(*index) else {
                    return Piece::Value(quote!(()));
                };
                (reads.view, std::slice::from_ref(&reads.key))
            }
            _ => return Piece::Value(quote!(())),
        };
        let keys = key.map_or(keys, std::slice::from_ref);
        match &self.scene {
            Scene::Reaction(..) => return self.row_outside(view, keys),
            Scene::View { reads, .. } => {
                let row = variable(reads, read);
                return Piece::Ref(quote!(#row.as_ref().map_err(|absent| *absent)?));
            }
            _ => {}
        }
        let get = lookups::row_getter(self.cx, view);
        let keys = keys.iter().map(|key| self.reference(key));
        Piece::Ref(quote!(facts.#get(#(#keys),*)?))
    }

    /// The entity as the case tells of it.
    fn entity(&self, of: &Expr, entity: EntityId) -> TokenStream {
        let key = self.reference(of);
        let name = names::ident(&self.cx.entity(entity).subject());
        quote!(case.#name(#key))
    }

    /// Whether the subject of an instance is the one that is spoken of, so that there is no need to look
    /// for it.
    fn is_own(&self, instance: &Instance) -> bool {
        matches!(
            instance.subject.kind,
            ExprKind::Subject(_) | ExprKind::EventSubject
        ) && !self.cx.place(instance.kind).many
    }

    /// The latest standing performance of an act.
    fn performed(&self, instance: &Instance, act: Act) -> TokenStream {
        // A tacit execution is part of the declaration.
        let act = match act {
            Act::Execute if self.cx.act(instance.kind, act).is_none() => Act::Declare,
            act => act,
        };
        let slot = names::slot(act);
        let unknown = quote!(ok_or(::coact_runtime::expr::Absent::Unknown)?);
        if self.is_own(instance) {
            let field = self.cx.module(instance.kind);
            return quote!(case.#field.#slot.as_ref().#unknown);
        }
        let found = self.instance(instance);
        quote!(#found.and_then(|instance| instance.#slot.as_ref()).#unknown)
    }

    fn instance(&self, instance: &Instance) -> TokenStream {
        let get = names::function("about", self.cx.kind_name(instance.kind));
        let key = self.reference(&instance.subject);
        quote!(case.#get(#key))
    }

    fn stands(&self, instance: &Instance, fact: FactWord) -> TokenStream {
        let stands = if self.keeps {
            facts::is_kept
        } else {
            facts::stands
        };
        if self.is_own(instance) {
            let field = self.cx.module(instance.kind);
            let own = Own::Always(quote!(case.#field));
            return stands(&quote!(case.#field.status), &own, fact);
        }
        let found = self.instance(instance);
        let stands = stands(
            &quote!(instance.status),
            &Own::Always(quote!(instance)),
            fact,
        );
        quote!(#found.is_some_and(|instance| #stands))
    }
}
