//! The fold of one stream: what an aggregate remembers.

use proc_macro2::TokenStream;
use quote::quote;

use coact_model::model::{Aggregate, AggregateId, Event, EventId, Expr, ExprKind, Field, Literal};

use super::{Group, is_open};
use crate::cx::Cx;
use crate::expr::{Exprs, Scene};
use crate::types::{check_method, field_checks, parsed, rust, unit_note};
use crate::views::Change;
use crate::{names, tokens};

/// `Case`, and the state of an aggregate.
pub(super) fn case(cx: &Cx<'_>, group: Group) -> TokenStream {
    match group {
        Group::Aggregate(id) => aggregate(cx, id),
        Group::Outside => outside(cx),
        // It belongs to cases that transactions open.
        Group::NoMore => quote!(),
    }
}

fn outside(cx: &Cx<'_>) -> TokenStream {
    let envelope = cx.envelope_type();
    quote! {
        /// The stream of one command.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct Case {
            /// How many events it has.
            pub version: u64,
            /// What names it: drawn from the id of the command.
            pub key: ::coact_runtime::export::uuid::Uuid,
        }
        impl Case {
            /// The stream before its first event.
            pub const fn new(key: ::coact_runtime::export::uuid::Uuid) -> Self {
                Self { version: 0, key }
            }
            /// Folds one event.
            pub fn evolve(&mut self, _: &#envelope) {
                self.version += 1;
            }
        }
    }
}

fn aggregate(cx: &Cx<'_>, id: AggregateId) -> TokenStream {
    let def = &cx.model.aggregates[id];
    let group = Group::Aggregate(id);
    let name = &def.name.text;
    let docs = tokens::doc_or(
        def.doc.as_deref(),
        &format!("One `{name}`: its stream, its version, its state."),
    );
    let key = rust(cx, &def.key.ty);
    let (state, envelope) = (state(cx, def), cx.envelope_type());
    let arms: Vec<TokenStream> = group
        .events(cx)
        .filter_map(|(id, event)| arm(cx, def, id, event))
        .collect();
    let prefix = tokens::text(&format!("{}/", cx.model.first_name(&def.name)));
    let parsed = parsed(cx, &def.key.ty);
    let variant = group.variant(cx);
    let fold = if arms.is_empty() {
        quote!(let _ = envelope;)
    } else {
        quote! {
            if let super::Event::#variant(event) = &envelope.event {
                let state = &mut self.state;
                match event { #(#arms)* _ => {} }
            }
        }
    };
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        pub struct Case {
            /// How many events it has; zero before it begins.
            pub version: u64,
            /// Its key.
            pub key: #key,
            /// What its events add up to.
            pub state: State,
        }
        impl Case {
            /// Before the first event.
            pub fn new(key: #key) -> Self {
                Self { version: 0, key, state: ::core::default::Default::default() }
            }
            /// Folds one event. Whatever the event, this never fails.
            pub fn evolve(&mut self, envelope: &#envelope) {
                // What was decided fits: a decision is tried on the state first.
                let _ = self.fold(envelope);
            }
            /// Folds one event as far as its values fit.
            ///
            /// # Errors
            /// A value that leaves the range of its type, or is not known.
            pub(super) fn fold(&mut self, envelope: &#envelope) -> ::coact_runtime::expr::Eval<()> {
                self.version += 1;
                #fold
                Ok(())
            }
        }
        /// The stream of the one with this key.
        pub fn case(key: &#key) -> ::coact_runtime::CaseId {
            let mut name = ::std::string::String::from(#prefix);
            name.push_str(&::std::string::ToString::to_string(key));
            ::coact_runtime::CaseId(name)
        }
        /// The key that names a stream.
        pub(super) fn key(text: &str) -> ::coact_runtime::Decision<#key> {
            Ok(#parsed)
        }
        #state
    }
}

fn state(cx: &Cx<'_>, def: &Aggregate) -> TokenStream {
    let fields = def.state.iter().map(|field| {
        let ident = names::ident(&field.name.text);
        let unit = unit_note(cx, &field.ty).map_or_else(String::new, |unit| format!(", in {unit}"));
        let docs = tokens::doc_or(
            field.doc.as_deref(),
            &format!("`{}`{unit}.", field.name.text),
        );
        let ty = rust(cx, &field.ty);
        if is_open(cx, field) {
            quote!(#docs pub #ident: ::core::option::Option<#ty>)
        } else {
            quote!(#docs pub #ident: #ty)
        }
    });
    let exprs = Exprs::new(cx, Scene::Constant);
    let begins_blank = def
        .state
        .iter()
        .all(|field| field.default.as_ref().is_none_or(is_blank));
    let (derived, default) = if begins_blank {
        (quote!(Default,), None)
    } else {
        let defaults = def.state.iter().map(|field| {
            let ident = names::ident(&field.name.text);
            let value = match &field.default {
                Some(value) => first_value(cx, &exprs, field, value),
                None => quote!(::core::default::Default::default()),
            };
            quote!(#ident: #value)
        });
        let default = quote! {
            impl ::core::default::Default for State {
                fn default() -> Self {
                    Self { #(#defaults),* }
                }
            }
        };
        (quote!(), Some(default))
    };
    let docs = tokens::doc(&format!(
        "What the events of a `{}` add up to.",
        def.name.text
    ));
    let check = check_method(
        &names::ident("State"),
        "Checks its bounds.",
        &bounds(cx, def),
    );
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq, #derived)]
        pub struct State { #(#fields),* }
        #default
        #check
    }
}

/// What a field begins with; one that is computed and leaves its range is not known.
fn first_value(
    cx: &Cx<'_>,
    exprs: &Exprs<'_, '_, '_>,
    field: &Field,
    default: &Expr,
) -> TokenStream {
    let value = exprs.constant(default);
    if !tokens::can_fail(&value) {
        return value;
    }
    let value = quote!(::coact_runtime::expr::attempt(|| Ok(#value)));
    if is_open(cx, field) {
        quote!(#value.ok())
    } else {
        quote!(#value.unwrap_or_default())
    }
}

/// Whether a default is what its type begins with in Rust.
fn is_blank(default: &Expr) -> bool {
    match &default.kind {
        ExprKind::Literal(Literal::Bool(false) | Literal::Int(0)) | ExprKind::None => true,
        ExprKind::List(items) => items.is_empty(),
        ExprKind::Map(entries) => entries.is_empty(),
        _ => false,
    }
}

/// The bounds of the state. What is inside a value was checked where it came in; those of the field are the state's own.
fn bounds(cx: &Cx<'_>, def: &Aggregate) -> Vec<TokenStream> {
    let bounded = def.state.iter().filter(|field| !field.bounds.is_empty());
    let checks = bounded.map(|field| {
        let element = format!("{}.{}", def.name.text, field.name.text);
        let absent = is_open(cx, field);
        field_checks(
            cx,
            &field.name.text,
            &field.ty,
            &field.bounds,
            absent,
            &element,
        )
    });
    checks.collect()
}

/// What must hold of the state after a decision: none where nothing can go wrong.
pub(super) fn after(cx: &Cx<'_>, group: Group) -> Option<TokenStream> {
    let def = group.aggregate(cx)?;
    let fails = |(id, event): (EventId, &Event)| {
        arm(cx, def, id, event).is_some_and(|arm| tokens::can_fail(&arm))
    };
    let checked = bounds(cx, def).iter().any(|check| !check.is_empty());
    if !checked && !group.events(cx).any(fails) {
        return None;
    }
    let name = tokens::text(&def.name.text);
    let check = checked.then(|| quote!(after.state.check()?;));
    Some(quote! {
        let mut after = ::core::clone::Clone::clone(case);
        for envelope in &events {
            after.fold(envelope).map_err(|absent| absent.rejection(#name))?;
        }
        #check
    })
}

/// What an event does to the state; none where it does nothing.
fn arm(cx: &Cx<'_>, def: &Aggregate, id: EventId, event: &Event) -> Option<TokenStream> {
    if event.apply.is_empty() {
        return None;
    }
    let change = Change {
        cx,
        fields: &def.state,
        sets: &event.apply,
        place: names::ident("state"),
        open: is_open,
        exprs: Exprs::new(cx, Scene::Apply(id)),
    };
    let sets = change.sets();
    let name = names::ident(&event.name.text);
    let pattern = if tokens::mentions(&sets, "event") {
        quote!(event)
    } else {
        quote!(_)
    };
    Some(quote!(Event::#name(#pattern) => { #sets }))
}
