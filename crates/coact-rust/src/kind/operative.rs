//! Operative times: from when on what is asked for is on somebody's list, and a transaction that asks for itself.

use proc_macro2::TokenStream;
use quote::quote;

use coact_model::ctp::{Act, FactWord, Step};
use coact_model::model::{ActDef, Expr, KindId, Type};

use crate::cx::Cx;
use crate::expr::Exprs;
use crate::tokens;

/// When what is asked for is due.
pub(crate) fn time<'a>(cx: &Cx<'a>, kind: KindId) -> Option<&'a Expr> {
    cx.act(kind, Act::Request)?.due.as_ref()
}

/// Whether a fact leads to nothing before the operative time.
pub(super) fn holds_back(cx: &Cx<'_>, kind: KindId, fact: FactWord) -> bool {
    fact == FactWord::Base(Act::Request) && time(cx, kind).is_some()
}

/// Whether an act answers a request that has an operative time.
pub(super) fn is_held_back(cx: &Cx<'_>, kind: KindId, def: &ActDef) -> bool {
    matches!(def.step, Step::Base(Act::Promise | Act::Decline)) && time(cx, kind).is_some()
}

/// Whether an act opens a new case of the very kind that it follows in.
pub(crate) fn is_activation(source: KindId, target: (KindId, Step)) -> bool {
    (source, Step::Base(Act::Request)) == target
}

/// A call of `operative_time` from the kind's own module.
pub(super) fn call(cx: &Cx<'_>, kind: KindId) -> TokenStream {
    let args = cx.site_args(kind);
    quote!(operative_time(#args))
}

/// `operative_time`: when what is asked for is due.
pub(super) fn operative(cx: &Cx<'_>, kind: KindId) -> TokenStream {
    let Some(time) = time(cx, kind) else {
        return quote!();
    };
    let value = Exprs::own(cx, kind).value(time);
    let value = if time.ty == Type::Date {
        let model = cx.model_type();
        quote!(::coact_runtime::expr::begin_of_day(
            <#model as ::coact_runtime::Model>::ZONE, #value
        )?)
    } else {
        value
    };
    let docs = tokens::doc(&format!(
        "From when on what is asked for is due ({}); at once where that is not known.",
        cx.place_text(time.loc)
    ));
    let case_type = cx.case_type(kind);
    let case = tokens::parameter("case", &value);
    let at = cx.place(kind).many.then(|| {
        let at = tokens::parameter("at", &value);
        quote!(, #at: Site<'_>)
    });
    quote! {
        #docs
        fn operative_time(
            #case: &#case_type #at
        ) -> ::core::option::Option<::coact_runtime::export::jiff::Timestamp> {
            ::coact_runtime::expr::attempt(|| Ok(#value)).ok()
        }
    }
}
