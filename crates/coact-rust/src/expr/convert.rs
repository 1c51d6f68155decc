//! Conversions, and values for what is absent.

use proc_macro2::TokenStream;
use quote::quote;

use coact_model::model::{Expr, Type};

use super::{Exprs, Piece, Scene};
use crate::types::rust;
use crate::{names, tokens};

impl Exprs<'_, '_, '_> {
    pub(super) fn convert(&self, inner: &Expr, to: &Type) -> Piece {
        self.converted(self.piece(inner), &inner.ty, to)
    }

    fn converted(&self, piece: Piece, from: &Type, to: &Type) -> Piece {
        if from == to {
            return piece;
        }
        let copy = self.cx.is_copy(from);
        match (from, to) {
            (Type::Optional(from), Type::Optional(to)) => {
                let value = piece.value(copy);
                let inner = self.converted(Piece::Value(quote!(value)), from, to);
                let inner = inner.value(self.cx.is_copy(to));
                Piece::Value(tokens::one(quote! {
                    match #value {
                        Some(value) => Some(#inner),
                        None => None,
                    }
                }))
            }
            // A condition has shown that it is there, which Rust cannot see.
            (Type::Optional(from), _) => {
                let there = quote!(ok_or(::coact_runtime::expr::Absent::Unknown)?);
                let there = match piece {
                    Piece::Value(tokens) => {
                        let tokens = tokens::one(tokens);
                        Piece::Value(quote!(#tokens.#there))
                    }
                    Piece::Place(tokens) | Piece::Ref(tokens) => {
                        let tokens = tokens::one(tokens);
                        Piece::Ref(quote!(#tokens.as_ref().#there))
                    }
                };
                self.converted(there, from, to)
            }
            (_, Type::Optional(to)) => {
                let inner = self.converted(piece, from, to).value(self.cx.is_copy(to));
                Piece::Value(quote!(Some(#inner)))
            }
            (Type::Scalar(id), _) => {
                let base = &self.model().scalars[*id].base;
                let of = piece.base();
                self.converted(Piece::Place(quote!(#of.0)), base, to)
            }
            (_, Type::Scalar(id)) => {
                let scalar = &self.model().scalars[*id];
                let value = self.converted(piece, from, &scalar.base);
                let value = value.value(self.cx.is_copy(&scalar.base));
                let name = names::scalar(&scalar.name.text);
                let daring = matches!(self.scene, Scene::Spec { daring: true, .. });
                Piece::Value(if scalar.bounds.is_empty() || daring {
                    quote!(super::types::#name(#value))
                } else {
                    quote! {
                        super::types::#name::new(#value)
                            .map_err(|_| ::coact_runtime::expr::Absent::Overflow)?
                    }
                })
            }
            (Type::Int(_), Type::Decimal(_)) => {
                let value = piece.value(copy);
                Piece::Value(quote!(::coact_runtime::export::rust_decimal::Decimal::from(#value)))
            }
            (Type::Entity(id), Type::Entity(of)) => {
                if self.model().foundation(*id) == self.model().foundation(*of) {
                    return piece;
                }
                let (key, value) = (self.cx.key_type(*of), piece.value(copy));
                Piece::Value(quote!(#key::from(#value)))
            }
            (Type::Entity(_), Type::Actor(_)) => {
                let value = piece.value(copy);
                Piece::Value(quote!(::coact_runtime::ActorId::from(#value)))
            }
            (Type::Actor(_), Type::Entity(id)) => {
                let (of, key) = (piece.reference(), self.cx.key_type(*id));
                Piece::Value(quote! {
                    ::std::string::ToString::to_string(#of)
                        .parse::<#key>()
                        .map_err(|_| ::coact_runtime::expr::Absent::Unknown)?
                })
            }
            (Type::Entity(id), _) if self.cx.entity(*id).key.ty == *to => {
                let of = piece.base();
                Piece::Place(quote!(#of.0))
            }
            // Units are of the model only.
            _ => piece,
        }
    }

    /// `a ?? b`
    pub(super) fn coalesce(&self, first: &Expr, second: &Expr, ty: &Type) -> TokenStream {
        let given = self.eval(first);
        let other = self.value(second);
        let of = rust(self.cx, &first.ty);
        let known = quote!(::coact_runtime::expr::known::<#of>(#given)?);
        let optional = matches!(first.ty, Type::Optional(_));
        let known = if optional {
            quote!(#known.flatten())
        } else {
            known
        };
        tokens::one(if optional && matches!(ty, Type::Optional(_)) {
            quote! {
                match #known {
                    Some(value) => Some(value),
                    None => #other,
                }
            }
        } else {
            quote! {
                match #known {
                    Some(value) => value,
                    None => #other,
                }
            }
        })
    }
}
