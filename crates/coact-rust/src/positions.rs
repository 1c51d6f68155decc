//! Positions of the organisation, and the acts that one of them performs in the name of another.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use coact_model::ctp::Step;

use crate::cx::Cx;
use crate::{names, tokens};

/// `Position`, where the model has any.
pub(crate) fn types(cx: &Cx<'_>) -> TokenStream {
    let positions = || cx.model.positions.values();
    if positions().next().is_none() {
        return quote!();
    }
    let variants: Vec<Ident> = positions()
        .map(|position| names::ident(&position.name.text))
        .collect();
    let declared = positions().zip(&variants).map(|(position, variant)| {
        let docs = tokens::doc_or(
            position.doc.as_deref(),
            &format!("`{}`.", position.name.text),
        );
        quote!(#docs #variant)
    });
    let texts = positions().map(|position| tokens::text(&position.name.text));
    let roles = positions().map(|position| {
        let roles = position.roles.iter().map(|role| {
            let role = names::ident(&cx.actor(*role).name.text);
            quote!(Role::#role)
        });
        quote!(&[#(#roles),*])
    });
    quote! {
        /// The positions of the organisation.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Position { #(#declared),* }
        impl Position {
            /// Every position, in the order of the model.
            pub const ALL: &'static [Self] = &[#(Self::#variants),*];
            /// Its name in the model.
            pub const fn name(self) -> &'static str {
                match self { #(Self::#variants => #texts),* }
            }
            /// The roles that whoever holds it fills.
            pub const fn roles(self) -> &'static [Role] {
                match self { #(Self::#variants => #roles),* }
            }
        }
    }
}

/// `delegates`: which commands a position performs in the name of another.
pub(crate) fn delegates(cx: &Cx<'_>) -> TokenStream {
    let delegated = cx.model.delegations.iter().filter_map(|delegation| {
        let kind = names::ident(cx.kind_name(delegation.kind));
        let module = cx.module(delegation.kind);
        let acts = delegation.acts.iter();
        let commands: Vec<TokenStream> = acts
            .filter_map(|act| cx.step(delegation.kind, Step::Base(*act)))
            .map(|def| {
                let command = names::ident(&def.command.text);
                quote!(super::#module::Command::#command(_))
            })
            .collect();
        let position = tokens::text(&cx.model.positions[delegation.to].name.text);
        (!commands.is_empty()).then(|| {
            quote! {
                position == #position
                    && matches!(command, super::Command::#kind(#(#commands)|*))
            }
        })
    });
    let delegated: Vec<TokenStream> = delegated.collect();
    if delegated.is_empty() {
        return quote!();
    }
    quote! {
        fn delegates(command: &Self::Command, position: &str) -> bool {
            #(#delegated)||*
        }
    }
}
