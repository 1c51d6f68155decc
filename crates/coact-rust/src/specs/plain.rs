//! Plain commands and events of specs.

use proc_macro2::TokenStream;
use quote::quote;

use coact_model::model::{CommandId, EventId, Expr, KindId, SpecField};

use super::Writer;
use crate::{names, no_more, plain, tokens};

impl Writer<'_, '_, '_> {
    /// A plain command. Its values may lie outside their bounds: that is what it tries.
    pub(super) fn plain_command(&self, id: CommandId, fields: &[SpecField]) -> TokenStream {
        let exprs = self.exprs(true);
        plain::command_with(self.cx, id, |at, _| {
            let value = fields.get(at).and_then(SpecField::value);
            value.map(|value| exprs.value(value))
        })
    }

    /// That it was said in the history that no more will be asked for: an act of its case, as its command performs it.
    pub(super) fn said(
        &self,
        child: KindId,
        fields: &[SpecField],
        by: Option<&Expr>,
        unchecked: bool,
    ) -> TokenStream {
        let Some(saying) = no_more::of(self.cx, child) else {
            return quote!();
        };
        let exprs = self.exprs(false);
        let command = plain::command_with(self.cx, saying.id, |at, _| {
            let value = fields.get(at).and_then(SpecField::value);
            value.map(|value| exprs.value(value))
        });
        match by {
            Some(by) => {
                let who = self.who(by);
                quote!(spec.given_by(#who, #command, #unchecked)?;)
            }
            None => quote!(spec.given(#command, #unchecked)?;),
        }
    }

    /// A plain event of the history.
    pub(super) fn plain_event(&self, id: EventId, fields: &[SpecField]) -> TokenStream {
        let (cx, exprs) = (self.cx, self.exprs(false));
        let def = &cx.model.events[id];
        let fields = def.fields.iter().enumerate().map(|(at, field)| {
            let ident = names::ident(&field.name.text);
            let value = fields.get(at).and_then(SpecField::value);
            let value = value.map_or_else(|| quote!(None), |value| exprs.value(value));
            quote!(#ident: #value)
        });
        let fields: Vec<TokenStream> = fields.collect();
        let module = plain::of_event(def).module(cx);
        let name = names::ident(&def.name.text);
        quote!(super::#module::#name { #(#fields),* })
    }

    /// A plain event that is expected; its fields bind the constants that wait for them.
    pub(super) fn expect_plain_event(
        &mut self,
        id: EventId,
        fields: &[(usize, Expr)],
        text: &proc_macro2::Literal,
    ) -> TokenStream {
        let cx = self.cx;
        let def = &cx.model.events[id];
        let (mut tests, mut bound, mut taken) = (Vec::new(), Vec::new(), Vec::new());
        for (at, value) in fields {
            let Some(field) = def.fields.get(*at) else {
                continue;
            };
            let ident = names::ident(&field.name.text);
            match self.produced(value) {
                Some(name) => {
                    bound.push(name);
                    taken.push(quote!(::core::clone::Clone::clone(&event.#ident)));
                }
                None => {
                    let value = tokens::one(self.exprs(false).value(value));
                    tests.push(quote!(event.#ident == #value));
                }
            }
        }
        let binding = (!bound.is_empty()).then(|| quote!(let (#(#bound,)*) =));
        let pattern = if tests.is_empty() && bound.is_empty() {
            quote!(_)
        } else {
            quote!(event)
        };
        let event = plain::event_path(cx, def, pattern);
        let guard = (!tests.is_empty()).then(|| quote!(if #(#tests)&&*));
        quote! {
            #binding spec.event(#text, |event| match event {
                #event #guard => Ok(Some((#(#taken,)*))),
                _ => Ok(None),
            })?;
        }
    }
}
