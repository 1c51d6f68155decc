//! What an expression was turned into.

use proc_macro2::TokenStream;
use quote::quote;

use crate::tokens;

/// Tokens, with how they hold the value.
#[derive(Clone)]
pub(crate) enum Piece {
    /// An owned value.
    Value(TokenStream),
    /// Where the value lies: it may be borrowed, and copied where it is `Copy`.
    Place(TokenStream),
    /// A reference to it.
    Ref(TokenStream),
}

impl Piece {
    /// The value, owned.
    pub(crate) fn value(self, copy: bool) -> TokenStream {
        match (self, copy) {
            (Self::Value(tokens), _) | (Self::Place(tokens), true) => tokens,
            (Self::Place(tokens), false) => {
                let tokens = tokens::one(tokens);
                quote!(::core::clone::Clone::clone(&#tokens))
            }
            (Self::Ref(tokens), true) => {
                let tokens = tokens::one(tokens);
                tokens::one(quote!(*#tokens))
            }
            (Self::Ref(tokens), false) => quote!(::core::clone::Clone::clone(#tokens)),
        }
    }

    /// A reference to the value.
    pub(crate) fn reference(self) -> TokenStream {
        match self {
            Self::Value(tokens) | Self::Place(tokens) => {
                let tokens = tokens::one(tokens);
                quote!(&#tokens)
            }
            Self::Ref(tokens) => tokens,
        }
    }

    /// What a field or method may be asked of.
    pub(crate) fn base(self) -> TokenStream {
        match self {
            Self::Value(tokens) | Self::Place(tokens) | Self::Ref(tokens) => tokens::one(tokens),
        }
    }
}
