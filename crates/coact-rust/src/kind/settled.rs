//! What became of revocations, where the model asks for it.
//!
//! That a revocation is allowed stands until the act is performed anew, that it is refused as long as the act stands,
//! and both until the same is asked for again. A new request begins anew.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use coact_model::ctp::{self, Act, FactWord, Outcome, Step};
use coact_model::model::KindId;

use super::{facts, instance};
use crate::cx::Cx;
use crate::{names, tokens};

/// The field of an instance that tells since when: `request_revocation_allowed`.
pub(crate) fn field(fact: FactWord) -> Ident {
    names::ident(&facts::name(fact))
}

/// The fields of an instance.
pub(super) fn fields(cx: &Cx<'_>, kind: KindId) -> TokenStream {
    let fields = cx.settled(kind).map(|fact| {
        let docs = tokens::doc(&format!(
            "The case's version right after `{}`; 0 where that does not stand.",
            facts::words(fact)
        ));
        let field = field(fact);
        quote!(#docs pub #field: u64,)
    });
    quote!(#(#fields)*)
}

/// Statements that follow a step in the fold.
pub(super) fn fold(cx: &Cx<'_>, kind: KindId, step: Step) -> TokenStream {
    let changes = cx.settled(kind).filter_map(|fact| {
        let FactWord::Revocation(act, outcome) = fact else {
            return None;
        };
        let field = field(fact);
        match step {
            Step::Allow(of) if (of, Outcome::Allowed) == (act, outcome) => {
                Some(quote!(self.#field = version;))
            }
            Step::Refuse(of) if (of, Outcome::Refused) == (act, outcome) => {
                Some(quote!(self.#field = version;))
            }
            _ => lapses(cx, kind, step, act, outcome).then(|| quote!(self.#field = 0;)),
        }
    });
    quote!(#(#changes)*)
}

/// Whether what became of the revocation of `act` stands no longer after a step.
fn lapses(cx: &Cx<'_>, kind: KindId, step: Step, act: Act, outcome: Outcome) -> bool {
    let stands_at = |base| ctp::stands(base, act);
    match step {
        Step::Base(Act::Request) => true,
        Step::Base(done) if done == act => true,
        Step::Base(done) => outcome == Outcome::Refused && !stands_at(instance::target_of(done)),
        Step::Revoke(of) => of == act,
        Step::Allow(of) => {
            outcome == Outcome::Refused && !stands_at(instance::return_of(cx, kind, of))
        }
        Step::Refuse(_) => false,
    }
}
