//! What is done about an entry of a list.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use coact_model::model::{
    Automation, AutomationSource, AutomationTarget, CallId, Expr, GivenCommand, Type,
};

use super::Name;
use super::given::{command, exprs};
use crate::cx::Cx;
use crate::expr::{Entry, Exprs, result};
use crate::views::{arm, happened};
use crate::{names, systems, tokens};

/// The functions of an automation.
pub(super) fn function(cx: &Cx<'_>, automation: &Automation, name: &Name) -> TokenStream {
    let Some(entry) = entry(cx, automation.source) else {
        return quote!();
    };
    let docs = tokens::doc(&format!(
        "`{}` ({}): what is to be done about an entry; nothing where it is not on the list.",
        name.identity,
        cx.place_text(automation.loc)
    ));
    let body = todo(cx, automation, entry);
    let model = cx.model_type();
    let todo = whole(
        cx,
        &docs,
        &name.function,
        entry,
        &quote!(),
        &quote!(::core::option::Option<::coact_runtime::todo::Todo<#model>>),
        &body,
        &quote!(Ok(None)),
    );
    let answered = match &automation.target {
        AutomationTarget::Command(_) => quote!(),
        AutomationTarget::Call { call, outcomes, .. } => {
            let docs = tokens::doc(&format!(
                "`{}`: what follows from the answer.",
                name.identity
            ));
            let body = answered(cx, entry, *call, outcomes);
            whole(
                cx,
                &docs,
                &answered_fn(name),
                entry,
                &outcome_param(cx, *call),
                &quote!(super::Command),
                &body,
                &quote!(Err(::coact_runtime::expr::Absent::Unknown)),
            )
        }
    };
    quote!(#todo #answered)
}

/// The function that says what follows from the answer to a call.
pub(super) fn answered_fn(name: &Name) -> Ident {
    names::function("answered", &names::plain(&name.function))
}

/// What the entries of a list are.
pub(super) fn entry<'a>(cx: &Cx<'a>, source: AutomationSource) -> Option<Entry<'a>> {
    match source {
        AutomationSource::View(view) => Some(Entry::Row(view)),
        AutomationSource::Event(event) => happened(cx, event).map(Entry::Happened),
    }
}

/// The parameter for the answer to a call.
fn outcome_param(cx: &Cx<'_>, call: CallId) -> TokenStream {
    let def = &cx.model.calls[call];
    let (module, outcome) = (systems::module_of(cx, def.system), systems::outcome_of(def));
    quote!(outcome: &super::#module::#outcome,)
}

/// A function over an entry.
#[allow(clippy::too_many_arguments, reason = "the parts of one function")]
fn whole(
    cx: &Cx<'_>,
    docs: &TokenStream,
    name: &Ident,
    entry: Entry<'_>,
    param: &TokenStream,
    of: &TokenStream,
    body: &TokenStream,
    otherwise: &TokenStream,
) -> TokenStream {
    let outside = tokens::parameter("outside", body);
    let (params, body) = match entry {
        Entry::Row(view) => {
            let row = tokens::parameter("row", body);
            let view = names::ident(&cx.model.views[view].name.text);
            (quote!(#row: &super::views::#view,), quote!(#body))
        }
        Entry::Happened(of) => {
            let arm = arm(cx, of, body);
            let envelope = cx.envelope_type();
            (
                quote!(case: &super::Case, envelope: &#envelope,),
                quote!(match (case, &envelope.event) { #arm _ => #otherwise }),
            )
        }
        Entry::Arrived(_) => (quote!(), quote!(#body)),
    };
    quote! {
        #docs
        ///
        /// # Errors
        /// A value that is not known.
        pub fn #name(
            #params #param
            #outside: &::coact_runtime::todo::Outside,
        ) -> ::coact_runtime::expr::Eval<#of> {
            #body
        }
    }
}

fn todo(cx: &Cx<'_>, automation: &Automation, entry: Entry<'_>) -> TokenStream {
    let exprs = exprs(cx, entry, None);
    // A condition that is not known does not hold.
    let filter = automation.filter.as_ref().map(|filter| {
        let holds = exprs.eval(filter);
        quote!(if #holds != Ok(true) { return Ok(None); })
    });
    let not_before = match &automation.due {
        Some(due) => {
            let time = moment(cx, &exprs, due);
            quote!(Some(#time))
        }
        None => quote!(None),
    };
    let errand = match &automation.target {
        AutomationTarget::Command(given) => {
            let command = command(cx, &exprs, given);
            quote!(::coact_runtime::todo::Errand::Command(#command))
        }
        AutomationTarget::Call { call, fields, .. } => {
            let call = called(cx, &exprs, *call, fields);
            quote!(::coact_runtime::todo::Errand::Call(#call))
        }
    };
    quote! {
        #filter
        Ok(Some(::coact_runtime::todo::Todo { not_before: #not_before, errand: #errand }))
    }
}

/// A moment; of a day its beginning.
fn moment(cx: &Cx<'_>, exprs: &Exprs<'_, '_, '_>, due: &Expr) -> TokenStream {
    let value = exprs.value(due);
    if due.ty != Type::Date {
        return value;
    }
    let model = cx.model_type();
    quote!(::coact_runtime::expr::begin_of_day(
        <#model as ::coact_runtime::Model>::ZONE, #value
    )?)
}

fn called(cx: &Cx<'_>, exprs: &Exprs<'_, '_, '_>, call: CallId, fields: &[Expr]) -> TokenStream {
    let def = &cx.model.calls[call];
    let (module, variant) = (
        systems::module_of(cx, def.system),
        systems::variant_of(cx, def.system),
    );
    let name = names::ident(&def.name.text);
    let fields = def.fields.iter().zip(fields).map(|(field, value)| {
        let (ident, value) = (names::ident(&field.name.text), exprs.value(value));
        quote!(#ident: #value)
    });
    quote! {
        super::Call::#variant(super::#module::Call::#name(super::#module::#name { #(#fields),* }))
    }
}

/// The command of each answer.
fn answered(cx: &Cx<'_>, entry: Entry<'_>, call: CallId, outcomes: &[GivenCommand]) -> TokenStream {
    let def = &cx.model.calls[call];
    let module = systems::module_of(cx, def.system);
    let of = systems::outcome_of(def);
    let arms = def.outcomes.iter().zip(outcomes).enumerate();
    let arms = arms.map(|(at, (outcome, given))| {
        let body = command(cx, &exprs(cx, entry, Some((call, at))), given);
        let fields = outcome.fields.iter().filter_map(|field| {
            let (ident, variable) = (
                names::of_variant(&field.name.text),
                result(&field.name.text),
            );
            tokens::mentions(&body, &variable.to_string()).then(|| quote!(#ident: #variable,))
        });
        let name = names::ident(&outcome.name.text);
        let inside = if outcome.fields.is_empty() {
            quote!()
        } else {
            quote!({ #(#fields)* .. })
        };
        quote!(super::#module::#of::#name #inside => #body,)
    });
    quote!(Ok(match outcome { #(#arms)* }))
}
