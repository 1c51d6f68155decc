//! Module `contract`: what the runtime asks of the model.

mod apart;

pub(crate) use apart::VARIANT;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use coact_model::ctp::Act;
use coact_model::model::{CaseKindId, KindId};

use crate::case::held;
use crate::cx::{Address, Cx};
use crate::kind::{Sought, seeks, site_of_new};
use crate::views::fold_fn;
use crate::views::reads::in_order;
use crate::{automations, lookups, names, no_more, plain, positions, systems, tokens};

/// Module `contract`: what the runtime asks of the model.
pub(crate) fn contract(cx: &Cx<'_>) -> TokenStream {
    let model = cx.model_type();
    let name = tokens::text(&cx.model.name.text);
    let zone = tokens::text(&cx.model.zone);
    let place = place(cx);
    let open = open(cx);
    let needs = needs(cx);
    let decide = decide(cx);
    let cases: Vec<Ident> = cx
        .model
        .cases
        .values()
        .map(|case| names::ident(&cx.entity(case.entity).name.text))
        .collect();
    let on_case = |call: TokenStream, other: Option<TokenStream>| {
        let arms = cases
            .iter()
            .map(|case| quote!(super::Case::#case(case) => case.#call));
        let others = plain::case_variants(cx)
            .into_iter()
            .map(|(variant, ..)| match &other {
                // What every stream does.
                None => quote!(super::Case::#variant(case) => case.#call),
                Some(other) => quote!(super::Case::#variant(_) => #other),
            });
        let arms: Vec<TokenStream> = arms.chain(others).collect();
        if arms.is_empty() {
            quote!({ match *case {} })
        } else {
            quote!(match case { #(#arms),* })
        }
    };
    let evolve = on_case(quote!(evolve(envelope)), None);
    let tacit = on_case(quote!(tacit(ctx, last)), Some(quote!(None)));
    let due = on_case(quote!(due(out)), Some(quote!({})));
    let agenda = on_case(quote!(agenda(out)), Some(quote!({})));
    let (ctx, last) = (
        tokens::parameter("ctx", &tacit),
        tokens::parameter("last", &tacit),
    );
    let (due_out, agenda_out) = (
        tokens::parameter("out", &due),
        tokens::parameter("out", &agenda),
    );
    let claim = claim(cx);
    let holds = holds(cx);
    let delegates = positions::delegates(cx);
    let (reads, read) = (reads(cx), lookups::read(cx));
    let (found, learn) = (lookups::entities::found(cx), lookups::learn(cx));
    let (associated, reactions) = (systems::associated(cx), automations::methods(cx));
    let guarding = plain::guarding(cx);
    let guarded = (!guarding.is_empty()).then(|| {
        let views = guarding
            .iter()
            .map(|view| tokens::text(cx.model.first_name(&cx.model.views[*view].name)));
        quote!(const GUARDED: &'static [&'static str] = &[#(#views),*];)
    });
    let mut kinds: Vec<Ident> = cx
        .model
        .kinds
        .values()
        .map(|kind| names::ident(&kind.name.text))
        .collect();
    kinds.extend(plain::all(cx).into_iter().map(|group| group.variant(cx)));
    kinds.extend(cx.has_apart().then(|| names::ident(apart::VARIANT)));
    let name_of = |of: &str, what: Ident| {
        if kinds.is_empty() {
            quote!(match *#what {})
        } else {
            let of = names::ident(of);
            quote!(match #what { #(super::#of::#kinds(#what) => #what.name()),* })
        }
    };
    let event_name = name_of("Event", names::ident("event"));
    let command_name = name_of("Command", names::ident("command"));
    let folds = in_order(cx).into_iter().map(|view| {
        let fold = fold_fn(cx, view);
        quote!(super::views::#fold(rows, case, envelope)?;)
    });
    let folds = quote!(#(#folds)*);
    let (rows, case, envelope) = (
        tokens::parameter("rows", &folds),
        tokens::parameter("case", &folds),
        tokens::parameter("envelope", &folds),
    );
    let (is_apart, apart) = (apart::constant(cx), apart::functions(cx));
    quote! {
        impl ::coact_runtime::Model for #model {
            const NAME: &'static str = #name;
            const ZONE: &'static str = #zone;
            #guarded
            #is_apart
            type Case = super::Case;
            type Command = super::Command;
            type Event = super::Event;
            type Role = super::Role;
            type Question = super::lookups::Question;
            type Facts = super::lookups::Facts;
            #associated
            #place
            #open
            #needs
            #reads
            #read
            #found
            #learn
            #decide
            fn evolve(case: &mut Self::Case, envelope: &::coact_runtime::Envelope<Self>) {
                #evolve
            }
            fn tacit(
                case: &Self::Case,
                #ctx: &::coact_runtime::Ctx<'_, Self>,
                #last: &::coact_runtime::Envelope<Self>,
            ) -> ::core::option::Option<::coact_runtime::Envelope<Self>> {
                #tacit
            }
            fn due(case: &Self::Case, #due_out: &mut ::std::vec::Vec<::coact_runtime::Due<Self>>) {
                #due
            }
            fn agenda(case: &Self::Case, #agenda_out: &mut ::std::vec::Vec<::coact_runtime::AgendaItem<Self>>) {
                #agenda
            }
            #claim
            #holds
            #delegates
            #reactions
            #apart
            fn event_name(event: &Self::Event) -> &'static str {
                #event_name
            }
            fn command_name(command: &Self::Command) -> &'static str {
                #command_name
            }
            fn project<R: ::coact_runtime::Rows>(
                #rows: &mut R,
                #case: &Self::Case,
                #envelope: &::coact_runtime::Envelope<Self>,
            ) -> ::core::result::Result<(), ::coact_runtime::RowError> {
                #folds
                Ok(())
            }
        }
    }
}

/// Which case a command is for.
fn place(cx: &Cx<'_>) -> TokenStream {
    let arms = cx.model.kinds.iter().map(|(kind, def)| {
        let variant = names::ident(&def.name.text);
        let place = place_of(cx, kind);
        quote!(super::Command::#variant(command) => #place,)
    });
    let mut arms: Vec<TokenStream> = arms.collect();
    arms.extend(plain::place_arms(cx));
    arms.extend(no_more::place_arm(cx));
    arms.extend(apart::place_arm(cx));
    let body = if arms.is_empty() {
        quote!(match *command {})
    } else {
        quote!(match command { #(#arms)* })
    };
    let new_id = tokens::parameter("new_id", &body);
    quote! {
        fn place(
            command: &Self::Command,
            #new_id: ::coact_runtime::export::uuid::Uuid,
        ) -> ::coact_runtime::Place {
            #body
        }
    }
}

fn place_of(cx: &Cx<'_>, kind: KindId) -> TokenStream {
    let case = |key: TokenStream| quote!(::coact_runtime::Place::Case(#key.case()));
    let owner = |key: TokenStream| quote!(::coact_runtime::Place::Owner(#key.claim()));
    let draws = cx.draws_key(kind);
    if !cx.place(kind).many {
        if !draws {
            return case(quote!(command.subject()));
        }
        let new = site_of_new(cx, cx.subject(kind), &quote!(new_id));
        return quote! {
            ::coact_runtime::Place::Case(match command.subject() {
                Some(key) => key.case(),
                None => #new.case(),
            })
        };
    }
    // One of several is found by what it reserved; a new one where it is asked for.
    let known = if draws {
        let nothing = site_of_new(cx, cx.subject(kind), &quote!(new_id));
        let (known, new) = (owner(quote!(key)), owner(quote!(#nothing)));
        quote!(match command.subject() { Some(key) => #known, None => #new })
    } else {
        owner(quote!(command.subject()))
    };
    let request = cx.act(kind, Act::Request);
    match (cx.parent(kind), cx.address(kind), request) {
        (Some(parent), Some(address), Some(request)) if cx.place(kind).own_subject => {
            let address: Address<'_> = address;
            let by = address.field(cx);
            let around = if cx.place(parent).many {
                owner(quote!(command.#by))
            } else {
                case(quote!(command.#by))
            };
            let (module, name) = (cx.module(kind), names::ident(&request.command.text));
            quote! {
                match command {
                    super::#module::Command::#name(command) => #around,
                    _ => #known,
                }
            }
        }
        _ => known,
    }
}

fn open(cx: &Cx<'_>) -> TokenStream {
    let arms = cx.model.cases.iter().map(|(id, case)| {
        let entity = &cx.entity(case.entity).name;
        let (text, variant, module) = (
            tokens::text(cx.model.first_name(entity)),
            names::ident(&entity.text),
            cx.case_module(id),
        );
        quote! {
            #text => Some(
                super::Case::#variant(super::#module::Case::new(key.parse().ok()?))
            ),
        }
    });
    let groups = plain::open_arms(cx);
    let arms = quote!(#(#arms)* #(#groups)*);
    let key = tokens::parameter("key", &arms);
    quote! {
        fn open(case: &::coact_runtime::CaseId) -> ::core::option::Option<Self::Case> {
            let (entity, #key) = case.0.split_once('/')?;
            match entity {
                #arms
                _ => None,
            }
        }
    }
}

/// Arms over a case and one of its kinds; what belongs to another case kind falls through.
fn by_kind(cx: &Cx<'_>, arm: impl Fn(KindId) -> Option<TokenStream>) -> (Vec<TokenStream>, bool) {
    let mut arms = Vec::new();
    for (kind, def) in cx.model.kinds.iter() {
        if let Some(body) = arm(kind) {
            let case = names::ident(&cx.entity(cx.case_entity(kind)).name.text);
            let variant = names::ident(&def.name.text);
            arms.push(
                quote!((super::Case::#case(case), super::Command::#variant(command)) => #body,),
            );
        }
    }
    let alone = plain::all(cx).is_empty();
    let whole = alone && cx.model.cases.len() == 1 && arms.len() == cx.model.kinds.len();
    (arms, whole)
}

fn needs(cx: &Cx<'_>) -> TokenStream {
    let (mut arms, whole) = by_kind(cx, |kind| {
        seeks(cx, kind, Sought::Answers).then(|| {
            let module = cx.module(kind);
            quote!(super::#module::needs(case, ctx, command, facts, &mut out))
        })
    });
    arms.extend(plain::needs_arms(cx));
    let body = if arms.is_empty() {
        quote!(::std::vec::Vec::new())
    } else {
        let rest = (!whole).then(|| quote!(_ => {}));
        quote! {
            let mut out = ::std::vec::Vec::new();
            match (case, command) { #(#arms)* #rest }
            out
        }
    };
    let (case, ctx, command, facts) = (
        tokens::parameter("case", &body),
        tokens::parameter("ctx", &body),
        tokens::parameter("command", &body),
        tokens::parameter("facts", &body),
    );
    quote! {
        fn needs(
            #case: &Self::Case,
            #ctx: &::coact_runtime::Ctx<'_, Self>,
            #command: &Self::Command,
            #facts: &Self::Facts,
        ) -> ::std::vec::Vec<Self::Question> {
            #body
        }
    }
}

/// What must be read by key before a command can be decided.
fn reads(cx: &Cx<'_>) -> Option<TokenStream> {
    let (mut arms, whole) = by_kind(cx, |kind| {
        seeks(cx, kind, Sought::Reads).then(|| {
            let module = cx.module(kind);
            quote!(super::#module::reads(case, ctx, command, facts, &mut out))
        })
    });
    arms.extend(plain::reads_arms(cx));
    if arms.is_empty() {
        return None;
    }
    let rest = (!whole).then(|| quote!(_ => {}));
    let body = quote!(match (case, command) { #(#arms)* #rest });
    let ctx = tokens::parameter("ctx", &body);
    Some(quote! {
        fn reads(
            case: &Self::Case,
            #ctx: &::coact_runtime::Ctx<'_, Self>,
            command: &Self::Command,
            facts: &Self::Facts,
        ) -> ::std::vec::Vec<::coact_runtime::reads::Read> {
            let mut out = ::std::vec::Vec::new();
            #body
            out
        }
    })
}

fn decide(cx: &Cx<'_>) -> TokenStream {
    let (mut arms, whole) = by_kind(cx, |kind| {
        let module = cx.module(kind);
        Some(quote! {
            super::#module::decide::<::coact_runtime::checks::Every, _>(case, ctx, command, facts)
        })
    });
    arms.extend(plain::decide_arms(cx));
    let every = quote!(::coact_runtime::checks::Every);
    arms.extend(no_more::decide_arms(cx, &every));
    arms.extend(apart::decide_arms(cx));
    let alone = plain::groups(cx).is_empty() && cx.model.cases.len() == 1;
    let whole = whole || alone || arms.len() == 1 && cx.model.cases.is_empty();
    let refused = tokens::rejection("Identity", "identity", "");
    let rest = (!whole).then(|| quote!(_ => Err(#refused),));
    let body = quote!(match (case, command) { #(#arms)* #rest });
    let (ctx, facts) = (
        tokens::parameter("ctx", &body),
        tokens::parameter("facts", &body),
    );
    quote! {
        fn decide(
            case: &Self::Case,
            #ctx: &::coact_runtime::Ctx<'_, Self>,
            command: Self::Command,
            #facts: &Self::Facts,
        ) -> ::coact_runtime::Decision<::coact_runtime::Events<Self>> {
            #body
        }
    }
}

/// The key that an event reserves for its case.
fn claim(cx: &Cx<'_>) -> TokenStream {
    let creating = cx
        .model
        .kinds
        .ids()
        .filter(|kind| cx.kind(*kind).product.new);
    let arms = creating.filter_map(|kind| {
        let request = cx.act(kind, Act::Request)?;
        let (variant, event) = (
            names::ident(cx.kind_name(kind)),
            names::ident(&request.event.text),
        );
        let (module, subject) = (cx.module(kind), cx.subject_field(kind));
        Some(quote! {
            super::Event::#variant(super::#module::Event::#event(event)) => {
                Some(event.#subject.claim())
            }
        })
    });
    let arms: Vec<TokenStream> = arms.collect();
    let body = if arms.is_empty() {
        quote!(None)
    } else {
        quote!(match event { #(#arms)* _ => None })
    };
    let event = tokens::parameter("event", &body);
    quote! {
        fn claim(#event: &Self::Event) -> ::core::option::Option<::coact_runtime::Claim> {
            #body
        }
    }
}

/// What the entities of a case have that only so many may have.
fn holds(cx: &Cx<'_>) -> TokenStream {
    let limited = |case: &CaseKindId| held::is_limited(cx, *case);
    let limited = cx.model.cases.ids().filter(limited);
    let patterns: Vec<TokenStream> = limited
        .map(|case| {
            let case = names::ident(&cx.entity(cx.model.cases[case].entity).name.text);
            quote!(super::Case::#case(case))
        })
        .collect();
    let all = cx.model.cases.len() + plain::case_variants(cx).len();
    let body = match patterns.as_slice() {
        [] => return quote!(),
        [only] if all > 1 => quote!(if let #only = case { case.holds(out); }),
        some => {
            let rest = (some.len() < all).then(|| quote!(_ => {}));
            quote!(match case { #(#some => case.holds(out),)* #rest })
        }
    };
    quote! {
        fn holds(case: &Self::Case, out: &mut ::std::vec::Vec<::coact_runtime::Hold>) {
            #body
        }
    }
}
