//! What other systems report and answer in specs.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use coact_model::model::{CallId, EventId, Field, SpecField};

use super::Writer;
use crate::{names, systems};

impl Writer<'_, '_, '_> {
    /// An event arrives from outside. Its values may lie outside their bounds: that is what arrives.
    pub(super) fn arrives(&self, id: EventId, fields: &[SpecField]) -> TokenStream {
        let event = &self.cx.model.events[id];
        let Some(reporter) = systems::reporter(self.cx, event) else {
            return quote!();
        };
        let module = reporter.module(self.cx);
        let name = names::ident(systems::reported(event));
        let fields = self.told(&event.fields, fields, names::ident);
        quote!(spec.arrives(super::#module::#name { #fields })?;)
    }

    /// What an external system answers from here on.
    pub(super) fn answer(&self, id: CallId, outcome: usize, fields: &[SpecField]) -> TokenStream {
        let call = &self.cx.model.calls[id];
        let Some(answer) = call.outcomes.get(outcome) else {
            return quote!();
        };
        let (module, variant) = (
            systems::module_of(self.cx, call.system),
            systems::variant_of(self.cx, call.system),
        );
        let (name, of) = (names::ident(&call.name.text), systems::outcome_of(call));
        let answer_name = names::ident(&answer.name.text);
        let told = self.told(&answer.fields, fields, names::of_variant);
        let inside = (!answer.fields.is_empty()).then(|| quote!({ #told }));
        quote! {
            let answer_ = super::#module::#of::#answer_name #inside;
            spec.answers_call(move |call| match call {
                super::Call::#variant(super::#module::Call::#name(_)) => Some(
                    super::CallOutcome::#variant(
                        super::#module::CallOutcome::#name(::core::clone::Clone::clone(&answer_)),
                    ),
                ),
                _ => None,
            });
        }
    }

    fn told(
        &self,
        fields: &[Field],
        values: &[SpecField],
        called: fn(&str) -> Ident,
    ) -> TokenStream {
        let exprs = self.exprs(true);
        let fields = fields.iter().enumerate().map(|(at, field)| {
            let ident = called(&field.name.text);
            let value = values.get(at).and_then(SpecField::value);
            let value = value.map_or_else(|| quote!(None), |value| exprs.value(value));
            quote!(#ident: #value)
        });
        quote!(#(#fields),*)
    }
}
