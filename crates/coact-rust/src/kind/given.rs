//! The command of an act with its values, as specs and automations give it.

use proc_macro2::TokenStream;
use quote::quote;

use coact_model::ctp::{Act, Step};
use coact_model::model::{ActDef, Expr, KindId, PayloadField, Type};

use super::{in_command, is_optional};
use crate::cx::{Address, Cx};
use crate::expr::Exprs;
use crate::names;

/// An act with what it is given.
pub(crate) struct Given<'g> {
    pub(crate) kind: KindId,
    pub(crate) def: &'g ActDef,
    /// What it is about; none where a `new` request draws it.
    pub(crate) subject: Option<&'g Expr>,
    /// One value per field of the payload; none where it is left out.
    pub(crate) values: Vec<Option<&'g Expr>>,
}

impl Given<'_> {
    /// The command. `only` says what a child belongs to where that is not given.
    pub(crate) fn command(
        &self,
        cx: &Cx<'_>,
        exprs: &Exprs<'_, '_, '_>,
        mut only: impl FnMut(&Type) -> Option<TokenStream>,
    ) -> TokenStream {
        let (kind, def) = (self.kind, self.def);
        let module = cx.module(kind);
        let name = names::ident(&def.command.text);
        let request = def.step == Step::Base(Act::Request);
        let subject_field = cx.subject_field(kind);
        let optional = request && cx.draws_key(kind);
        let subject = match (self.subject, optional) {
            (Some(subject), true) => {
                let subject = exprs.value(subject);
                quote!(Some(#subject))
            }
            (Some(subject), false) => exprs.value(subject),
            (None, _) => quote!(None),
        };
        let address = cx.address(kind).filter(|_| request);
        let address = address.and_then(|address| match address {
            Address::Given(_) => None,
            Address::FilledIn(field) => {
                let ident = names::ident(&field.name.text);
                let value = match self.value(field) {
                    Some(value) => exprs.value(value),
                    None => only(&field.ty)?,
                };
                Some(quote!(#ident: #value,))
            }
            Address::Added(parent) => {
                let ident = address.field(cx);
                let ty = Type::Entity(cx.subject(parent));
                only(&ty).map(|value| quote!(#ident: #value,))
            }
        });
        let fields = def.payload.iter().filter(|field| in_command(field));
        let fields = fields.map(|field| {
            let ident = names::ident(&field.name.text);
            let given = self.value(field).map(|value| exprs.value(value));
            let is_address = || {
                matches!(
                    cx.address(kind),
                    Some(Address::Given(address)) if std::ptr::eq(address, field)
                )
            };
            let given = match given {
                None if request && is_address() => only(&field.ty),
                given => given,
            };
            let value = match (given, is_optional(cx, kind, field), &field.ty) {
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

    fn value(&self, field: &PayloadField) -> Option<&Expr> {
        let mut payload = self.def.payload.iter();
        let at = payload.position(|known| known.name.text == field.name.text)?;
        self.values.get(at).copied().flatten()
    }
}

/// Whether a request can only be given where it says what encloses the new instance, which `given` does not.
pub(crate) fn lacks_address(
    cx: &Cx<'_>,
    kind: KindId,
    given: impl Fn(&PayloadField) -> bool,
) -> bool {
    match cx.address(kind) {
        Some(Address::FilledIn(field) | Address::Given(field)) => !given(field),
        Some(Address::Added(_)) => true,
        None => false,
    }
}
