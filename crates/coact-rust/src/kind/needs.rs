//! Which look-ups a command needs answered.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use coact_model::ctp::{Act, Step};
use coact_model::model::{ActDef, Expr, ExprKind, KindId, Mode, Pattern, Type, ViewId};

use super::{payload, rules, site};
use crate::cx::Cx;
use crate::expr::{ByKey, Exprs, by_key, read_of};
use crate::{lookups, names, tokens};

/// What a decision is given from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sought {
    /// Answers of the host.
    Answers,
    /// Rows of views, and entities.
    Reads,
}

impl Sought {
    /// The function that adds it, and what it adds.
    pub(crate) fn function(self) -> (Ident, TokenStream, TokenStream) {
        match self {
            Self::Answers => (
                names::ident("needs"),
                tokens::doc(
                    "Adds the look-ups that must be answered before the command can be decided.",
                ),
                quote!(super::lookups::Question),
            ),
            Self::Reads => (
                names::ident("reads"),
                tokens::doc("Adds what must be read by key before the command can be decided."),
                quote!(::coact_runtime::reads::Read),
            ),
        }
    }
}

/// `needs` and `reads`: add the questions and the rows of a command.
pub(super) fn needs(cx: &Cx<'_>, kind: KindId) -> TokenStream {
    let (needs, reads) = (
        seeks(cx, kind, Sought::Answers),
        seeks(cx, kind, Sought::Reads),
    );
    quote!(#needs #reads)
}

fn seeks(cx: &Cx<'_>, kind: KindId, what: Sought) -> TokenStream {
    if !asks(cx, kind, what) {
        return quote!();
    }
    let arms = cx.acts(kind).filter_map(|def| {
        let asked = asked(cx, kind, def, what);
        if asked.is_empty() {
            return None;
        }
        let variant = names::ident(&def.command.text);
        let asked = quote!(#(#asked)*);
        let is_sited = cx.place(kind).many && tokens::mentions(&asked, "at");
        let find = is_sited.then(|| find(cx, kind, def));
        let asked = quote!(#find #asked);
        let command = tokens::parameter("command", &asked);
        Some(quote!(Command::#variant(#command) => { #asked }))
    });
    let arms: Vec<TokenStream> = arms.collect();
    let rest = (arms.len() < cx.acts(kind).count()).then(|| quote!(_ => {}));
    let body = quote!(match command { #(#arms)* #rest });
    let (case_type, ctx_type) = (cx.case_type(kind), cx.ctx_type());
    let (case, ctx) = (
        tokens::parameter("case", &body),
        tokens::parameter("ctx", &body),
    );
    let facts = tokens::parameter("facts", &body);
    let (function, docs, item) = what.function();
    quote! {
        #docs
        pub fn #function(
            #case: &#case_type,
            #ctx: &#ctx_type,
            command: &Command,
            #facts: &super::lookups::Facts,
            out: &mut ::std::vec::Vec<#item>,
        ) {
            #body
        }
    }
}

/// Whether any command of a kind is given this from outside.
pub(crate) fn asks(cx: &Cx<'_>, kind: KindId, what: Sought) -> bool {
    cx.acts(kind)
        .any(|def| !asked(cx, kind, def, what).is_empty())
}

/// The site of a command, without refusing: what cannot be found asks nothing.
fn find(cx: &Cx<'_>, kind: KindId, def: &ActDef) -> TokenStream {
    let subject = cx.subject_field(kind);
    if def.step == Step::Base(Act::Request) {
        // A new one has no instance yet; what its defaults read is around it.
        let (key, asked) = if cx.draws_key(kind) {
            let drawn = site::drawn(cx, cx.subject(kind));
            (
                quote!(let drawn = #drawn;),
                quote!(command.#subject.as_ref().unwrap_or(&drawn)),
            )
        } else {
            (quote!(), quote!(&command.#subject))
        };
        let parent = cx
            .parent(kind)
            .filter(|parent| cx.place(kind).own_subject && cx.place(*parent).many);
        let parent = parent.and(cx.address(kind)).map(|address| {
            let by = address.field(cx);
            quote!(parent: &command.#by,)
        });
        return quote! {
            #key
            let at = Site { subject: #asked, #parent instance: None };
        };
    }
    quote!(let Ok(at) = site(case, &command.#subject) else { return };)
}

/// Statements that add what deciding an act asks: the assessments that bind it, and its defaults.
fn asked(cx: &Cx<'_>, kind: KindId, def: &ActDef, what: Sought) -> Vec<TokenStream> {
    let mut asked = Vec::new();
    for answer in rules::answers(cx, kind, def.step) {
        if !rules::binds(cx, &answer, kind) {
            continue;
        }
        for assessment in &answer.rule.assessments {
            let questions = questions(
                &Exprs::own(cx, answer.rule.kind),
                &assessment.condition,
                what,
            );
            if questions.is_empty() {
                continue;
            }
            asked.push(if answer.rule.mode == Mode::Automated {
                quote!(if !ctx.via.is_person() { #questions })
            } else {
                questions
            });
        }
    }
    for field in &def.payload {
        let Some(default) = cx.default_of(kind, field) else {
            continue;
        };
        let questions = questions(
            &payload::exprs(cx, kind, default),
            payload::expression(default),
            what,
        );
        if !questions.is_empty() {
            let name = names::ident(&field.name.text);
            asked.push(quote!(if command.#name.is_none() { #questions }));
        }
    }
    asked
}

/// Statements that add the questions of an expression. More may be asked than is used in the end.
pub(crate) fn questions(exprs: &Exprs<'_, '_, '_>, expr: &Expr, what: Sought) -> TokenStream {
    if !expr.has_lookup() {
        return quote!();
    }
    match &expr.kind {
        ExprKind::RowAt(view, keys) => {
            let keyed = inside(exprs, expr, what);
            let own = is_sought(exprs, *view, what).then(|| rows_at(exprs, *view, keys, &expr.ty));
            quote!(#keyed #own)
        }
        ExprKind::Find(..) => {
            let keyed = inside(exprs, expr, what);
            let found = by_key(expr).filter(|_| what == Sought::Reads);
            let own = found.map(|found| entities(exprs, &found, &expr.ty));
            quote!(#keyed #own)
        }
        // Of what was read, more is read: by the key that it says.
        ExprKind::Fact(of, ..) | ExprKind::Derived(of, ..) | ExprKind::Inverse(of, ..)
            if what == Sought::Reads && by_key(of).is_none() =>
        {
            let keyed = inside(exprs, expr, what);
            let own = read_of(of).map(|found| entities(exprs, &found, &of.ty));
            quote!(#keyed #own)
        }
        ExprKind::Lookup(id, args) if exprs.cx.model.lookups[*id].from.is_some() => {
            let keyed = inside(exprs, expr, what);
            let view = exprs.cx.model.lookups[*id].from;
            let view = view.filter(|view| is_sought(exprs, *view, what));
            let own = view.map(|view| row(exprs, view, args));
            quote!(#keyed #own)
        }
        ExprKind::Lookup(_, args) if what == Sought::Reads => {
            let inside = args.iter().map(|arg| questions(exprs, arg, what));
            quote!(#(#inside)*)
        }
        ExprKind::Lookup(id, args) => {
            let variant = names::ident(&exprs.cx.model.lookups[*id].name.text);
            let asked_with = inside(exprs, expr, what);
            let args = args.iter().map(|arg| exprs.value(arg));
            let question = question(&variant, &quote!(#(#args),*));
            quote!(#asked_with #question)
        }
        ExprKind::Builtin(_, args) => {
            let (Some(list), Some(ExprKind::Lambda(local, body))) =
                (args.first(), args.get(1).map(|arg| &arg.kind))
            else {
                return inside(exprs, expr, what);
            };
            let of_list = questions(exprs, list, what);
            let of_body = questions(exprs, body, what);
            if of_body.is_empty() {
                // The list may well be what another look-up answers: there is nothing to go through it for.
                return of_list;
            }
            let parameter = Exprs::parameter(local, &[body]);
            let (items, iter) = exprs.items(list);
            quote! {
                #of_list
                #items
                for #parameter in #iter { #of_body }
            }
        }
        ExprKind::Match(of, arms) => {
            let of_subject = questions(exprs, of, what);
            let value = exprs.value(of);
            let arms = arms.iter().map(|(pattern, body)| {
                let questions = questions(exprs, body, what);
                match pattern {
                    Pattern::Some(local) if !questions.is_empty() => {
                        let name = Exprs::parameter(local, &[body]);
                        quote! {
                            if let Ok(Some(#name)) =
                                &::coact_runtime::expr::attempt(|| Ok(#value))
                            { #questions }
                        }
                    }
                    _ => questions,
                }
            });
            quote!(#of_subject #(#arms)*)
        }
        _ => inside(exprs, expr, what),
    }
}

/// Statements that ask for an entity, or for one per element of a list of keys.
fn entities(exprs: &Exprs<'_, '_, '_>, found: &ByKey<'_>, ty: &Type) -> TokenStream {
    let entity = found.entity;
    if exprs.cx.maker(entity).is_none() {
        return quote!();
    }
    if let Some((law, values)) = exprs.unique_values(found) {
        let name = &exprs.cx.entity(entity).name;
        let name = tokens::text(exprs.cx.model.first_name(name));
        return quote! {
            ::coact_runtime::reads::ask_holder(
                out, #name, #law, ::coact_runtime::expr::attempt(|| Ok(#values))
            );
        };
    }
    let key = match (found.keys, found.at) {
        ([(None, key)], _) | ([], Some(key)) => key,
        _ => return quote!(),
    };
    let (Type::Map(..), Type::List(element)) = (ty, &key.ty) else {
        let key = exprs.entity_key(entity, key).base();
        return quote! {
            ::coact_runtime::reads::ask_entity(
                out, ::coact_runtime::expr::attempt(|| Ok(#key.claim()))
            );
        };
    };
    let (items, iter) = exprs.items(key);
    let claim = match **element {
        Type::Entity(_) => quote!(key.claim()),
        _ => {
            let name = exprs.cx.key_type(entity);
            quote!(#name(::core::clone::Clone::clone(key)).claim())
        }
    };
    quote! {
        #items
        for key in #iter {
            ::coact_runtime::reads::ask_entity(out, Ok(#claim));
        }
    }
}

/// Statements that ask the host.
fn question(variant: &Ident, args: &TokenStream) -> TokenStream {
    quote! {
        let question = ::coact_runtime::expr::attempt(|| {
            Ok(super::lookups::Question::#variant(#args))
        });
        if let Ok(question) = question {
            if !out.contains(&question) {
                out.push(question);
            }
        }
    }
}

/// Whether rows of a view are among what is sought: those of another model are answers of the host.
fn is_sought(exprs: &Exprs<'_, '_, '_>, view: ViewId, what: Sought) -> bool {
    let is_lent = exprs.cx.model.views[view].imported.is_some();
    is_lent == (what == Sought::Answers)
}

/// Statements that ask for the row under a key, or for one per element of a list of keys.
fn rows_at(exprs: &Exprs<'_, '_, '_>, view: ViewId, keys: &[Expr], ty: &Type) -> TokenStream {
    let (Type::Map(..), [list]) = (ty, keys) else {
        return row(exprs, view, keys);
    };
    let (items, iter) = exprs.items(list);
    let def = &exprs.cx.model.views[view];
    let name = names::ident(&def.name.text);
    let ask = if def.imported.is_some() {
        let variant = lookups::row_getter(exprs.cx, view);
        question(&variant, &quote!(::core::clone::Clone::clone(key)))
    } else {
        quote!(::coact_runtime::reads::ask::<super::views::#name>(out, Ok((key,)), false);)
    };
    quote! {
        #items
        for key in #iter { #ask }
    }
}

fn row(exprs: &Exprs<'_, '_, '_>, view: ViewId, keys: &[Expr]) -> TokenStream {
    let def = &exprs.cx.model.views[view];
    let name = names::ident(&def.name.text);
    let keys = keys.iter().map(|key| exprs.value(key));
    if def.imported.is_some() {
        let variant = lookups::row_getter(exprs.cx, view);
        return question(&variant, &quote!(#(#keys),*));
    }
    quote! {
        ::coact_runtime::reads::ask::<super::views::#name>(
            out, ::coact_runtime::expr::attempt(|| Ok((#(#keys,)*))), false
        );
    }
}

fn inside(exprs: &Exprs<'_, '_, '_>, expr: &Expr, what: Sought) -> TokenStream {
    let inside = expr.children().into_iter().map(|child| {
        let questions = questions(exprs, child, what);
        if questions.is_empty() {
            quote!()
        } else {
            quote!({ #questions })
        }
    });
    quote!(#(#inside)*)
}
