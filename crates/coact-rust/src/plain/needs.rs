//! What must be answered and read before a command can be decided.

use proc_macro2::TokenStream;
use quote::quote;

use coact_model::model::{Command, CommandId, Expr};

use super::Group;
use crate::cx::Cx;
use crate::expr::{Exprs, Scene};
use crate::kind::{Sought, questions};
use crate::{names, tokens};

/// `needs` and `reads`: the questions and rows of a command.
pub(super) fn needs(cx: &Cx<'_>, group: Group) -> TokenStream {
    let (needs, reads) = (
        seeks(cx, group, Sought::Answers),
        seeks(cx, group, Sought::Reads),
    );
    quote!(#needs #reads)
}

/// Whether a command of the group is given this from outside.
pub(crate) fn asks(cx: &Cx<'_>, group: Group, what: Sought) -> bool {
    group
        .commands(cx)
        .any(|(id, command)| !asked(cx, id, command, what).is_empty())
}

/// A function that adds something for each command, where any command has something to add.
fn seeks(cx: &Cx<'_>, group: Group, what: Sought) -> Option<TokenStream> {
    let arms = group.commands(cx).filter_map(|(id, command)| {
        let asked = asked(cx, id, command, what);
        if asked.is_empty() {
            return None;
        }
        let state = tokens::mentions(&asked, "state").then(|| quote!(let state = &case.state;));
        let name = names::ident(&command.name.text);
        let command = if tokens::mentions(&asked, "command") {
            quote!(command)
        } else {
            quote!(_)
        };
        Some(quote!(Command::#name(#command) => { #state #asked }))
    });
    let arms: Vec<TokenStream> = arms.collect();
    if arms.is_empty() {
        return None;
    }
    let rest = (arms.len() < group.commands(cx).count()).then(|| quote!(_ => {}));
    let body = quote!(match command { #(#arms)* #rest });
    let ctx_type = cx.ctx_type();
    let (case, ctx) = (
        tokens::parameter("case", &body),
        tokens::parameter("ctx", &body),
    );
    let facts = tokens::parameter("facts", &body);
    let (function, docs, item) = what.function();
    Some(quote! {
        #docs
        pub fn #function(
            #case: &Case,
            #ctx: &#ctx_type,
            command: &Command,
            #facts: &super::lookups::Facts,
            out: &mut ::std::vec::Vec<#item>,
        ) {
            #body
        }
    })
}

/// The expressions that decide a command, the keys of what it reads among them.
pub(crate) fn deciding(command: &Command) -> impl Iterator<Item = &Expr> {
    let keys = command.reads.iter().map(|reads| &reads.key);
    let required = command.requires.iter().map(|it| &it.condition);
    let emitted = command.emissions().flat_map(|emission| {
        let list = emission.each.iter().map(|(_, list)| list);
        list.chain(&emission.when).chain(&emission.fields)
    });
    keys.chain(required).chain(emitted)
}

fn asked(cx: &Cx<'_>, id: CommandId, command: &Command, what: Sought) -> TokenStream {
    let exprs = Exprs::new(cx, Scene::Command(id));
    let of = |expr: &Expr| questions(&exprs, expr, what);
    let required = command.requires.iter().map(|it| of(&it.condition));
    let emitted = command.emissions().map(|emission| {
        let inner = emission.when.iter().chain(&emission.fields).map(of);
        let inner = quote!(#(#inner)*);
        let Some((local, list)) = &emission.each else {
            return inner;
        };
        let of_list = of(list);
        if inner.is_empty() {
            return of_list;
        }
        let name = names::local(local);
        let name = if tokens::mentions(&inner, &name.to_string()) {
            name
        } else {
            names::ident("_item")
        };
        let (items, iter) = exprs.items(list);
        quote!(#of_list #items for #name in #iter { #inner })
    });
    // What a key rests on is sought first; while it is not known, neither is the key.
    let keyed = command.reads.iter().map(|reads| of(&reads.key));
    let read = (what == Sought::Reads).then(|| read(&exprs, command));
    quote!(#(#keyed)* #read #(#required)* #(#emitted)*)
}

/// The rows of `reads … as`.
fn read(exprs: &Exprs<'_, '_, '_>, command: &Command) -> TokenStream {
    let reads = command.reads.iter().map(|reads| {
        let view = names::ident(&exprs.cx.model.views[reads.view].name.text);
        let ask = quote!(::coact_runtime::reads::ask::<super::views::#view>);
        if reads.many {
            let (items, iter) = exprs.items(&reads.key);
            return quote! {
                #items
                for key in #iter {
                    #ask(out, Ok((key,)), true);
                }
            };
        }
        let key = exprs.value(&reads.key);
        let key = if tokens::can_fail(&key) {
            quote!(::coact_runtime::expr::attempt(|| Ok((#key,))))
        } else {
            quote!(Ok((#key,)))
        };
        quote!(#ask(out, #key, true);)
    });
    quote!(#(#reads)*)
}
