//! What the runtime asks of automations and translations.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use coact_model::model::{AutomationSource, AutomationTarget, CallId};

use super::lists::{answered_fn, entry};
use super::{Name, Names, event_name};
use crate::cx::Cx;
use crate::expr::Entry;
use crate::{giver, names, systems, tokens};

/// The methods of the contract, none where the model has neither.
pub(crate) fn methods(cx: &Cx<'_>) -> TokenStream {
    let names = Names::of(cx);
    let lists = (!names.lists.is_empty()).then(|| lists(cx, &names));
    let translate = translate(cx, &names);
    let giver = giver::method(cx);
    let anyone = (giver.is_some() && cx.has_anyone()).then(|| {
        quote!(
            const ANYONE: ::core::option::Option<Self::Role> = Some(super::Role::Anyone);
        )
    });
    quote!(#anyone #lists #translate #giver)
}

fn lists(cx: &Cx<'_>, names: &Names) -> TokenStream {
    let all = || cx.model.automations.values().zip(&names.lists);
    let defs = all().map(|(automation, name)| {
        let identity = tokens::text(&name.identity);
        let source = match automation.source {
            AutomationSource::View(view) => {
                let view = tokens::text(cx.model.first_name(&cx.model.views[view].name));
                quote!(View(#view))
            }
            AutomationSource::Event(event) => {
                let event = event_name(cx, event).map_or("", |event| &event.text);
                let event = tokens::text(event);
                quote!(Event(#event))
            }
        };
        quote! {
            ::coact_runtime::todo::TodoList {
                name: #identity,
                source: ::coact_runtime::todo::ListSource::#source,
            }
        }
    });
    let todos = all().enumerate().filter_map(|(at, (automation, name))| {
        let function = &name.function;
        let entry = entry(cx, automation.source)?;
        let call = quote!(super::automations::#function);
        Some(arm(cx, at, entry, &call, &quote!(), &quote!(Ok(None))))
    });
    let answers = all().enumerate().filter_map(|(at, (automation, name))| {
        let AutomationTarget::Call { call, .. } = &automation.target else {
            return None;
        };
        let entry = entry(cx, automation.source)?;
        Some(answer(cx, at, entry, name, *call))
    });
    let answers: Vec<TokenStream> = answers.collect();
    let answered = (!answers.is_empty()).then(|| {
        quote! {
            fn answered(
                list: usize,
                entry: &::coact_runtime::todo::TodoEntry<'_, Self>,
                outcome: &Self::CallOutcome,
                outside: &::coact_runtime::todo::Outside,
            ) -> ::core::result::Result<
                ::coact_runtime::expr::Eval<Self::Command>, ::coact_runtime::RowError,
            > {
                match (list, outcome) {
                    #(#answers)*
                    _ => Ok(Err(::coact_runtime::expr::Absent::Unknown)),
                }
            }
        }
    });
    quote! {
        const LISTS: &'static [::coact_runtime::todo::TodoList] = &[#(#defs),*];
        fn todo(
            list: usize,
            entry: &::coact_runtime::todo::TodoEntry<'_, Self>,
            outside: &::coact_runtime::todo::Outside,
        ) -> ::core::result::Result<
            ::coact_runtime::expr::Eval<::core::option::Option<::coact_runtime::todo::Todo<Self>>>,
            ::coact_runtime::RowError,
        > {
            match list {
                #(#todos)*
                _ => Ok(Ok(None)),
            }
        }
        #answered
    }
}

/// The arm of a list: calls its function with what the entry is of.
fn arm(
    cx: &Cx<'_>,
    at: usize,
    entry: Entry<'_>,
    function: &TokenStream,
    param: &TokenStream,
    otherwise: &TokenStream,
) -> TokenStream {
    let at = Literal::usize_unsuffixed(at);
    let called = called(cx, entry, function, param, otherwise);
    quote!(#at => #called,)
}

fn called(
    cx: &Cx<'_>,
    entry: Entry<'_>,
    function: &TokenStream,
    param: &TokenStream,
    otherwise: &TokenStream,
) -> TokenStream {
    match entry {
        Entry::Row(view) => {
            let view = names::ident(&cx.model.views[view].name.text);
            quote! {
                match entry.row::<super::views::#view>()? {
                    Some(row) => Ok(#function(&row, #param outside)),
                    None => Ok(#otherwise),
                }
            }
        }
        Entry::Happened(_) | Entry::Arrived(_) => quote! {
            match entry.event() {
                Some((case, envelope)) => Ok(#function(case, envelope, #param outside)),
                None => Ok(#otherwise),
            }
        },
    }
}

fn answer(cx: &Cx<'_>, at: usize, entry: Entry<'_>, name: &Name, call: CallId) -> TokenStream {
    let def = &cx.model.calls[call];
    let (module, variant) = (
        systems::module_of(cx, def.system),
        systems::variant_of(cx, def.system),
    );
    let (of, function) = (names::ident(&def.name.text), answered_fn(name));
    let at = Literal::usize_unsuffixed(at);
    let called = called(
        cx,
        entry,
        &quote!(super::automations::#function),
        &quote!(outcome,),
        &quote!(Err(::coact_runtime::expr::Absent::Unknown)),
    );
    quote! {
        (#at, super::CallOutcome::#variant(super::#module::CallOutcome::#of(outcome))) => #called,
    }
}

fn translate(cx: &Cx<'_>, names: &Names) -> Option<TokenStream> {
    let all = || cx.model.translations.values().zip(&names.translations);
    all().next()?;
    let arms = systems::reporters(cx).into_iter().flat_map(|of| {
        let (module, variant) = (of.module(cx), of.variant(cx));
        let events = of.events(cx).into_iter();
        let events = events.map(move |event| (event, module.clone()));
        let events: Vec<_> = events.collect();
        events.into_iter().map(move |(event, module)| {
            let own = all().filter(|(translation, _)| translation.event == event);
            let told = own.map(|(_, name)| {
                let (identity, function) = (tokens::text(&name.identity), &name.function);
                quote!((#identity, super::automations::#function(event, arrival, outside)))
            });
            let told: Vec<TokenStream> = told.collect();
            let name = names::ident(systems::reported(&cx.model.events[event]));
            let (pattern, told) = if told.is_empty() {
                (quote!(_), quote!(::std::vec::Vec::new()))
            } else {
                (quote!(event), quote!(::std::vec::Vec::from([#(#told),*])))
            };
            quote! {
                super::Incoming::#variant(super::#module::Event::#name(#pattern)) => #told,
            }
        })
    });
    let arms: Vec<TokenStream> = arms.collect();
    Some(quote! {
        fn translate(
            event: &Self::Incoming,
            arrival: ::coact_runtime::todo::Arrival,
            outside: &::coact_runtime::todo::Outside,
        ) -> ::std::vec::Vec<::coact_runtime::todo::Translated<Self>> {
            match event { #(#arms)* }
        }
    })
}
