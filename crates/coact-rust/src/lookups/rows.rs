//! Rows of views among the answers.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use coact_model::model::{Expr, ExprKind, Field, Lookup, RowAnswer, Type, ViewId};

use super::kept;
use crate::cx::Cx;
use crate::types::rust;
use crate::{names, plain, tokens};

/// The views of which commands read rows: guarded, by key, or for a look-up.
pub(crate) fn views(cx: &Cx<'_>) -> Vec<ViewId> {
    let mut views = plain::guarding(cx);
    views.extend(cx.model.lookups.values().filter_map(|lookup| lookup.from));
    for expr in decided(cx) {
        views.extend(expr.all().iter().filter_map(|part| match part.kind {
            ExprKind::RowAt(view, _) => Some(view),
            _ => None,
        }));
    }
    views.sort_unstable();
    views.dedup();
    views
}

/// The views of other models among them: the host answers their rows.
pub(crate) fn lent_views(cx: &Cx<'_>) -> Vec<ViewId> {
    let mut views = views(cx);
    views.retain(|view| cx.model.views[*view].imported.is_some());
    views
}

/// The expressions that are computed with what is read for a decision.
pub(super) fn decided<'a>(cx: &Cx<'a>) -> impl Iterator<Item = &'a Expr> + use<'a> {
    let assessed = cx.model.rules.values().flat_map(|rule| {
        let conditions = rule.assessments.iter().map(|it| &it.condition);
        let responses = rule.then.iter().chain(&rule.otherwise);
        conditions.chain(responses.flat_map(|it| it.payload.iter().map(|(_, value)| value)))
    });
    let linked = cx.model.links.values().flat_map(|link| {
        let payload = link.payload.iter();
        payload.map(|(_, value)| value)
    });
    let commands = cx.model.commands.values().flat_map(plain::deciding);
    assessed.chain(linked).chain(commands)
}

/// The value that a look-up takes from the row under what it is asked with.
pub(super) fn answer(cx: &Cx<'_>, lookup: &Lookup, view: ViewId, asked: &[Ident]) -> TokenStream {
    let getter = getter(cx, view);
    let value = match cx.model.row_answer(lookup, view) {
        Some(RowAnswer::Field(at)) => {
            let Some(field) = cx.model.views[view].fields.get(at) else {
                return quote!(Err(::coact_runtime::expr::Absent::Unknown));
            };
            let name = names::ident(&field.name.text);
            let value = if cx.is_copy(&field.ty) {
                quote!(row.#name)
            } else {
                quote!(::core::clone::Clone::clone(&row.#name))
            };
            // Where the field is optional itself, so is what is answered.
            if field.ty == lookup.result && matches!(field.ty, Type::Optional(_)) {
                return quote!(Ok(self.#getter(#(#asked),*).ok().and_then(|row| #value)));
            }
            value
        }
        Some(RowAnswer::Value(id)) => {
            let def = &cx.model.values[id];
            let name = names::ident(&def.name.text);
            let fields = def.fields.iter().map(|field| {
                let ident = names::ident(&field.name.text);
                quote!(#ident: ::core::clone::Clone::clone(&row.#ident))
            });
            quote!(super::types::#name { #(#fields),* })
        }
        None => return quote!(Err(::coact_runtime::expr::Absent::Unknown)),
    };
    let found = quote!(self.#getter(#(#asked),*).map(|row| #value));
    if matches!(lookup.result, Type::Optional(_)) {
        quote!(Ok(#found.ok()))
    } else {
        found
    }
}

pub(super) fn key_fields<'a>(
    cx: &Cx<'a>,
    view: ViewId,
) -> impl Iterator<Item = &'a Field> + use<'a> {
    let fields = cx.model.views[view].fields.iter();
    fields.filter(|field| field.key)
}

/// `row_stock`: what answers a row of a view.
pub(crate) fn getter(cx: &Cx<'_>, view: ViewId) -> Ident {
    names::function("row", &cx.model.views[view].name.text)
}

/// `rows_of_stock`: the rows of a view that were read.
pub(super) fn field(cx: &Cx<'_>, view: ViewId) -> Ident {
    names::function("rows_of", &cx.model.views[view].name.text)
}

/// The fields of `Facts`, and its methods.
pub(super) fn rows(cx: &Cx<'_>) -> (TokenStream, TokenStream) {
    let (mut fields, mut getters) = (Vec::new(), Vec::new());
    for view in views(cx) {
        let name = &cx.model.views[view].name.text;
        let (row, field, getter) = (names::ident(name), field(cx, view), getter(cx, view));
        let types: Vec<_> = key_fields(cx, view).map(|key| rust(cx, &key.ty)).collect();
        let docs = tokens::doc(&format!("Rows of `{name}`, each beside its key."));
        let attributes = kept(cx, cx.model.views[view].name.loc, |was| {
            names::function("rows_of", was)
        });
        fields.push(quote! {
            #docs
            #attributes
            pub #field: ::std::vec::Vec<((#(#types,)*), ::core::option::Option<super::views::#row>)>,
        });
        let number = |what: &str| -> Vec<Ident> {
            let all = 1..=types.len();
            all.map(|at| names::ident(&format!("{what}_{at}")))
                .collect()
        };
        let (asked, known) = (number("asked"), number("known"));
        let docs = tokens::doc(&format!("The row of `{name}` under this key."));
        getters.push(quote! {
            #docs
            ///
            /// # Errors
            /// There is none.
            pub fn #getter(&self, #(#asked: &#types),*) -> ::coact_runtime::expr::Eval<&super::views::#row> {
                self.#field
                    .iter()
                    .find(|((#(#known,)*), _)| #(#known == #asked)&&*)
                    .and_then(|(_, row)| row.as_ref())
                    .ok_or(::coact_runtime::expr::Absent::Unknown)
            }
        });
    }
    (quote!(#(#fields)*), quote!(#(#getters)*))
}

/// `read`, of the contract: takes a row that was read among the answers.
pub(crate) fn read(cx: &Cx<'_>) -> Option<TokenStream> {
    let own = views(cx).into_iter();
    let own = own.filter(|view| cx.model.views[*view].imported.is_none());
    let arms = own.map(|view| {
        let name = cx.model.first_name(&cx.model.views[view].name);
        let (text, field) = (tokens::text(name), field(cx, view));
        quote!(#text => facts.#field.push(::coact_runtime::reads::take(read, data)?),)
    });
    let arms: Vec<TokenStream> = arms.collect();
    (!arms.is_empty()).then(|| {
        quote! {
            fn read(
                facts: &mut Self::Facts,
                read: &::coact_runtime::reads::RowRead,
                data: ::core::option::Option<&str>,
            ) -> ::core::result::Result<(), ::coact_runtime::RowError> {
                match read.view {
                    #(#arms)*
                    _ => {}
                }
                Ok(())
            }
        }
    })
}
