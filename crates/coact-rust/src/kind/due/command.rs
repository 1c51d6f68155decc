//! The command of an automated act.

use proc_macro2::TokenStream;
use quote::quote;

use coact_model::ctp::{Act, Step};
use coact_model::model::{PayloadOrigin, Type};

use super::Work;
use crate::cx::{Address, Cx};
use crate::expr::Exprs;
use crate::kind::{in_command, is_optional, operative, payload};
use crate::{names, tokens};

/// The key of what is asked for, where it comes with the request and the model gives it.
pub(super) fn new_key(cx: &Cx<'_>, work: &Work<'_>) -> Option<TokenStream> {
    let value = Exprs::own(cx, work.source.0).value(work.key?);
    let key = cx.key_type(cx.subject(work.target.0));
    Some(quote!(#key(#value)))
}

/// The command as an expression of its kind's `Command`. `subject` is the value of the subject's field. Where
/// `again`, the payload is that of the standing request of `instance`.
pub(super) fn command(
    cx: &Cx<'_>,
    work: &Work<'_>,
    subject: &TokenStream,
    again: bool,
) -> TokenStream {
    let (target, step) = work.target;
    let own = target == work.source.0;
    let module = cx.module(target);
    let path = if own {
        quote!()
    } else {
        quote!(super::#module::)
    };
    let Some(def) = cx.step(target, step) else {
        return quote!(return Err(::coact_runtime::expr::Absent::Unknown));
    };
    let name = names::ident(&def.command.text);
    let request = step == Step::Base(Act::Request);
    let optional = request && cx.draws_key(target);
    let new = operative::is_activation(work.source.0, work.target);
    let subject = if optional && own && !new {
        quote!(Some(#subject))
    } else {
        quote!(#subject)
    };
    let subject_field = cx.subject_field(target);
    let address = cx
        .address(target)
        .filter(|_| request)
        .and_then(|address| match address {
            Address::Given(_) => None,
            Address::FilledIn(_) | Address::Added(_) => {
                let field = address.field(cx);
                let key = around(cx, work)?;
                Some(quote!(#field: #key,))
            }
        });
    let exprs = Exprs::own(cx, work.source.0);
    let fields = def
        .payload
        .iter()
        .enumerate()
        .filter(|(_, field)| in_command(field))
        .map(|(at, field)| {
            let ident = names::ident(&field.name.text);
            let given = work.payload.iter().find(|(index, _)| *index == at);
            let optional = is_optional(cx, target, field);
            let its_own =
                given.is_some_and(|(_, value)| !payload::is_default(cx, target, field, value));
            if optional && !its_own {
                // Computed when the act is decided: that may read the clock and ask the host.
                return quote!(#ident: None);
            }
            let wrapped = optional && !matches!(field.ty, Type::Optional(_));
            let wrap = |value: TokenStream| if wrapped { quote!(Some(#value)) } else { value };
            if again {
                let before = wrap(quote!(::core::clone::Clone::clone(&request.event.#ident)));
                return quote! {
                    #ident: match &instance.requested {
                        Some(request) => #before,
                        None => {
                            return Err(::coact_runtime::expr::Absent::Unknown);
                        }
                    }
                };
            }
            let value = match (given, field.origin, &field.ty) {
                (Some((_, value)), _, _) => wrap(exprs.value(value)),
                (None, PayloadOrigin::Fact(_), Type::Entity(_))
                    if is_address(cx, work, &field.name.text) =>
                {
                    around(cx, work).unwrap_or_default()
                }
                (None, _, Type::Optional(_)) => quote!(None),
                // The checker has shown that every other field is given.
                (None, _, _) => {
                    quote!(return Err(::coact_runtime::expr::Absent::Unknown))
                }
            };
            quote!(#ident: #value)
        });
    let command = quote! {
        #path #name { #subject_field: #subject, #address #(#fields),* }
    };
    let variant = tokens::one(quote!(#path Command::#name));
    quote!(#variant(#command))
}

fn is_address(cx: &Cx<'_>, work: &Work<'_>, name: &str) -> bool {
    matches!(cx.address(work.target.0), Some(Address::Given(field)) if field.name.text == name)
}

/// The key of what encloses the child that is asked for.
fn around(cx: &Cx<'_>, work: &Work<'_>) -> Option<TokenStream> {
    if cx.apart(work.target.0).is_some() {
        return Some(
            cx.case_key()
                .value(cx.copies_key(cx.subject(work.source.0))),
        );
    }
    let parent = cx.parent(work.target.0)?;
    let key = if parent == work.source.0 || !cx.place(parent).many {
        if cx.place(parent).many {
            cx.own_key(parent)
        } else {
            cx.case_key()
        }
    } else {
        cx.parent_piece(work.source.0)?
    };
    Some(key.value(cx.copies_key(cx.subject(parent))))
}
