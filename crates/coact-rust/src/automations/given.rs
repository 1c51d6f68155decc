//! The commands that automations and translations give.

use proc_macro2::TokenStream;
use quote::quote;

use coact_model::model::{CommandId, CommandRef, Expr, GivenCommand};

use crate::cx::Cx;
use crate::expr::{Entry, Exprs, Scene};
use crate::kind::Given;
use crate::{names, plain};

/// The command with its values, as one of the model.
pub(super) fn command(cx: &Cx<'_>, exprs: &Exprs<'_, '_, '_>, given: &GivenCommand) -> TokenStream {
    let value = |at: usize| {
        let mut fields = given.fields.iter();
        fields
            .find(|(index, _)| *index == at)
            .map(|(_, value)| value)
    };
    let command = match given.command {
        CommandRef::Plain(id) => plain_command(cx, exprs, id, value),
        CommandRef::Act(kind, step) => {
            let Some(def) = cx.step(kind, step) else {
                return quote!(());
            };
            let given = Given {
                kind,
                def,
                subject: given.subject.as_ref(),
                values: (0..def.payload.len()).map(value).collect(),
            };
            // A request that does not say what it belongs to is refused before anything is generated.
            given.command(cx, exprs, |_| None)
        }
    };
    quote!(super::Command::from(#command))
}

fn plain_command<'g>(
    cx: &Cx<'_>,
    exprs: &Exprs<'_, '_, '_>,
    id: CommandId,
    value: impl Fn(usize) -> Option<&'g Expr>,
) -> TokenStream {
    let def = &cx.model.commands[id];
    let drawn = plain::draws_key(cx, def);
    let constant = Exprs::new(cx, Scene::Constant);
    let fields = def.fields.iter().enumerate().map(|(at, field)| {
        let ident = names::ident(&field.name.text);
        let value = match (value(at), &field.default) {
            (Some(value), _) => Some(exprs.value(value)),
            (None, Some(default)) => Some(constant.constant(default)),
            (None, None) => None,
        };
        let value = match (value, at == 0 && drawn) {
            (Some(value), true) => quote!(Some(#value)),
            (Some(value), false) => value,
            (None, _) => quote!(None),
        };
        quote!(#ident: #value)
    });
    let fields: Vec<TokenStream> = fields.collect();
    let module = plain::of_command(def).module(cx);
    let name = names::ident(&def.name.text);
    quote!(super::#module::#name { #(#fields),* })
}

/// What speaks of an entry.
pub(super) fn exprs<'c, 'a, 's>(
    cx: &'c Cx<'a>,
    entry: Entry<'s>,
    result: Option<(coact_model::model::CallId, usize)>,
) -> Exprs<'c, 'a, 's> {
    Exprs::new(cx, Scene::Reaction(entry, result))
}
