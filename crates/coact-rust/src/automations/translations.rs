//! What a report of another system becomes.

use proc_macro2::TokenStream;
use quote::quote;

use coact_model::model::Translation;

use super::Name;
use super::given::{command, exprs};
use crate::cx::Cx;
use crate::expr::Entry;
use crate::{names, systems, tokens};

/// The function of a translation.
pub(super) fn function(cx: &Cx<'_>, translation: &Translation, name: &Name) -> TokenStream {
    let event = &cx.model.events[translation.event];
    let Some(reporter) = systems::reporter(cx, event) else {
        return quote!();
    };
    let docs = tokens::doc(&format!(
        "`{}` ({}): the command that the report becomes.",
        name.identity,
        cx.place_text(translation.loc)
    ));
    let exprs = exprs(cx, Entry::Arrived(translation.event), None);
    let body = command(cx, &exprs, &translation.command);
    let (report, arrival, outside) = (
        tokens::parameter("event", &body),
        tokens::parameter("arrival", &body),
        tokens::parameter("outside", &body),
    );
    let (module, of) = (reporter.module(cx), names::ident(systems::reported(event)));
    let function = &name.function;
    quote! {
        #docs
        ///
        /// # Errors
        /// What it is about cannot be found.
        pub fn #function(
            #report: &super::#module::#of,
            #arrival: ::coact_runtime::todo::Arrival,
            #outside: &::coact_runtime::todo::Outside,
        ) -> ::coact_runtime::expr::Eval<super::Command> {
            Ok(#body)
        }
    }
}
