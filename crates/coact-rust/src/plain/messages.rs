//! The commands and events of a group.

use proc_macro2::TokenStream;
use quote::quote;

use coact_model::model::{Command, Event, Field, Ident, Type};

use super::{Group, draws_key};
use crate::cx::Cx;
use crate::record::{Absent, Record};
use crate::types::{check_method, field_checks, rust, unit_note};
use crate::versions::{Declared, Versions};
use crate::{names, tokens};

pub(super) fn messages(cx: &Cx<'_>, group: Group) -> TokenStream {
    let commands = group.commands(cx).map(|(_, def)| command(cx, def));
    let events = group.events(cx).map(|(_, def)| event(cx, def));
    let all_commands = choice(
        cx,
        group,
        "Command",
        group.commands(cx).map(|(_, def)| &def.name),
    );
    let all_events = choice(
        cx,
        group,
        "Event",
        group.events(cx).map(|(_, def)| &def.name),
    );
    quote!(#(#commands)* #(#events)* #all_commands #all_events)
}

/// The enumeration of all commands or all events.
fn choice<'a>(
    cx: &Cx<'_>,
    group: Group,
    what: &str,
    names: impl Iterator<Item = &'a Ident>,
) -> TokenStream {
    let kind = names::ident(what);
    let variant = group.variant(cx);
    let (mut variants, mut shown, mut from) = (Vec::new(), Vec::new(), Vec::new());
    for name in names {
        let Ident { text: name, loc } = name;
        let (ident, text) = (names::ident(name), tokens::text(name));
        let docs = tokens::doc(&format!("`{name}`."));
        let rename = tokens::rename(&ident, name);
        let aliases = tokens::aliases(cx.model, &[*loc]);
        variants.push(quote!(#docs #rename #aliases #ident(#ident)));
        shown.push(quote!(Self::#ident(_) => #text));
        from.push(quote! {
            impl ::core::convert::From<#ident> for super::#kind {
                fn from(it: #ident) -> Self {
                    Self::#variant(#kind::#ident(it))
                }
            }
        });
    }
    let docs = tokens::doc(&match (group.name(cx), what) {
        (Some(name), "Command") => format!("The commands of `{}`.", name.text),
        (Some(name), _) => format!("The events of `{}`.", name.text),
        (None, "Command") => "The commands that belong to no aggregate.".to_owned(),
        (None, _) => "The events that belong to no aggregate.".to_owned(),
    });
    let derives = tokens::data(quote!());
    let name = if shown.is_empty() {
        quote!(match *self {})
    } else {
        quote!(match self { #(#shown),* })
    };
    quote! {
        #docs #derives
        pub enum #kind { #(#variants),* }
        impl #kind {
            /// Its name in the model.
            pub const fn name(&self) -> &'static str {
                #name
            }
        }
        #(#from)*
    }
}

fn command(cx: &Cx<'_>, def: &Command) -> TokenStream {
    let name = names::ident(&def.name.text);
    let docs = tokens::doc_or(def.doc.as_deref(), &format!("Command `{}`.", def.name.text));
    let drawn = draws_key(cx, def);
    let mut record = Record::default();
    for (at, field) in def.fields.iter().enumerate() {
        let optional = at == 0 && drawn || matches!(field.ty, Type::Optional(_));
        let ident = names::ident(&field.name.text);
        record.add(&ident, &field.name.text, Absent::sent(optional));
    }
    let fields = def.fields.iter().enumerate().map(|(at, field)| {
        let ident = names::ident(&field.name.text);
        let attributes = record.attributes(&ident);
        let ty = rust(cx, &field.ty);
        if at == 0 && drawn {
            return quote! {
                /// Under which key it begins; without it one is drawn.
                #attributes
                pub #ident: ::core::option::Option<#ty>
            };
        }
        let docs = if at == 0 && def.aggregate.is_some() {
            tokens::doc_or(field.doc.as_deref(), "Which one it is for.")
        } else {
            field_docs(cx, field)
        };
        quote!(#docs #attributes pub #ident: #ty)
    });
    let (derives, table) = (record.derives(quote!()), record.table(cx, &name));
    let docs_of_check = "Checks the bounds of what it gives.";
    let check = check_method(&name, docs_of_check, &bounds(cx, def));
    quote! {
        #docs #derives
        pub struct #name { #(#fields),* }
        #table
        #check
    }
}

/// The bounds of what the command gives.
fn bounds(cx: &Cx<'_>, def: &Command) -> Vec<TokenStream> {
    let drawn = draws_key(cx, def);
    let fields = def.fields.iter().enumerate();
    let checks = fields.map(|(at, field)| {
        let element = format!("{}.{}", def.name.text, field.name.text);
        let absent = at == 0 && drawn;
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

/// Whether the command has bounds to check.
pub(super) fn has_check(cx: &Cx<'_>, def: &Command) -> bool {
    bounds(cx, def).iter().any(|check| !check.is_empty())
}

fn event(cx: &Cx<'_>, def: &Event) -> TokenStream {
    let name = names::ident(&def.name.text);
    let docs = tokens::doc_or(def.doc.as_deref(), &format!("Event `{}`.", def.name.text));
    let mut record = Record::default();
    for field in &def.fields {
        let (ident, loc) = (names::ident(&field.name.text), field.name.loc);
        let absent = Absent::recorded(&field.ty);
        record.add_declared(cx.model, &[loc], &ident, &field.name.text, absent);
    }
    record.changed(Versions::of(
        cx,
        &def.name,
        def.fields.iter().map(Declared::from),
    ));
    let fields = def.fields.iter().enumerate().map(|(at, field)| {
        let docs = if at == 0 && def.aggregate.is_some() {
            tokens::doc_or(field.doc.as_deref(), "Which one it is of.")
        } else {
            field_docs(cx, field)
        };
        let ident = names::ident(&field.name.text);
        let (attributes, ty) = (record.attributes(&ident), rust(cx, &field.ty));
        quote!(#docs #attributes pub #ident: #ty)
    });
    let (derives, table) = (record.derives(quote!()), record.table(cx, &name));
    quote! {
        #docs #derives
        pub struct #name { #(#fields),* }
        #table
    }
}

fn field_docs(cx: &Cx<'_>, field: &Field) -> TokenStream {
    let unit = unit_note(cx, &field.ty).map_or_else(String::new, |unit| format!(", in {unit}"));
    tokens::doc_or(
        field.doc.as_deref(),
        &format!("`{}`{unit}.", field.name.text),
    )
}
