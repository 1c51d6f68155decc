//! Module `queries`: a struct per query.

use proc_macro2::TokenStream;
use quote::quote;

use coact_model::model::{ExprKind, Query};

use crate::cx::Cx;
use crate::expr::{Exprs, Scene};
use crate::types::rust;
use crate::{names, tokens};

/// The whole module.
pub(crate) fn module(cx: &Cx<'_>) -> TokenStream {
    let queries = cx.model.queries.values().map(|def| query(cx, def));
    quote!(#(#queries)*)
}

fn query(cx: &Cx<'_>, def: &Query) -> TokenStream {
    let name = names::ident(&def.name.text);
    let view = names::ident(&cx.model.views[def.view].name.text);
    let docs = tokens::doc_or(
        def.doc.as_deref(),
        &format!(
            "`{}`, from `{}`.",
            def.name.text, cx.model.views[def.view].name.text
        ),
    );
    let params = def.params.iter().map(|param| {
        let (ident, ty) = (names::ident(&param.name), rust(cx, &param.ty));
        let docs = tokens::doc(&format!("`{}`.", param.name));
        quote!(#docs pub #ident: #ty)
    });
    let me = asks_for_me(def).then(|| {
        quote! {
            /// Whoever asks.
            pub me: ::coact_runtime::ActorId,
        }
    });
    let exprs = Exprs::new(
        cx,
        Scene::Query {
            params: &def.params,
            view: def.view,
        },
    );
    let filter = def.filter.as_ref().map(|filter| {
        let body = exprs.body(filter);
        let row = tokens::parameter("row", &body);
        quote!(::coact_runtime::expr::where_(&mut rows, |#row| #body);)
    });
    let order = (!def.order.is_empty()).then(|| {
        let keys = def.order.iter().map(|(key, descends)| {
            let key_of = exprs.eval(key);
            // A row whose key has no value comes last.
            let compare = if *descends {
                quote!(descending)
            } else {
                quote!(ascending)
            };
            quote!(.then_with(|| ::coact_runtime::expr::#compare(left, right, |row| #key_of)))
        });
        quote!(rows.sort_by(|left, right| ::core::cmp::Ordering::Equal #(#keys)*);)
    });
    let mutable = (filter.is_some() || order.is_some()).then(|| quote!(mut));
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        pub struct #name { #me #(#params),* }
        impl ::coact_runtime::Query for #name {
            type Row = super::views::#view;
            fn select(
                &self,
                #mutable rows: ::std::vec::Vec<super::views::#view>,
            ) -> ::std::vec::Vec<super::views::#view> {
                #filter
                #order
                rows
            }
        }
    }
}

/// Whether what a query selects depends on who asks.
pub(crate) fn asks_for_me(query: &Query) -> bool {
    let order = query.order.iter().map(|(key, _)| key);
    let mut exprs = query.filter.iter().chain(order);
    exprs.any(|expr| expr.all().iter().any(|part| part.kind == ExprKind::Me))
}
