//! Bounds of values.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use coact_model::model::{Bound, BoundKind, Type};

use crate::cx::Cx;
use crate::expr::constant;
use crate::{names, tokens};

/// Statements that check a value at `place`, a reference: its own bounds, then those inside it. `name` is
/// the element that the rejection bears, an expression.
pub(crate) fn checks(
    cx: &Cx<'_>,
    ty: &Type,
    bounds: &[Bound],
    place: &TokenStream,
    name: &TokenStream,
) -> TokenStream {
    if !is_checked(cx, ty, bounds) {
        return quote!();
    }
    match ty {
        Type::Optional(inner) => {
            let inner = checks(cx, inner, bounds, &quote!(value), name);
            quote!(if let ::core::option::Option::Some(value) = #place { #inner })
        }
        _ => {
            let own = bounds.iter().map(|bound| check(cx, ty, bound, place, name));
            let inside = inside(cx, ty, place, name);
            quote!(#(#own)* #inside)
        }
    }
}

/// Statements that check a field of `self`. `absent` says that it may be left out although its type does not.
pub(crate) fn field_checks(
    cx: &Cx<'_>,
    name: &str,
    ty: &Type,
    bounds: &[Bound],
    absent: bool,
    element: &str,
) -> TokenStream {
    let (ident, label) = (names::ident(name), tokens::text(element));
    let optional;
    let ty = if absent && !matches!(ty, Type::Optional(_)) {
        optional = Type::Optional(Box::new(ty.clone()));
        &optional
    } else {
        ty
    };
    checks(cx, ty, bounds, &quote!(&self.#ident), &quote!(#label))
}

/// `check`: a method that makes these checks of fields; none where there are none.
pub(crate) fn check_method(
    name: &Ident,
    docs: &str,
    checks: &[TokenStream],
) -> Option<TokenStream> {
    if checks.iter().all(TokenStream::is_empty) {
        return None;
    }
    let docs = tokens::doc(docs);
    Some(quote! {
        impl #name {
            #docs
            ///
            /// # Errors
            /// The first bound that is broken.
            pub fn check(&self) -> ::coact_runtime::Decision<()> {
                #(#checks)*
                Ok(())
            }
        }
    })
}

/// Whether a value of this type can break a bound.
pub(crate) fn is_checked(cx: &Cx<'_>, ty: &Type, bounds: &[Bound]) -> bool {
    fn bounded(cx: &Cx<'_>, ty: &Type, seen: &mut Vec<Type>) -> bool {
        if seen.contains(ty) {
            return false;
        }
        seen.push(ty.clone());
        match ty {
            Type::Scalar(id) => !cx.model.scalars[*id].bounds.is_empty(),
            Type::Value(id) => cx.model.values[*id]
                .fields
                .iter()
                .any(|field| can_break(&field.bounds) || bounded(cx, &field.ty, seen)),
            Type::Optional(inner) | Type::List(inner) => bounded(cx, inner, seen),
            Type::Map(key, value) => bounded(cx, key, seen) || bounded(cx, value, seen),
            _ => false,
        }
    }
    can_break(bounds) || bounded(cx, ty, &mut Vec::new())
}

/// Whether there is a value that breaks one of the bounds; none is shorter than nothing.
fn can_break(bounds: &[Bound]) -> bool {
    let idle = |bound: &Bound| matches!(bound.kind, BoundKind::Length(0, None));
    !bounds.iter().all(idle)
}

fn inside(cx: &Cx<'_>, ty: &Type, place: &TokenStream, name: &TokenStream) -> TokenStream {
    let place = tokens::one(place.clone());
    match ty {
        _ if !is_checked(cx, ty, &[]) => quote!(),
        Type::Scalar(_) | Type::Value(_) => quote!((#place).check(#name)?;),
        Type::List(inner) => {
            let checks = checks(cx, inner, &[], &quote!(item), name);
            quote!(for item in #place { #checks })
        }
        Type::Map(key, value) => {
            let keys = checks(cx, key, &[], &quote!(key), name);
            let values = checks(cx, value, &[], &quote!(value), name);
            let key = if keys.is_empty() {
                quote!(_)
            } else {
                quote!(key)
            };
            let value = if values.is_empty() {
                quote!(_)
            } else {
                quote!(value)
            };
            quote!(for (#key, #value) in #place { #keys #values })
        }
        _ => quote!(),
    }
}

/// One bound of a value at `place`; where the type is a scalar, of what is inside it.
pub(super) fn check(
    cx: &Cx<'_>,
    ty: &Type,
    bound: &Bound,
    place: &TokenStream,
    name: &TokenStream,
) -> TokenStream {
    if let Type::Scalar(id) = ty {
        let place = tokens::one(place.clone());
        return check(
            cx,
            &cx.model.scalars[*id].base,
            bound,
            &quote!(&(#place).0),
            name,
        );
    }
    let place = tokens::one(place.clone());
    let sentence = tokens::text(&bound.sentence);
    let refuse = quote! {
        return ::core::result::Result::Err(::coact_runtime::Rejection::bounds(#name, #sentence));
    };
    let broken = match &bound.kind {
        BoundKind::Length(least, most) => {
            let zero = *least == 0;
            let least = usize_literal(*least);
            match most {
                Some(most) => {
                    let most = usize_literal(*most);
                    quote!(!(#least..=#most).contains(&(#place).len()))
                }
                None if zero => return quote!(),
                None => quote!((#place).len() < #least),
            }
        }
        BoundKind::Range(least, most) => {
            let low = least.as_ref().map(|least| {
                let least = constant(cx, least);
                quote!(*(#place) < #least)
            });
            let high = most.as_ref().map(|most| {
                let most = constant(cx, most);
                quote!(*(#place) > #most)
            });
            match (low, high) {
                (Some(low), Some(high)) => quote!(#low || #high),
                (Some(one), None) | (None, Some(one)) => one,
                (None, None) => return quote!(),
            }
        }
        BoundKind::Matching(pattern) => {
            let pattern = tokens::text(&format!("^(?:{pattern})$"));
            return quote! {
                {
                    static PATTERN: ::std::sync::LazyLock<
                        ::core::option::Option<::coact_runtime::export::regex::Regex>,
                    > = ::std::sync::LazyLock::new(|| {
                        ::coact_runtime::export::regex::Regex::new(#pattern).ok()
                    });
                    if !PATTERN.as_ref().is_some_and(|pattern| pattern.is_match(#place)) { #refuse }
                }
            };
        }
        BoundKind::MaxLength(most) => {
            let most = usize_literal(*most);
            quote!((#place).chars().nth(#most).is_some())
        }
    };
    quote!(if #broken { #refuse })
}

fn usize_literal(value: u64) -> Literal {
    // A list or text longer than this does not fit any machine.
    Literal::usize_unsuffixed(usize::try_from(value).unwrap_or(usize::MAX))
}
