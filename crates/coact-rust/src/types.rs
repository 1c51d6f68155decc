//! Module `types`: scalars, enumerations, values and the keys of entities.

mod bounds;
mod key;
mod scalar;

pub(crate) use bounds::{check_method, checks, field_checks, is_checked};
pub(crate) use key::parsed;

use proc_macro2::TokenStream;
use quote::quote;

use coact_model::model::{Enum, Type, Unit, Value};

use crate::cx::Cx;
use crate::record::{Absent, Record};
use crate::versions::{Declared, Versions};
use crate::{names, tokens};

/// The whole module.
pub(crate) fn module(cx: &Cx<'_>) -> TokenStream {
    let scalars = cx.model.scalars.values().map(|def| scalar::scalar(cx, def));
    let enums = cx.model.enums.values().map(|def| enumeration(cx, def));
    let values = cx.model.values.values().map(|def| value(cx, def));
    let keys = cx.model.entities.ids();
    let keys = keys.filter(|id| cx.model.foundation(*id) == *id);
    let keys = keys.map(|id| key::key(cx, id));
    quote!(#(#scalars)* #(#enums)* #(#values)* #(#keys)*)
}

/// A type of the model in Rust.
pub(crate) fn rust(cx: &Cx<'_>, ty: &Type) -> TokenStream {
    match ty {
        Type::Text => quote!(::std::string::String),
        Type::Bool => quote!(bool),
        Type::Int(_) => quote!(i64),
        Type::Decimal(_) => quote!(::coact_runtime::export::rust_decimal::Decimal),
        Type::Date => quote!(::coact_runtime::export::jiff::civil::Date),
        Type::Time => quote!(::coact_runtime::export::jiff::civil::Time),
        Type::DateTime => quote!(::coact_runtime::export::jiff::Timestamp),
        Type::Duration => quote!(::coact_runtime::export::jiff::SignedDuration),
        Type::Period => quote!(::coact_runtime::expr::Period),
        Type::Uuid => quote!(::coact_runtime::export::uuid::Uuid),
        Type::Bytes => quote!(::std::vec::Vec<u8>),
        Type::Scalar(id) => {
            let name = names::scalar(&cx.model.scalars[*id].name.text);
            quote!(super::types::#name)
        }
        Type::Enum(id) => named(&cx.model.enums[*id].name.text),
        Type::Value(id) => named(&cx.model.values[*id].name.text),
        Type::Entity(id) => cx.key_type(*id),
        Type::Actor(_) => quote!(::coact_runtime::ActorId),
        Type::Role(..) => quote!(super::Role),
        Type::Optional(inner) => {
            let inner = rust(cx, inner);
            quote!(::core::option::Option<#inner>)
        }
        Type::List(inner) => {
            let inner = rust(cx, inner);
            quote!(::std::vec::Vec<#inner>)
        }
        Type::Map(key, value) => {
            let (key, value) = (rust(cx, key), rust(cx, value));
            quote!(::std::collections::BTreeMap<#key, #value>)
        }
        Type::Row(view) => {
            let name = names::ident(&cx.model.views[*view].name.text);
            quote!(super::views::#name)
        }
        // A valid model has none.
        Type::Error => quote!(()),
    }
}

fn named(name: &str) -> TokenStream {
    let name = names::ident(name);
    quote!(super::types::#name)
}

/// The derives of a type of the model.
pub(crate) fn derives(copy: bool) -> TokenStream {
    let copy = copy.then(|| quote!(Copy,));
    tokens::data(quote!(#copy Hash, PartialOrd, Ord,))
}

fn enumeration(cx: &Cx<'_>, def: &Enum) -> TokenStream {
    let name = names::ident(&def.name.text);
    let docs = tokens::doc_or(def.doc.as_deref(), &format!("`{}`.", def.name.text));
    let derives = derives(true);
    let variants: Vec<_> = def
        .variants
        .iter()
        .map(|(name, _)| names::ident(&name.text))
        .collect();
    let texts: Vec<_> = def
        .variants
        .iter()
        .map(|(name, _)| tokens::text(&name.text))
        .collect();
    let declared = def
        .variants
        .iter()
        .zip(&variants)
        .map(|((name, doc), variant)| {
            let docs = tokens::doc_or(doc.as_deref(), &format!("`{}`.", name.text));
            let rename = tokens::rename(variant, &name.text);
            let aliases = tokens::aliases(cx.model, &[name.loc]);
            quote!(#docs #rename #aliases #variant)
        });
    let show = if variants.is_empty() {
        quote!(match *self {})
    } else {
        quote!(f.write_str(match self { #(Self::#variants => #texts),* }))
    };
    let formatter = if variants.is_empty() {
        quote!(_)
    } else {
        quote!(f)
    };
    quote! {
        #docs #derives
        pub enum #name { #(#declared),* }
        impl ::core::fmt::Display for #name {
            fn fmt(&self, #formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                #show
            }
        }
    }
}

fn value(cx: &Cx<'_>, def: &Value) -> TokenStream {
    let name = names::ident(&def.name.text);
    let docs = tokens::doc_or(def.doc.as_deref(), &format!("`{}`.", def.name.text));
    let mut record = Record::default();
    for field in &def.fields {
        let (ident, loc) = (names::ident(&field.name.text), field.name.loc);
        record.add_declared(cx.model, &[loc], &ident, &field.name.text, Absent::Never);
    }
    record.changed(Versions::of(
        cx,
        &def.name,
        def.fields.iter().map(Declared::from),
    ));
    let (derives, table) = (
        record.derives(quote!(Hash, PartialOrd, Ord,)),
        record.table(cx, &name),
    );
    let fields = def.fields.iter().map(|field| {
        let note = match unit_note(cx, &field.ty) {
            Some(unit) => format!("`{}`, in {unit}.", field.name.text),
            None => format!("`{}`.", field.name.text),
        };
        let docs = tokens::doc_or(field.doc.as_deref(), &note);
        let ident = names::ident(&field.name.text);
        let (attributes, ty) = (record.attributes(&ident), rust(cx, &field.ty));
        quote!(#docs #attributes pub #ident: #ty)
    });
    let checks: Vec<TokenStream> = def
        .fields
        .iter()
        .map(|field| {
            let ident = names::ident(&field.name.text);
            checks(
                cx,
                &field.ty,
                &field.bounds,
                &quote!(&self.#ident),
                &quote!(name),
            )
        })
        .filter(|checks| !checks.is_empty())
        .collect();
    let check = (!checks.is_empty()).then(|| {
        quote! {
            impl #name {
                /// Checks the bounds of its fields.
                ///
                /// # Errors
                /// The first bound that is broken, as a fault of the named element.
                pub fn check(&self, name: &'static str) -> ::coact_runtime::Decision<()> {
                    #(#checks)*
                    ::core::result::Result::Ok(())
                }
            }
        }
    });
    quote!(#docs #derives pub struct #name { #(#fields),* } #table #check)
}

/// The unit of a number, as its doc says it.
pub(crate) fn unit_note(cx: &Cx<'_>, ty: &Type) -> Option<String> {
    match ty {
        Type::Int(unit) | Type::Decimal(unit) => unit_text(unit),
        Type::Scalar(id) => unit_note(cx, &cx.model.scalars[*id].base),
        Type::Optional(inner) => unit_note(cx, inner),
        _ => None,
    }
}

fn unit_text(unit: &Unit) -> Option<String> {
    match (unit.over().is_empty(), unit.under().is_empty()) {
        (true, true) => None,
        (_, true) => Some(unit.over().join("*")),
        (true, _) => Some(format!("1/{}", unit.under().join("*"))),
        _ => Some(format!(
            "{}/{}",
            unit.over().join("*"),
            unit.under().join("*")
        )),
    }
}
