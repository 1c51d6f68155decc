//! Module `views`: a row type per view, and how events change the rows.

mod change;
mod handler;
pub(crate) mod reads;

pub(crate) use change::Change;
pub(crate) use handler::{arm, happened};

use proc_macro2::TokenStream;
use quote::quote;

use coact_model::model::{View, ViewId};

use crate::cx::Cx;
use crate::record::{Absent, Record};
use crate::types::{rust, unit_note};
use crate::{lookups, names, tokens};

/// The whole module.
pub(crate) fn module(cx: &Cx<'_>) -> TokenStream {
    let own = cx.model.views.iter();
    let own = own.filter(|(_, view)| view.imported.is_none());
    let own = own.map(|(id, view)| {
        let (row, model) = (row(cx, view), read_model(cx, view));
        let fold = handler::fold(cx, id, view);
        quote!(#row #model #fold)
    });
    // Rows of another model come from the host, and are kept nowhere here.
    let others = lookups::lent_views(cx).into_iter();
    let others = others.map(|id| row(cx, &cx.model.views[id]));
    quote!(#(#own)* #(#others)*)
}

/// The function that folds an event into a view: `fold_open_orders`.
pub(crate) fn fold_fn(cx: &Cx<'_>, id: ViewId) -> proc_macro2::Ident {
    names::function("fold", &cx.model.views[id].name.text)
}

fn row(cx: &Cx<'_>, view: &View) -> TokenStream {
    let name = names::ident(&view.name.text);
    let readers: Vec<String> = view
        .readers
        .iter()
        .map(|actor| format!("`{}`", cx.actor(*actor).name.text))
        .collect();
    let fallback = if readers.is_empty() {
        format!("A row of `{}`.", view.name.text)
    } else {
        format!(
            "A row of `{}`, for {}.",
            view.name.text,
            readers.join(" and ")
        )
    };
    let docs = tokens::doc_or(view.doc.as_deref(), &fallback);
    let mut record = Record::default();
    for field in &view.fields {
        let ident = names::ident(&field.name.text);
        record.add(&ident, &field.name.text, Absent::Never);
    }
    let fields = view.fields.iter().map(|field| {
        let ident = names::ident(&field.name.text);
        let attributes = record.attributes(&ident);
        let unit = unit_note(cx, &field.ty).map_or_else(String::new, |unit| format!(", in {unit}"));
        let key = if field.key { ", part of the key" } else { "" };
        let docs = tokens::doc_or(
            field.doc.as_deref(),
            &format!("`{}`{unit}{key}.", field.name.text),
        );
        let ty = rust(cx, &field.ty);
        quote!(#docs #attributes pub #ident: #ty)
    });
    let (derives, table) = (record.derives(quote!()), record.table(cx, &name));
    quote! {
        #docs #derives
        pub struct #name { #(#fields),* }
        #table
    }
}

fn read_model(cx: &Cx<'_>, view: &View) -> TokenStream {
    let name = names::ident(&view.name.text);
    let text = tokens::text(cx.model.first_name(&view.name));
    quote! {
        impl ::coact_runtime::ReadModel for #name {
            const NAME: &'static str = #text;
        }
    }
}
