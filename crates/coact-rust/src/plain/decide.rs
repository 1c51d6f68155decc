//! Decisions: one function per command, with its checks in the order in which rejections are reported.

use proc_macro2::TokenStream;
use quote::quote;

use coact_model::model::{
    Command, CommandId, Emission, Event, Expr, ExprKind, Field, Otherwise, Requirement,
};

use super::{Group, draws_key, event_path, messages, state};
use crate::cx::Cx;
use crate::expr::{Exprs, Scene};
use crate::kind::guards;
use crate::types::{checks, is_checked, rust};
use crate::{names, tokens};

/// `decide`, and a function per command.
pub(super) fn decide(cx: &Cx<'_>, group: Group) -> TokenStream {
    let (model, ctx) = (cx.model_type(), cx.ctx_type());
    let deciders: Vec<Decider> = group
        .commands(cx)
        .map(|(id, command)| decider(cx, id, command))
        .collect();
    if deciders.is_empty() {
        return quote!();
    }
    let arms = group
        .commands(cx)
        .zip(&deciders)
        .map(|((_, def), decider)| {
            let (variant, function) = (names::ident(&def.name.text), decide_fn(def));
            let case = decider.case.then(|| quote!(case,));
            let facts = decider.facts.then(|| quote!(, facts));
            quote!(Command::#variant(command) => #function(#case ctx, command #facts)?,)
        });
    let arms = quote!(#(#arms)*);
    let deciders = deciders.iter().map(|decider| &decider.function);
    let after = state::after(cx, group);
    let uses = quote!(#arms #after);
    let (case, facts) = (
        tokens::parameter("case", &uses),
        tokens::parameter("facts", &uses),
    );
    quote! {
        /// Decides a command: what it brings about, or why not.
        ///
        /// # Errors
        /// The first check that refuses: bounds, identity, role, what the command requires.
        pub fn decide(
            #case: &Case,
            ctx: &#ctx,
            command: Command,
            #facts: &super::lookups::Facts,
        ) -> ::coact_runtime::Decision<::coact_runtime::Events<#model>> {
            let (role, events) = match command { #arms };
            let events: ::std::vec::Vec<_> = events
                .into_iter()
                .map(|event| ::coact_runtime::Envelope::new(ctx, role, event))
                .collect();
            #after
            Ok(::coact_runtime::Events::Many(events))
        }
        #(#deciders)*
    }
}

/// The function that decides a command, and which parameters it has.
struct Decider {
    function: TokenStream,
    case: bool,
    facts: bool,
}

fn decide_fn(def: &Command) -> proc_macro2::Ident {
    names::function("decide", &def.name.text)
}

fn decider(cx: &Cx<'_>, id: CommandId, def: &Command) -> Decider {
    let exprs = Exprs::new(cx, Scene::Command(id));
    let function = decide_fn(def);
    let command_type = names::ident(&def.name.text);
    let bounds = messages::has_check(cx, def).then(|| quote!(command.check()?;));
    let identity = identity(cx, def);
    let role = role(cx, def);
    let requires = def.requires.iter().map(|it| requirement(&exprs, it));
    let requires = quote!(#(#requires)*);
    let emits = emits(cx, &exprs, def);
    let rest = quote!(#bounds #identity #requires #emits);
    let state = tokens::uses(&rest, "state").then(|| quote!(let state = &case.state;));
    let body = quote!(#rest #state);
    let (has_case, has_facts) = (tokens::uses(&body, "case"), tokens::uses(&body, "facts"));
    let case = has_case.then(|| quote!(case: &Case,));
    let facts = has_facts.then(|| quote!(facts: &super::lookups::Facts,));
    let command = tokens::parameter("command", &body);
    let ctx = cx.ctx_type();
    let decides = format!(
        "Decides `{}` ({})",
        def.name.text,
        cx.place_text(def.name.loc)
    );
    let required = def.requires.iter();
    let named: Vec<_> = required
        .map(|it| (it.name.text.as_str(), it.name.loc))
        .collect();
    let docs = if named.is_empty() {
        tokens::doc(&format!("{decides}."))
    } else {
        guards::doc(cx, &format!("{decides}; refuses by name"), named)
    };
    let function = quote! {
        #docs
        fn #function(
            #case
            ctx: &#ctx,
            #command: #command_type,
            #facts
        ) -> ::coact_runtime::Decision<(super::Role, ::std::vec::Vec<super::Event>)> {
            #bounds
            #identity
            #role
            #state
            #requires
            #emits
            Ok((role, events))
        }
    };
    Decider {
        function,
        case: has_case,
        facts: has_facts,
    }
}

/// Whether there is what the command is for; none yet, where it begins one.
fn identity(cx: &Cx<'_>, def: &Command) -> Option<TokenStream> {
    def.aggregate?;
    let refuse = quote!(return Err(::coact_runtime::Rejection::identity()););
    Some(match (def.new, draws_key(cx, def)) {
        (true, _) => quote!(if case.version > 0 { #refuse }),
        (false, _) => quote!(if case.version == 0 { #refuse }),
    })
}

/// In which role the command is given.
fn role(cx: &Cx<'_>, def: &Command) -> TokenStream {
    if def.by.is_empty() {
        return quote!(
            // Whoever it is.
            let _ = ctx;
            let role = super::Role::Anyone;
        );
    }
    let roles = def.by.iter().map(|actor| cx.role(*actor));
    quote!(let role = ctx.role_of(&[#(#roles),*])?;)
}

fn requirement(exprs: &Exprs<'_, '_, '_>, def: &Requirement) -> TokenStream {
    let (name, sentence) = (tokens::text(&def.name.text), tokens::text(&def.sentence));
    let value = exprs.value(&def.condition);
    let value = if tokens::can_fail(&value) {
        quote!(::coact_runtime::expr::attempt(|| Ok(#value)))
    } else {
        quote!(Ok(#value))
    };
    quote!(::coact_runtime::checks::requires(#value, #name, #sentence)?;)
}

/// The events, in a variable.
fn emits(cx: &Cx<'_>, exprs: &Exprs<'_, '_, '_>, def: &Command) -> TokenStream {
    let once = |emission: &Emission| emission.each.is_none() && emission.when.is_none();
    if def.otherwise.is_none() && def.emits.iter().all(once) {
        // Nothing is left open: the events as they are.
        let lets_events: Vec<_> = def
            .emits
            .iter()
            .map(|it| event(cx, exprs, def, it))
            .collect();
        // Each in a scope of its own: what two events call alike may have two values.
        let is_single = lets_events.len() == 1;
        let (lets, events): (Vec<_>, Vec<_>) = lets_events
            .into_iter()
            .map(|(lets, event)| {
                if is_single || lets.is_empty() {
                    (lets, event)
                } else {
                    (quote!(), quote!({ #lets #event }))
                }
            })
            .unzip();
        return quote!(#(#lets)* let events = ::std::vec::Vec::from([#(#events),*]););
    }
    let emissions = def.emits.iter().map(|it| emission(cx, exprs, def, it));
    let otherwise = match &def.otherwise {
        Some(Otherwise::Emits(it)) => {
            let otherwise = emission(cx, exprs, def, it);
            Some(quote!(if events.is_empty() { #otherwise }))
        }
        Some(Otherwise::Nothing(_)) | None => None,
    };
    quote! {
        let mut events = ::std::vec::Vec::new();
        #(#emissions)*
        #otherwise
    }
}

/// One event for each element, where its condition holds.
fn emission(
    cx: &Cx<'_>,
    exprs: &Exprs<'_, '_, '_>,
    def: &Command,
    emission: &Emission,
) -> TokenStream {
    let (lets, event) = event(cx, exprs, def, emission);
    let push = quote!(#lets events.push(#event););
    let push = match &emission.when {
        Some(when) => {
            let condition = condition(exprs, when, &emission_name(cx, emission));
            quote!(if #condition { #push })
        }
        None => push,
    };
    let Some((local, list)) = &emission.each else {
        return push;
    };
    let name = names::local(local);
    let name = if tokens::mentions(&push, &name.to_string()) {
        name
    } else {
        names::ident("_item")
    };
    let label = tokens::text(&emission_name(cx, emission));
    let list = exprs.reference(list);
    if tokens::can_fail(&list) {
        return quote! {
            let items = ::coact_runtime::expr::attempt(|| Ok(::core::clone::Clone::clone(#list)));
            for #name in &items.map_err(|absent| absent.rejection(#label))? { #push }
        };
    }
    quote!(for #name in #list { #push })
}

/// Whether a condition holds; one that is not known does not.
fn condition(exprs: &Exprs<'_, '_, '_>, when: &Expr, name: &str) -> TokenStream {
    let value = exprs.value(when);
    if !tokens::can_fail(&value) {
        return value;
    }
    let name = tokens::text(name);
    quote!(::coact_runtime::checks::applies(::coact_runtime::expr::attempt(|| Ok(#value)), #name)?)
}

fn emission_name(cx: &Cx<'_>, emission: &Emission) -> String {
    cx.model.events[emission.event].name.text.clone()
}

/// Statements, and an event with the values that the command gives it.
fn event(
    cx: &Cx<'_>,
    exprs: &Exprs<'_, '_, '_>,
    command: &Command,
    emission: &Emission,
) -> (TokenStream, TokenStream) {
    let def = &cx.model.events[emission.event];
    let mut lets = Vec::new();
    let fields = def
        .fields
        .iter()
        .zip(&emission.fields)
        .map(|(field, value)| {
            let name = names::ident(&field.name.text);
            let moved = moved(command, value).map(|field| {
                let field = names::ident(&field.name.text);
                quote!(command.#field)
            });
            let computed = moved.unwrap_or_else(|| exprs.value(value));
            let bounds = bounds(cx, command, def, field, value);
            if bounds.is_empty() && !tokens::can_fail(&computed) {
                return quote!(#name: #computed);
            }
            let label = tokens::text(&format!("{}.{}", def.name.text, field.name.text));
            let computed = if tokens::can_fail(&computed) {
                quote! {
                    ::coact_runtime::expr::attempt(|| Ok(#computed))
                        .map_err(|absent| absent.rejection(#label))?
                }
            } else {
                computed
            };
            let variable = names::of_field(&field.name.text, "value");
            lets.push(if bounds.is_empty() {
                quote!(let #variable = #computed;)
            } else {
                // An empty list does not say of what.
                let ty = rust(cx, &field.ty);
                quote!(let #variable = { let value: #ty = #computed; #bounds value };)
            });
            quote!(#name: #variable)
        });
    let fields: Vec<TokenStream> = fields.collect();
    let name = names::ident(&def.name.text);
    let group = super::of_event(def);
    let own = match command.aggregate {
        Some(id) => group == Group::Aggregate(id),
        None => group == Group::Outside,
    };
    let made = if own {
        let variant = group.variant(cx);
        quote!(super::Event::#variant(Event::#name(#name { #(#fields),* })))
    } else {
        let module = group.module(cx);
        event_path(cx, def, quote!(super::#module::#name { #(#fields),* }))
    };
    (quote!(#(#lets)*), made)
}

/// The field of the command that a value is, where nothing else uses it: it need not be copied.
fn moved<'a>(command: &'a Command, value: &Expr) -> Option<&'a Field> {
    let ExprKind::CommandField(index) = value.kind else {
        return None;
    };
    if index == 0 && command.aggregate.is_some() {
        return None;
    }
    let uses = command.emissions().flat_map(|emission| {
        // In a loop it would be used again and again.
        let times = if emission.each.is_some() { 2 } else { 1 };
        let list = emission.each.iter().map(|(_, list)| list);
        let exprs = list.chain(&emission.when).chain(&emission.fields);
        let found = exprs.flat_map(Expr::all).filter(
            move |part| matches!(part.kind, ExprKind::CommandField(found) if found == index),
        );
        found.flat_map(move |_| std::iter::repeat_n((), times))
    });
    (uses.count() == 1)
        .then(|| command.fields.get(index))
        .flatten()
}

/// The bounds of an event's field that the command's own have not seen to.
fn bounds(
    cx: &Cx<'_>,
    command: &Command,
    event: &Event,
    field: &Field,
    value: &Expr,
) -> TokenStream {
    let seen = match value.kind {
        ExprKind::CommandField(index) => command
            .fields
            .get(index)
            .is_some_and(|given| given.ty == field.ty && given.bounds == field.bounds),
        _ => false,
    };
    if seen || !is_checked(cx, &field.ty, &field.bounds) {
        return quote!();
    }
    let label = tokens::text(&format!("{}.{}", event.name.text, field.name.text));
    checks(
        cx,
        &field.ty,
        &field.bounds,
        &quote!(&value),
        &quote!(#label),
    )
}
