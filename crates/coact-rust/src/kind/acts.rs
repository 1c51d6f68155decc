//! The commands and events of one transaction kind.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use coact_model::ctp::{Act, Step};
use coact_model::model::{ActDef, KindId, PayloadField, PayloadOrigin, Type};

use crate::cx::{Address, Cx};
use crate::types::{checks, rust, unit_note};
use crate::{names, tokens};

/// Structs and enums of all commands and events of a kind.
pub(super) fn acts(cx: &Cx<'_>, kind: KindId) -> TokenStream {
    let commands = cx.acts(kind).map(|def| command(cx, kind, def));
    let events = cx.acts(kind).map(|def| event(cx, kind, def));
    let command = choice(cx, kind, true);
    let event = choice(cx, kind, false);
    let variant = names::ident(cx.kind_name(kind));
    let all = cx.acts(kind).map(|def| names::ident(&def.command.text));
    quote! {
        #(#commands)* #command
        ::coact_runtime::into_command!(super::Command, #variant: Command { #(#all),* });
        #(#events)* #event
    }
}

/// Whether the command has the field at all: a filled-in fact is in the event only.
pub(crate) fn in_command(field: &PayloadField) -> bool {
    !matches!(field.origin, PayloadOrigin::FilledIn(_))
}

/// Whether a field may be left out of the command, because a link or rule has a value for it.
pub(crate) fn is_optional(field: &PayloadField) -> bool {
    field.default.is_some()
}

/// The type of a payload field in the command.
fn command_type(cx: &Cx<'_>, field: &PayloadField) -> TokenStream {
    let ty = rust(cx, &field.ty);
    if is_optional(field) && !matches!(field.ty, Type::Optional(_)) {
        quote!(::core::option::Option<#ty>)
    } else {
        ty
    }
}

fn command(cx: &Cx<'_>, kind: KindId, def: &ActDef) -> TokenStream {
    let name = names::ident(&def.command.text);
    let docs = tokens::doc_or(def.doc.as_deref(), &sentence(cx, kind, def, true));
    let key = cx.key_type(cx.subject(kind));
    let request = def.step == Step::Base(Act::Request);
    let subject = cx.subject_field(kind);
    let subject = if request && cx.draws_key(kind) {
        quote! {
            /// Which one is asked for again; without it a new one is made.
            pub #subject: ::core::option::Option<#key>,
        }
    } else {
        quote! {
            /// Which one it is about.
            pub #subject: #key,
        }
    };
    let address = cx.address(kind).filter(|_| request).and_then(|address| {
        let parent = cx.parent(kind)?;
        let field = match address {
            Address::Given(_) => return None,
            Address::FilledIn(_) | Address::Added(_) => address.field(cx),
        };
        let key = cx.key_type(cx.subject(parent));
        let docs = tokens::doc(&format!(
            "What it is asked for: the `{}` that encloses it.",
            cx.kind_name(parent)
        ));
        Some(quote!(#docs pub #field: #key,))
    });
    let given: Vec<&PayloadField> = def
        .payload
        .iter()
        .filter(|field| in_command(field))
        .collect();
    let fields = given.iter().map(|field| {
        let docs = field_docs(cx, field, is_optional(field));
        let ident = names::ident(&field.name.text);
        let rename = tokens::rename(&ident, &field.name.text);
        let ty = command_type(cx, field);
        let default = is_absent_by_default(field).then(|| quote!(#[serde(default)]));
        quote!(#docs #rename #default pub #ident: #ty)
    });
    let derives = tokens::data(quote!());
    let check = check(cx, kind, &name, &given);
    quote! {
        #docs #derives
        pub struct #name { #subject #address #(#fields),* }
        #check
    }
}

fn is_absent_by_default(field: &PayloadField) -> bool {
    is_optional(field) || matches!(field.ty, Type::Optional(_))
}

/// `check`: the bounds of what the command gives.
fn check(cx: &Cx<'_>, kind: KindId, name: &Ident, given: &[&PayloadField]) -> Option<TokenStream> {
    let checks: Vec<TokenStream> = given
        .iter()
        .map(|field| {
            let ident = names::ident(&field.name.text);
            let label = tokens::text(&element(cx, kind, field));
            let ty = if is_optional(field) && !matches!(field.ty, Type::Optional(_)) {
                &Type::Optional(Box::new(field.ty.clone()))
            } else {
                &field.ty
            };
            checks(
                cx,
                ty,
                &field.bounds,
                &quote!(&self.#ident),
                &quote!(#label),
            )
        })
        .filter(|checks| !checks.is_empty())
        .collect();
    (!checks.is_empty()).then(|| {
        quote! {
            impl #name {
                /// Checks the bounds of what it gives.
                ///
                /// # Errors
                /// The first bound that is broken.
                pub fn check(&self) -> ::coact_runtime::Decision<()> {
                    #(#checks)*
                    Ok(())
                }
            }
        }
    })
}

/// The name of a payload field in a rejection: `Order.lines`, `OrderPaying.amount`.
pub(crate) fn element(cx: &Cx<'_>, kind: KindId, field: &PayloadField) -> String {
    let owner = match field.origin {
        PayloadOrigin::Fact(_) | PayloadOrigin::FilledIn(_) => {
            &cx.entity(cx.subject(kind)).name.text
        }
        PayloadOrigin::Data => cx.kind_name(kind),
    };
    format!("{owner}.{}", field.name.text)
}

/// Whether a command has bounds to check.
pub(crate) fn has_check(cx: &Cx<'_>, def: &ActDef) -> bool {
    def.payload
        .iter()
        .any(|field| in_command(field) && crate::types::is_checked(cx, &field.ty, &field.bounds))
}

fn field_docs(cx: &Cx<'_>, field: &PayloadField, optional: bool) -> TokenStream {
    let unit = unit_note(cx, &field.ty).map_or_else(String::new, |unit| format!(", in {unit}"));
    let default = if optional {
        "; where it is left out, what the model says"
    } else {
        ""
    };
    let name = &field.name.text;
    tokens::doc_or(field.doc.as_deref(), &format!("`{name}`{unit}{default}."))
}

fn event(cx: &Cx<'_>, kind: KindId, def: &ActDef) -> TokenStream {
    let name = names::ident(&def.event.text);
    let docs = tokens::doc_or(def.doc.as_deref(), &sentence(cx, kind, def, false));
    let subject = cx.subject_field(kind);
    let key = cx.key_type(cx.subject(kind));
    let fields = def.payload.iter().map(|field| {
        let docs = field_docs(cx, field, false);
        let ident = names::ident(&field.name.text);
        let rename = tokens::rename(&ident, &field.name.text);
        let ty = rust(cx, &field.ty);
        // What is absent takes no room in the log.
        let skip = matches!(field.ty, Type::Optional(_)).then(
            || quote!(#[serde(default, skip_serializing_if = "::core::option::Option::is_none")]),
        );
        quote!(#docs #rename #skip pub #ident: #ty)
    });
    // An added address is kept, so that the event alone says where the instance belongs.
    let request = def.step == Step::Base(Act::Request);
    let address = match cx.address(kind).filter(|_| request) {
        Some(Address::Added(parent)) => {
            let (field, key) = (cx.subject_field(parent), cx.key_type(cx.subject(parent)));
            quote! {
                /// What encloses it.
                pub #field: #key,
            }
        }
        _ => quote!(),
    };
    let derives = tokens::data(quote!());
    quote! {
        #docs #derives
        pub struct #name {
            /// Which one it is about.
            pub #subject: #key,
            #address
            #(#fields),*
        }
    }
}

/// "Command: promise `OrderCompleting`."
fn sentence(cx: &Cx<'_>, kind: KindId, def: &ActDef, command: bool) -> String {
    let kind = cx.kind_name(kind);
    let act = names::step_words(def.step);
    if command {
        format!("Command: {act} of `{kind}`.")
    } else {
        format!("Event of the act `{act}` of `{kind}`.")
    }
}

fn choice(cx: &Cx<'_>, kind: KindId, command: bool) -> TokenStream {
    let enum_name = names::ident(if command { "Command" } else { "Event" });
    let docs = tokens::doc(&format!(
        "The {} of `{}`.",
        if command { "commands" } else { "events" },
        cx.kind_name(kind)
    ));
    let acts: Vec<&ActDef> = cx.acts(kind).collect();
    let texts: Vec<&str> = acts
        .iter()
        .map(|def| {
            if command {
                def.command.text.as_str()
            } else {
                def.event.text.as_str()
            }
        })
        .collect();
    let variants: Vec<Ident> = texts.iter().map(|name| names::ident(name)).collect();
    let declared = texts.iter().zip(&variants).map(|(name, variant)| {
        let rename = tokens::rename(variant, name);
        quote!(#rename #variant(#variant))
    });
    let texts: Vec<_> = texts.iter().map(|name| tokens::text(name)).collect();
    let (field, key) = (cx.subject_field(kind), cx.key_type(cx.subject(kind)));
    let derives = tokens::data(quote!());
    let subject = if command && cx.draws_key(kind) {
        let subjects = acts.iter().zip(&variants).map(|(def, variant)| {
            if def.step == Step::Base(Act::Request) {
                quote!(Self::#variant(act) => act.#field.as_ref())
            } else {
                quote!(Self::#variant(act) => Some(&act.#field))
            }
        });
        quote! {
            /// Which instance it is about; none where a new one is asked for.
            pub const fn subject(&self) -> ::core::option::Option<&#key> {
                match self { #(#subjects),* }
            }
        }
    } else {
        quote! {
            /// Which instance it is about.
            pub const fn subject(&self) -> &#key {
                match self { #(Self::#variants(act) => &act.#field),* }
            }
        }
    };
    let steps = acts.iter().map(|def| tokens::step(def.step));
    let step = quote! {
        /// The step of the pattern that it is.
        pub const fn step(&self) -> ::coact_runtime::ctp::Step {
            match self { #(Self::#variants(_) => #steps),* }
        }
    };
    quote! {
        #docs #derives
        pub enum #enum_name { #(#declared),* }
        impl #enum_name {
            /// Its name in the model.
            pub const fn name(&self) -> &'static str {
                match self { #(Self::#variants(_) => #texts),* }
            }
            #step
            #subject
        }
    }
}
