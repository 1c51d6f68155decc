//! What must be answered and read before a command can be decided.

use proc_macro2::TokenStream;
use quote::quote;

use coact_model::model::{Command, CommandId, Expr};

use super::Group;
use crate::cx::Cx;
use crate::expr::{Exprs, Scene};
use crate::kind::questions;
use crate::{names, tokens};

/// `needs` and `reads`: the questions and rows of a command.
pub(super) fn needs(cx: &Cx<'_>, group: Group) -> TokenStream {
    let asked = asked_of(
        cx,
        group,
        &|id, command| asked(cx, id, command),
        "needs",
        "Adds the look-ups that must be answered before the command can be decided.",
        &quote!(super::lookups::Question),
    );
    let read = asked_of(
        cx,
        group,
        &|id, command| read(cx, id, command),
        "reads",
        "Adds the rows that must be read before the command can be decided.",
        &quote!(::coact_runtime::reads::RowRead),
    );
    quote!(#asked #read)
}

/// Whether a command of the group asks the host, and whether one reads rows.
pub(crate) fn asks(cx: &Cx<'_>, group: Group) -> (bool, bool) {
    let asks = group
        .commands(cx)
        .any(|(id, command)| !asked(cx, id, command).is_empty());
    let reads = group
        .commands(cx)
        .any(|(_, command)| !command.reads.is_empty());
    (asks, reads)
}

/// A function that adds something for each command, where any command has something to add.
fn asked_of(
    cx: &Cx<'_>,
    group: Group,
    of: &dyn Fn(CommandId, &Command) -> TokenStream,
    function: &str,
    docs: &str,
    item: &TokenStream,
) -> Option<TokenStream> {
    let arms = group.commands(cx).filter_map(|(id, command)| {
        let asked = of(id, command);
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
    let (function, docs) = (names::ident(function), tokens::doc(docs));
    Some(quote! {
        #docs
        pub fn #function(
            #case: &Case,
            #ctx: &#ctx_type,
            command: &Command,
            out: &mut ::std::vec::Vec<#item>,
        ) {
            #body
        }
    })
}

/// The expressions that decide a command.
fn deciding(command: &Command) -> impl Iterator<Item = &Expr> {
    let required = command.requires.iter().map(|it| &it.condition);
    let emitted = command.emissions().flat_map(|emission| {
        let list = emission.each.iter().map(|(_, list)| list);
        list.chain(&emission.when).chain(&emission.fields)
    });
    required.chain(emitted)
}

fn asked(cx: &Cx<'_>, id: CommandId, command: &Command) -> TokenStream {
    let exprs = Exprs::new(cx, Scene::Command(id));
    let asked = deciding(command).map(|expr| questions(&exprs, expr));
    quote!(#(#asked)*)
}

fn read(cx: &Cx<'_>, id: CommandId, command: &Command) -> TokenStream {
    let exprs = Exprs::new(cx, Scene::Command(id));
    let reads = command.reads.iter().map(|reads| {
        let view = names::ident(&cx.model.views[reads.view].name.text);
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
