//! `match`.

use proc_macro2::TokenStream;
use quote::quote;

use coact_model::model::{Expr, Pattern, Type};

use super::Exprs;
use crate::{names, tokens};

impl Exprs<'_, '_, '_> {
    pub(super) fn matched(&self, of: &Expr, arms: &[(Pattern, Expr)]) -> TokenStream {
        let by_pattern = matches!(of.ty, Type::Optional(_) | Type::Enum(_) | Type::Bool);
        let whole = self.reference(of);
        let any = arms
            .iter()
            .any(|(pattern, _)| matches!(pattern, Pattern::Any));
        let last = arms.len().saturating_sub(1);
        let arms = arms.iter().enumerate().map(|(at, (pattern, value))| {
            let body = self.value(value);
            // The checker has shown that the arms cover everything; Rust cannot see it in conditions.
            let rest = at == last && !any && !by_pattern;
            let pattern = if rest {
                quote!(_)
            } else {
                self.pattern(pattern, value)
            };
            quote!(#pattern => #body,)
        });
        tokens::one(quote!(match #whole { #(#arms)* }))
    }

    fn pattern(&self, pattern: &Pattern, body: &Expr) -> TokenStream {
        match pattern {
            Pattern::Any => quote!(_),
            Pattern::None => quote!(None),
            Pattern::Some(local) => {
                let name = Self::parameter(local, &[body]);
                quote!(Some(#name))
            }
            Pattern::Variant(id, index) => {
                let def = &self.model().enums[*id];
                let name = names::ident(&def.name.text);
                let variant = names::ident(&def.variants[*index].0.text);
                quote!(super::types::#name::#variant)
            }
            Pattern::Role(actor) => {
                let role = tokens::one(self.cx.role(*actor));
                quote!(role if *role == #role)
            }
            Pattern::Literal(literal) if literal.ty == Type::Bool => self.value(literal),
            Pattern::Literal(literal) => {
                let literal = tokens::one(self.value(literal));
                quote!(value if *value == #literal)
            }
            Pattern::Range(low, high) => {
                let low = low.iter().map(|low| {
                    let low = tokens::one(self.value(low));
                    quote!(#low <= *value)
                });
                let high = high.iter().map(|high| {
                    let high = tokens::one(self.value(high));
                    quote!(*value <= #high)
                });
                let inside = low.chain(high);
                quote!(value if #(#inside)&&*)
            }
        }
    }
}
