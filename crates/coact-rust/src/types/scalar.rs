//! A scalar: a new type over a base.

use proc_macro2::TokenStream;
use quote::quote;

use coact_model::model::{Scalar, Type};

use super::{bounds, derives, rust, unit_note};
use crate::cx::Cx;
use crate::{names, tokens};

pub(super) fn scalar(cx: &Cx<'_>, def: &Scalar) -> TokenStream {
    let name = names::scalar(&def.name.text);
    let unit = unit_note(cx, &def.base).map(|unit| format!("In {unit}."));
    let docs = tokens::doc_or(def.doc.as_deref(), &format!("`{}`.", def.name.text));
    let unit = unit.map(|unit| {
        let unit = tokens::doc(&format!("\n{unit}"));
        quote!(#unit)
    });
    let base = rust(cx, &def.base);
    let copy = cx.is_copy(&def.base);
    let derives = derives(copy);
    let label = tokens::text(&def.name.text);
    let checked = !def.bounds.is_empty();
    let field = if checked {
        quote!(pub(super) #base)
    } else {
        quote!(pub #base)
    };
    let checks = def
        .bounds
        .iter()
        .map(|bound| bounds::check(cx, &def.base, bound, &quote!(&self.0), &quote!(name)));
    let new = checked.then(|| {
        quote! {
            /// A checked value.
            ///
            /// # Errors
            /// The bound of the model that the value breaks.
            pub fn new(value: #base) -> ::coact_runtime::Decision<Self> {
                let value = Self(value);
                value.check(#label)?;
                ::core::result::Result::Ok(value)
            }
            /// Checks its bounds.
            ///
            /// # Errors
            /// The first bound that is broken, as a fault of the named element.
            pub fn check(&self, name: &'static str) -> ::coact_runtime::Decision<()> {
                #(#checks)*
                ::core::result::Result::Ok(())
            }
        }
    });
    let get = if copy {
        quote! {
            /// The value.
            pub const fn get(self) -> #base {
                self.0
            }
        }
    } else {
        quote! {
            /// The value.
            pub const fn get(&self) -> &#base {
                &self.0
            }
        }
    };
    let text = matches!(def.base, Type::Text).then(|| {
        quote! {
            /// The text.
            pub fn as_str(&self) -> &str {
                self.0.as_str()
            }
        }
    });
    let display = is_shown(&def.base).then(|| {
        quote! {
            impl ::core::fmt::Display for #name {
                fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    ::core::fmt::Display::fmt(&self.0, f)
                }
            }
        }
    });
    quote! {
        #docs #unit #derives
        #[serde(transparent)]
        pub struct #name(#field);
        impl #name { #new #get #text }
        #display
    }
}

/// Whether values of a base type can be shown as they are.
fn is_shown(ty: &Type) -> bool {
    matches!(
        ty,
        Type::Text
            | Type::Bool
            | Type::Int(_)
            | Type::Decimal(_)
            | Type::Date
            | Type::Time
            | Type::DateTime
            | Type::Duration
            | Type::Uuid
    )
}
