//! The functions of the language.

use proc_macro2::TokenStream;
use quote::quote;

use coact_model::model::{Builtin, Expr, ExprKind, Type};

use super::Exprs;
use crate::types::rust;
use crate::{names, tokens};

impl Exprs<'_, '_, '_> {
    pub(super) fn builtin(&self, builtin: Builtin, args: &[Expr], ty: &Type) -> TokenStream {
        let Some(first) = args.first() else {
            return quote!(());
        };
        let second = args.get(1);
        match builtin {
            Builtin::All => self.over("all", first, second, ty),
            Builtin::Any => self.over("any", first, second, ty),
            Builtin::Map => self.over("map", first, second, ty),
            Builtin::Filter => self.over("filter", first, second, ty),
            Builtin::Count => match second {
                Some(_) => self.over("count", first, second, ty),
                None => {
                    let list = tokens::one(self.reference(first));
                    quote!(::coact_runtime::expr::size((#list).len()))
                }
            },
            Builtin::Sum => self.over("sum", first, second, ty),
            Builtin::First => self.over("first", first, second, ty),
            Builtin::Last => self.over("last", first, second, ty),
            Builtin::Min | Builtin::Max => self.extreme(builtin, first, second, ty),
            Builtin::Days => {
                let (from, to) = (self.value(first), self.argument(second));
                quote!(::coact_runtime::expr::days(#from, #to)?)
            }
            Builtin::Round => {
                let (value, digits) = (self.value(first), self.argument(second));
                quote!(::coact_runtime::expr::round(#value, #digits))
            }
            Builtin::Abs => {
                let value = self.value(first);
                quote!(::coact_runtime::expr::Number::size(#value)?)
            }
            Builtin::Length => {
                let text = tokens::one(self.reference(first));
                quote!(::coact_runtime::expr::size((#text).chars().count()))
            }
            Builtin::Lower => self.on_text(first, quote!(to_lowercase())),
            Builtin::Upper => self.on_text(first, quote!(to_uppercase())),
            Builtin::Trim => {
                let text = tokens::one(self.reference(first));
                quote!(::std::string::String::from((#text).trim()))
            }
            Builtin::Contains => self.with_part(first, second, "contains"),
            Builtin::StartsWith => self.with_part(first, second, "starts_with"),
            Builtin::EndsWith => self.with_part(first, second, "ends_with"),
            Builtin::Year => self.of_date(first, "year"),
            Builtin::Month => self.of_date(first, "month"),
            Builtin::Day => self.of_date(first, "day"),
            // The enumeration may grow; what is not known here has no value.
            _ => quote!(return Err(::coact_runtime::expr::Absent::Unknown)),
        }
    }

    fn argument(&self, arg: Option<&Expr>) -> TokenStream {
        arg.map_or_else(|| quote!(()), |arg| self.value(arg))
    }

    /// A function over a list with a function of its elements; without one, of the elements themselves.
    fn over(&self, name: &str, list: &Expr, function: Option<&Expr>, ty: &Type) -> TokenStream {
        let call = names::ident(name);
        let list_tokens = self.reference(list);
        let closure = match function.map(|function| &function.kind) {
            Some(ExprKind::Lambda(local, body)) => {
                let parameter = Self::parameter(local, &[body]);
                let body = self.value(body);
                quote!(|#parameter| Ok(#body))
            }
            _ => match (&list.ty, name) {
                (_, "first" | "last") => quote!(|_| Ok(true)),
                (Type::List(element), _) if matches!(**element, Type::Scalar(_)) => {
                    quote!(|item| Ok(item.0))
                }
                _ => quote!(|item| Ok(*item)),
            },
        };
        let result = quote!(::coact_runtime::expr::#call(#list_tokens, #closure)?);
        match (name, ty) {
            // A sum of scalars themselves is of their base.
            ("sum", Type::Scalar(id)) => {
                let scalar = names::scalar(&self.model().scalars[*id].name.text);
                quote!(super::types::#scalar(#result))
            }
            _ => result,
        }
    }

    /// `min` and `max`, of a list or of two values.
    fn extreme(
        &self,
        builtin: Builtin,
        first: &Expr,
        second: Option<&Expr>,
        ty: &Type,
    ) -> TokenStream {
        let least = builtin == Builtin::Min;
        let function = second.filter(|second| matches!(second.kind, ExprKind::Lambda(..)));
        if let (Some(second), None) = (second, function) {
            let (a, b) = (self.value(first), self.value(second));
            return if least {
                quote!(::core::cmp::Ord::min(#a, #b))
            } else {
                quote!(::core::cmp::Ord::max(#a, #b))
            };
        }
        let name = names::ident(if least { "least" } else { "greatest" });
        let list = self.reference(first);
        let closure = match function.map(|function| &function.kind) {
            Some(ExprKind::Lambda(local, body)) => {
                let parameter = Self::parameter(local, &[body]);
                let body = self.value(body);
                quote!(|#parameter| Ok(#body))
            }
            _ => quote!(|item| Ok(::core::clone::Clone::clone(item))),
        };
        let found = quote!(::coact_runtime::expr::#name(#list, #closure));
        match ty {
            Type::Optional(inner) => {
                let inner = rust(self.cx, inner);
                quote!(::coact_runtime::expr::known::<#inner>(#found)?)
            }
            _ => quote!(#found?),
        }
    }

    fn on_text(&self, text: &Expr, call: TokenStream) -> TokenStream {
        let text = tokens::one(self.reference(text));
        quote!((#text).#call)
    }

    fn with_part(&self, text: &Expr, part: Option<&Expr>, name: &str) -> TokenStream {
        let text = tokens::one(self.reference(text));
        let call = names::ident(name);
        let part = part.map_or_else(|| quote!(()), |part| self.reference(part));
        let part = tokens::one(part);
        quote!((#text).#call((#part).as_str()))
    }

    fn of_date(&self, date: &Expr, name: &str) -> TokenStream {
        let date = tokens::one(self.value(date));
        let call = names::ident(name);
        quote!(i64::from((#date).#call()))
    }
}
