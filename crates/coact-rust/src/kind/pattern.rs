//! The transition table, compiled.

use proc_macro2::TokenStream;
use quote::quote;

use coact_model::ctp::{self, Act, Base, Status, Step};
use coact_model::model::{ActDef, KindId};

use crate::cx::Cx;
use crate::tokens;

/// `legal`: refuses what the pattern does not admit.
pub(super) fn pattern(cx: &Cx<'_>, kind: KindId) -> TokenStream {
    // Steps that the same base states admit share an arm.
    let mut arms: Vec<(Vec<Base>, TokenStream, Vec<TokenStream>)> = Vec::new();
    for def in cx.acts(kind) {
        let legal = admitting(cx, kind, def);
        let Some(first) = legal.first() else { continue };
        let bases: Vec<Base> = legal.iter().map(|status| status.base).collect();
        let pending = first.pending.map_or_else(
            || quote!(None),
            |act| {
                let act = tokens::act_word(act);
                quote!(Some(Act::#act))
            },
        );
        let (of, act) = match def.step {
            Step::Base(act) => (quote!(Do), act),
            Step::Revoke(act) => (quote!(Revoke), act),
            Step::Allow(act) => (quote!(Allow), act),
            Step::Refuse(act) => (quote!(Refuse), act),
        };
        let act = tokens::act_word(act);
        let step = quote!((Step::#of(Act::#act), #pending));
        match arms.iter_mut().find(|(known, ..)| *known == bases) {
            Some((_, _, steps)) => steps.push(step),
            None => {
                let words = bases.iter().map(|base| {
                    let base = tokens::base_word(*base);
                    quote!(Base::#base)
                });
                let words = quote!(#(#words)|*);
                arms.push((bases, words, vec![step]));
            }
        }
    }
    let arms = arms
        .iter()
        .map(|(_, bases, steps)| quote!(#(#steps)|* => matches!(status.base, #bases),));
    let docs = tokens::doc(&format!(
        "Refuses a step of `{}` that the transaction pattern does not admit in a status.",
        cx.kind_name(kind)
    ));
    quote! {
        #docs
        ///
        /// # Errors
        /// The pattern does not admit it.
        #[inline]
        pub const fn legal(
            status: ::coact_runtime::ctp::Status,
            step: ::coact_runtime::ctp::Step,
        ) -> ::coact_runtime::Decision<()> {
            use ::coact_runtime::ctp::{Act, Base, Step};
            let legal = match (step, status.pending) { #(#arms)* _ => false };
            if legal { Ok(()) } else { Err(::coact_runtime::Rejection::pattern()) }
        }
    }
}

/// The statuses that admit a step; they share what is pending.
fn admitting(cx: &Cx<'_>, kind: KindId, act: &ActDef) -> Vec<Status> {
    let (profile, def) = (cx.model.profile, cx.kind(kind));
    let folded = def.is_tacit(Act::Execute);
    ctp::statuses(profile, def.pattern)
        .into_iter()
        .filter(|status| ctp::next(profile, def.pattern, folded, *status, act.step).is_some())
        .collect()
}
