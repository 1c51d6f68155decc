//! What groups add to the contract with the runtime.

use proc_macro2::TokenStream;
use quote::quote;

use coact_model::model::{Command, Type};

use super::{Group, asks, draws_key, groups};
use crate::cx::Cx;
use crate::kind::Sought;
use crate::names;

/// The variants of the root's `Case`, with their names.
pub(crate) fn case_variants(cx: &Cx<'_>) -> Vec<(proc_macro2::Ident, proc_macro2::Ident, String)> {
    let groups = groups(cx).into_iter();
    let variants = groups.map(|group| {
        let docs = match group.name(cx) {
            Some(name) => format!("One `{}`.", name.text),
            None => "The stream of a command that belongs to no aggregate.".to_owned(),
        };
        (group.variant(cx), group.module(cx), docs)
    });
    variants.collect()
}

/// Which stream a command is for.
pub(crate) fn place_arms(cx: &Cx<'_>) -> Vec<TokenStream> {
    let arms = groups(cx).into_iter().filter_map(|group| {
        let variant = group.variant(cx);
        let Group::Aggregate(id) = group else {
            return Some(quote! {
                super::Command::#variant(_) => {
                    ::coact_runtime::Place::Case(::coact_runtime::CaseId::plain(new_id))
                }
            });
        };
        let module = group.module(cx);
        let aggregate = &cx.model.aggregates[id];
        let field = names::ident(&aggregate.key.name.text);
        let arms = group.commands(cx).map(|(_, command)| {
            let name = names::ident(&command.name.text);
            let key = if draws_key(cx, command) {
                let drawn = drawn(cx, &aggregate.key.ty);
                quote!(match &command.#field {
                    Some(key) => super::#module::case(key),
                    None => super::#module::case(&#drawn),
                })
            } else {
                quote!(super::#module::case(&command.#field))
            };
            quote!(super::#module::Command::#name(command) => #key,)
        });
        let arms: Vec<TokenStream> = arms.collect();
        (!arms.is_empty()).then(|| {
            quote! {
                super::Command::#variant(command) => {
                    ::coact_runtime::Place::Case(match command { #(#arms)* })
                }
            }
        })
    });
    arms.collect()
}

/// A drawn key of this type.
fn drawn(cx: &Cx<'_>, ty: &Type) -> TokenStream {
    match ty {
        Type::Scalar(id) => {
            let scalar = &cx.model.scalars[*id];
            let (name, base) = (names::scalar(&scalar.name.text), drawn(cx, &scalar.base));
            quote!(super::types::#name(#base))
        }
        _ => quote!(new_id),
    }
}

/// The streams by their names.
pub(crate) fn open_arms(cx: &Cx<'_>) -> Vec<TokenStream> {
    let arms = groups(cx).into_iter().map(|group| {
        let (variant, module) = (group.variant(cx), group.module(cx));
        let (text, key) = match group.name(cx) {
            Some(name) => (
                cx.model.first_name(name),
                quote!(super::#module::key(key).ok()?),
            ),
            None => (".plain", quote!(key.parse().ok()?)),
        };
        let text = crate::tokens::text(text);
        quote!(#text => Some(super::Case::#variant(super::#module::Case::new(#key))),)
    });
    arms.collect()
}

/// Arms over a stream and the commands of its group.
fn by_group(
    cx: &Cx<'_>,
    of: impl Fn(Group, proc_macro2::Ident) -> Option<TokenStream>,
) -> Vec<TokenStream> {
    let arms = groups(cx).into_iter().filter_map(|group| {
        group.commands(cx).next()?;
        let variant = group.variant(cx);
        let body = of(group, group.module(cx))?;
        Some(quote!((super::Case::#variant(case), super::Command::#variant(command)) => #body,))
    });
    arms.collect()
}

pub(crate) fn needs_arms(cx: &Cx<'_>) -> Vec<TokenStream> {
    by_group(cx, |group, module| {
        asks(cx, group, Sought::Answers)
            .then(|| quote!(super::#module::needs(case, ctx, command, facts, &mut out)))
    })
}

pub(crate) fn reads_arms(cx: &Cx<'_>) -> Vec<TokenStream> {
    by_group(cx, |group, module| {
        asks(cx, group, Sought::Reads)
            .then(|| quote!(super::#module::reads(case, ctx, command, facts, &mut out)))
    })
}

pub(crate) fn decide_arms(cx: &Cx<'_>) -> Vec<TokenStream> {
    by_group(cx, |_, module| {
        Some(quote!(super::#module::decide(case, ctx, command, facts)))
    })
}

/// Where the events of a spec's history go: their stream, the role of who gave their command, and whether they
/// begin it.
pub(crate) fn event_places(cx: &Cx<'_>) -> Vec<TokenStream> {
    let arms = groups(cx).into_iter().flat_map(|group| {
        let module = group.module(cx);
        let events: Vec<TokenStream> = group
            .events(cx)
            .map(|(id, event)| {
                let path = super::event_path(cx, event, quote!(event));
                let giving: Vec<&Command> = cx
                    .model
                    .commands
                    .values()
                    .filter(|command| command.emissions().any(|it| it.event == id))
                    .collect();
                let role = match giving.iter().find_map(|command| command.by.first()) {
                    Some(actor) => cx.role(*actor),
                    None => cx.some_role(),
                };
                let new = giving.iter().filter(|command| command.new).count();
                let begins = match (group, new) {
                    (Group::Outside, _) => quote!(None),
                    (_, 0) => quote!(Some(false)),
                    (_, new) if new == giving.len() => quote!(Some(true)),
                    _ => quote!(None),
                };
                let case = match event.fields.first() {
                    Some(key) if event.aggregate.is_some() => {
                        let key = names::ident(&key.name.text);
                        quote!(super::#module::case(&event.#key))
                    }
                    _ => quote!({
                        let _ = event;
                        ::coact_runtime::CaseId::plain(new_id)
                    }),
                };
                quote! {
                    #path => Some(::coact_runtime::spec::Told {
                        case: #case,
                        role: #role,
                        begins: #begins,
                    }),
                }
            })
            .collect();
        events
    });
    arms.collect()
}
