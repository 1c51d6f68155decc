//! Constants of specs, and who they are.

use proc_macro2::TokenStream;
use quote::quote;

use coact_model::model::{ActorId, Binding, Bound, EntityId, Expr, Type};
use coact_model::sample;

use super::Writer;
use crate::expr::{Piece, constant_name, literal};
use crate::types::rust;
use crate::{names, tokens};

impl Writer<'_, '_, '_> {
    /// The constants that do not wait for an event.
    pub(super) fn constants(&self) -> TokenStream {
        let constants = &self.spec.constants;
        let lets = constants.iter().filter_map(|(id, constant)| {
            let name = constant_name(&constant.name.text);
            let value = match &constant.binding {
                Binding::Value(value) => self.exprs(true).value(value),
                Binding::Generated => {
                    let others = constants.iter().take_while(|(other, _)| *other != id);
                    let alike = others.filter(|(_, other)| other.ty == constant.ty).count();
                    let nth = u32::try_from(alike).unwrap_or(u32::MAX);
                    self.generated(&constant.ty, &[], &constant.name.text, nth)
                }
                Binding::Produced => return None,
            };
            let ty = rust(self.cx, &constant.ty);
            Some(quote!(let #name: #ty = #value;))
        });
        quote!(#(#lets)*)
    }

    /// A value that keeps its bounds and is the same in every run; as far as the bounds allow, distinct from every
    /// other: the `nth` of its type.
    fn generated(&self, ty: &Type, bounds: &[Bound], name: &str, nth: u32) -> TokenStream {
        let text = tokens::text(name);
        match ty {
            Type::Entity(id) => self.key(*id, name, nth),
            Type::Actor(id) => match self.cx.actor(*id).is {
                Some(entity) => {
                    let key = self.key(entity, name, nth);
                    quote!(::coact_runtime::ActorId::from(#key))
                }
                None => quote!(::coact_runtime::ActorId::from(#text)),
            },
            Type::Uuid => quote!(spec.key(#text)),
            Type::Int(_) if bounds.is_empty() => quote!(spec.number(#text)),
            Type::Text if bounds.is_empty() => quote!(::std::string::String::from(#text)),
            Type::Enum(id) => {
                let def = &self.cx.model.enums[*id];
                let nth = usize::try_from(nth).unwrap_or_default();
                let variant = def.variants.iter().cycle().nth(nth);
                let (name, variant) = (
                    names::ident(&def.name.text),
                    variant.map(|(variant, _)| names::ident(&variant.text)),
                );
                quote!(super::types::#name::#variant)
            }
            Type::Scalar(id) => {
                let scalar = &self.cx.model.scalars[*id];
                let bounds: Vec<Bound> = scalar.bounds.iter().chain(bounds).cloned().collect();
                let (ident, value) = (
                    names::scalar(&scalar.name.text),
                    self.generated(&scalar.base, &bounds, name, nth),
                );
                quote!(super::types::#ident(#value))
            }
            _ => match sample::literal(ty, bounds, nth) {
                Some(value) => literal(&value).value(true),
                None => quote!(::core::default::Default::default()),
            },
        }
    }

    fn key(&self, id: EntityId, name: &str, nth: u32) -> TokenStream {
        let (ident, key) = (self.cx.key_type(id), &self.cx.entity(id).key);
        let value = self.generated(&key.ty, &key.bounds, name, nth);
        quote!(#ident(#value))
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
