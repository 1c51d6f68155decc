//! What is read from the case, the event and the row.

use proc_macro2::TokenStream;
use quote::quote;

use coact_model::ctp::{Act, FactWord};
use coact_model::model::{ActMeta, EntityId, EventMeta, Expr, ExprKind, Instance};

use super::{Exprs, Piece, Scene};
use crate::kind::facts;
use crate::names;

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
                    Scene::View { view, .. } | Scene::Query { view, .. } => *view,
                    _ => return Piece::Value(quote!(())),
                };
                let field = &self.model().views[view].fields[*index].name.text;
                let field = names::ident(field);
                Piece::Place(quote!(row.#field))
            }
            ExprKind::Key(of) => {
                let of = self.piece(of).base();
                Piece::Place(quote!(#of.0))
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
        let Scene::View { kind: of, act, .. } = &self.scene else {
            return Piece::Value(quote!(()));
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
            return stands(&quote!(case.#field.status), fact);
        }
        let found = self.instance(instance);
        let stands = stands(&quote!(instance.status), fact);
        quote!(#found.is_some_and(|instance| #stands))
    }
}
