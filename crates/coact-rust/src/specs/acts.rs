//! Commands of specs. The given history is told by commands too: the state admits them or not.

use proc_macro2::TokenStream;
use quote::quote;

use coact_model::ctp::{Act, Step};
use coact_model::model::{Expr, SpecAct, SpecField, Type};

use super::Writer;
use crate::cx::Address;
use crate::expr::constant_name;
use crate::kind::{in_command, is_optional};
use crate::{gaps, names};

impl Writer<'_, '_, '_> {
    /// The command of an act.
    pub(super) fn command(&mut self, act: &SpecAct, daring: bool) -> TokenStream {
        let cx = self.cx;
        let Some(def) = cx.step(act.kind, act.step) else {
            return quote!(return Ok(()));
        };
        let exprs = self.exprs(daring);
        let module = cx.module(act.kind);
        let name = names::ident(&def.command.text);
        let request = act.step == Step::Base(Act::Request);
        let subject_field = cx.subject_field(act.kind);
        let optional = request && cx.draws_key(act.kind);
        let subject = match (&act.subject, optional) {
            (Some(subject), true) => {
                let subject = exprs.value(subject);
                quote!(Some(#subject))
            }
            (Some(subject), false) => exprs.value(subject),
            (None, _) => quote!(None),
        };
        let address = cx
            .address(act.kind)
            .filter(|_| request)
            .and_then(|address| match address {
                Address::Given(_) => None,
                Address::FilledIn(field) => {
                    let at = def
                        .payload
                        .iter()
                        .position(|known| known.name.text == field.name.text)?;
                    let ident = names::ident(&field.name.text);
                    match act.fields.get(at).and_then(value) {
                        Some(value) => {
                            let value = exprs.value(value);
                            Some(quote!(#ident: #value,))
                        }
                        None => self
                            .only(&field.ty, act)
                            .map(|value| quote!(#ident: #value,)),
                    }
                }
                Address::Added(parent) => {
                    let ident = address.field(cx);
                    let ty = Type::Entity(cx.subject(parent));
                    self.only(&ty, act).map(|value| quote!(#ident: #value,))
                }
            });
        let fields = def
            .payload
            .iter()
            .enumerate()
            .filter(|(_, field)| in_command(field))
            .map(|(at, field)| {
                let ident = names::ident(&field.name.text);
                let given = act
                    .fields
                    .get(at)
                    .and_then(value)
                    .map(|value| exprs.value(value));
                let is_address = || matches!(cx.address(act.kind), Some(Address::Given(address)) if std::ptr::eq(address, field));
                let given = match given {
                    None if request && is_address() => self.only(&field.ty, act),
                    given => given,
                };
                let value = match (given, is_optional(cx, act.kind, field), &field.ty) {
                    (Some(value), true, Type::Optional(_)) | (Some(value), false, _) => value,
                    (Some(value), true, _) => quote!(Some(#value)),
                    (None, ..) => quote!(None),
                };
                quote!(#ident: #value)
            });
        quote! {
            super::#module::#name { #subject_field: #subject, #address #(#fields),* }
        }
    }

    /// The only constant of a type: what a child belongs to where the spec does not say it.
    fn only(&mut self, ty: &Type, act: &SpecAct) -> Option<TokenStream> {
        let found = self
            .spec
            .constants
            .values()
            .find(|constant| constant.ty == *ty);
        match found {
            Some(constant) => {
                let name = constant_name(&constant.name.text);
                Some(quote!(::core::clone::Clone::clone(&#name)))
            }
            None => {
                let name = self.cx.kind_name(act.kind);
                self.findings.push(gaps::not_yet(
                    self.spec.title.loc,
                    format!("a request of `{name}` that does not say what it belongs to"),
                ));
                None
            }
        }
    }
}

/// The value of a field, where the spec has one.
fn value(field: &SpecField) -> Option<&Expr> {
    match field {
        SpecField::Written(value) | SpecField::Example(value) | SpecField::Seeded(value) => {
            Some(value)
        }
        SpecField::Default => None,
    }
}
