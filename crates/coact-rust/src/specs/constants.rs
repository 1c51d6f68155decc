//! Constants of specs, and who they are.

use proc_macro2::TokenStream;
use quote::quote;

use coact_model::model::{ActorId, Binding, EntityId, Expr, Type};

use super::Writer;
use crate::expr::{Piece, constant_name};
use crate::types::rust;
use crate::{names, tokens};

impl Writer<'_, '_, '_> {
    /// The constants that do not wait for an event.
    pub(super) fn constants(&self) -> TokenStream {
        let lets = self.spec.constants.values().filter_map(|constant| {
            let name = constant_name(&constant.name.text);
            let value = match &constant.binding {
                Binding::Value(value) => self.exprs(true).value(value),
                Binding::Generated => self.generated(&constant.ty, &constant.name.text),
                Binding::Produced => return None,
            };
            let ty = rust(self.cx, &constant.ty);
            Some(quote!(let #name: #ty = #value;))
        });
        quote!(#(#lets)*)
    }

    /// A value that is distinct from every other, and the same in every run.
    fn generated(&self, ty: &Type, name: &str) -> TokenStream {
        let text = tokens::text(name);
        match ty {
            Type::Entity(id) => self.key(*id, name),
            Type::Actor(id) => match self.cx.actor(*id).is {
                Some(entity) => {
                    let key = self.key(entity, name);
                    quote!(::coact_runtime::ActorId::from(#key))
                }
                None => quote!(::coact_runtime::ActorId::from(#text)),
            },
            Type::Uuid => quote!(spec.key(#text)),
            Type::Int(_) => quote!(spec.number(#text)),
            Type::Text => quote!(::std::string::String::from(#text)),
            Type::Date => quote!(::coact_runtime::export::jiff::civil::date(2026, 1, 1)),
            Type::Scalar(id) => {
                let scalar = &self.cx.model.scalars[*id];
                let (ident, value) = (
                    names::scalar(&scalar.name.text),
                    self.generated(&scalar.base, name),
                );
                quote!(super::types::#ident(#value))
            }
            _ => quote!(::core::default::Default::default()),
        }
    }

    fn key(&self, id: EntityId, name: &str) -> TokenStream {
        let key = self.cx.key_type(id);
        let value = self.generated(&self.cx.entity(id).key.ty, name);
        quote!(#key(#value))
    }

    /// Who fills a role where nobody is bound.
    pub(super) fn fillers(&self) -> TokenStream {
        let fillers = self
            .spec
            .fillers
            .iter()
            .filter(|(_, id)| !self.is_produced(*id))
            .map(|(actor, id)| {
                let role = self.cx.role(*actor);
                let constant = &self.spec.constants[*id];
                let name = constant_name(&constant.name.text);
                let who = Piece::Place(quote!(#name)).value(self.cx.is_copy(&constant.ty));
                quote!(spec.filler(#role, #who);)
            });
        quote!(#(#fillers)*)
    }

    /// Who acts.
    pub(super) fn who(&self, by: &Expr) -> TokenStream {
        self.exprs(false).value(by)
    }

    /// The roles that somebody may fill: all that are known as the entity, or the one role.
    pub(super) fn roles(&self, by: &Expr) -> TokenStream {
        let known_as = |entity: EntityId| -> Vec<ActorId> {
            let actors = self.cx.model.actors.iter();
            actors
                .filter(|(_, actor)| actor.is == Some(entity))
                .map(|(id, _)| id)
                .collect()
        };
        let roles = match &by.ty {
            Type::Actor(actor) => match self.cx.actor(*actor).is {
                Some(entity) => known_as(entity),
                None => vec![*actor],
            },
            Type::Entity(entity) => known_as(*entity),
            _ => Vec::new(),
        };
        let roles = roles.into_iter().map(|role| self.cx.role(role));
        quote!(&[#(#roles),*])
    }
}
