//! The commands that automations and translations give.

use proc_macro2::TokenStream;
use quote::quote;

use coact_model::model::{CommandRef, GivenCommand};

use crate::cx::Cx;
use crate::expr::{Entry, Exprs, Scene};
use crate::kind::Given;
use crate::plain;

/// The command with its values, as one of the model.
pub(super) fn command(cx: &Cx<'_>, exprs: &Exprs<'_, '_, '_>, given: &GivenCommand) -> TokenStream {
    let value = |at: usize| {
        let mut fields = given.fields.iter();
        fields
            .find(|(index, _)| *index == at)
            .map(|(_, value)| value)
    };
    let command = match given.command {
        CommandRef::Plain(id) => {
            let constant = Exprs::new(cx, Scene::Constant);
            plain::command_with(cx, id, |at, field| match (value(at), &field.default) {
                (Some(value), _) => Some(exprs.value(value)),
                (None, default) => default.as_ref().map(|it| constant.constant(it)),
            })
        }
        CommandRef::Act(kind, step) => {
            let Some(def) = cx.step(kind, step) else {
                return quote!(());
            };
            let given = Given {
                kind,
                def,
                subject: given.subject.as_ref(),
                values: (0..def.payload.len()).map(value).collect(),
            };
            // A request that does not say what it belongs to is refused before anything is generated.
            given.command(cx, exprs, |_| None)
        }
    };
    // A transaction may be called `from`.
    quote!(<super::Command as ::core::convert::From<_>>::from(#command))
}

/// What speaks of an entry.
pub(super) fn exprs<'c, 'a, 's>(
    cx: &'c Cx<'a>,
    entry: Entry<'s>,
    result: Option<(coact_model::model::CallId, usize)>,
) -> Exprs<'c, 'a, 's> {
    Exprs::new(cx, Scene::Reaction(entry, result))
}
