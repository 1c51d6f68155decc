//! Whether facts stand.

use proc_macro2::TokenStream;
use quote::quote;

use coact_model::ctp::{Act, FactWord, Outcome};

use super::settled;
use crate::cx::Own;
use crate::tokens;

/// Whether a fact of an instance in this status still stands. The product fact must also have nothing pending.
pub(crate) fn stands(status: &TokenStream, own: &Own, fact: FactWord) -> TokenStream {
    match fact {
        FactWord::Base(Act::Accept) => quote!(#status.holds()),
        _ => is_kept(status, own, fact),
    }
}

/// The same, where the product fact is kept until the revocation of what it rests on is allowed.
pub(crate) fn is_kept(status: &TokenStream, own: &Own, fact: FactWord) -> TokenStream {
    match fact {
        FactWord::Base(act) => {
            let act = tokens::act(act);
            quote!(#status.stands(#act))
        }
        FactWord::Revocation(act, Outcome::Asked) => {
            let pending = tokens::pending(Some(act));
            tokens::one(quote!(#status.pending == #pending))
        }
        FactWord::Revocation(_, Outcome::Allowed | Outcome::Refused) => {
            let since = own.field(&settled::field(fact));
            tokens::one(quote!(#since > 0))
        }
    }
}

/// A fact as part of a function's name: `accepted`, `request_revocation_asked`.
pub(crate) fn name(fact: FactWord) -> String {
    match fact {
        FactWord::Base(act) => act.fact_word().to_owned(),
        FactWord::Revocation(act, outcome) => format!(
            "{}_revocation_{}",
            act.word(),
            match outcome {
                Outcome::Asked => "asked",
                Outcome::Allowed => "allowed",
                Outcome::Refused => "refused",
            }
        ),
    }
}

/// A fact in words: "accepted", "request revocation asked".
pub(crate) fn words(fact: FactWord) -> String {
    name(fact).replace('_', " ")
}
