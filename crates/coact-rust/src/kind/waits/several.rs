//! Facts of several instances, on any level within what encloses both ends of a wait.

use proc_macro2::TokenStream;
use quote::quote;

use coact_model::ctp::{Act, FactWord, Outcome};
use coact_model::model::KindId;

use super::count_literal;
use super::decided::decided;
use super::view::{View, each, entries};
use crate::cx::{Cx, Own};
use crate::kind::facts;

/// The kinds between one and what encloses it, from the outermost.
pub(crate) fn between(cx: &Cx<'_>, source: KindId, around: KindId) -> Vec<KindId> {
    let inside = |kind: &KindId| *kind != around;
    let mut between: Vec<KindId> = cx
        .enclosing(source)
        .into_iter()
        .take_while(inside)
        .collect();
    between.reverse();
    between.pop();
    between
}

/// Whether a status is that of what was withdrawn or given up, which does not count.
fn is_gone(status: &TokenStream) -> TokenStream {
    quote! {
        matches!(
            #status.base,
            ::coact_runtime::ctp::Base::Initial
                | ::coact_runtime::ctp::Base::Quitted
                | ::coact_runtime::ctp::Base::Stopped
        )
    }
}

/// Whether a fact stands of all instances within `around`, with the kinds in between: each of them that counts has
/// enough, and nothing more will be asked for.
pub(super) fn all(
    cx: &Cx<'_>,
    view: &View,
    between: &[KindId],
    source: KindId,
    around: KindId,
    fact: FactWord,
) -> TokenStream {
    let Some((level, deeper)) = between.split_first() else {
        let each = each(cx, view, source, around);
        let instance = Own::Always(quote!(instance));
        let stands = facts::stands(&quote!(instance.status), &instance, fact);
        // Who asks whether they are withdrawn counts those too.
        let withdrawn = FactWord::Revocation(Act::Request, Outcome::Allowed);
        let gone = (fact != withdrawn).then(|| is_gone(&quote!(instance.status)));
        let head = quote!(instance in #each);
        return enough(cx, view, source, around, &head, gone, (quote!(), stands));
    };
    if !cx.place(*level).many {
        let field = cx.module(*level);
        let gone = is_gone(&quote!(case.#field.status));
        let inner = all(cx, view, deeper, source, *level, fact);
        let optional = cx.link(*level).is_some_and(|(_, link)| link.min == 0);
        let none = if optional {
            decided(cx, view, *level, around)
        } else {
            quote!(false)
        };
        return quote!(if #gone { #none } else { #inner });
    }
    let entries = entries(cx, view, *level, around);
    let inner = all(cx, &view.within(*level), deeper, source, *level, fact);
    let gone = is_gone(&quote!(entry.instance.status));
    let head = quote!(entry in #entries);
    enough(
        cx,
        view,
        *level,
        around,
        &head,
        Some(gone),
        (quote!(let holds = { #inner };), quote!(holds)),
    )
}

/// A loop over instances of a kind: all that are not gone hold, they are enough, and no more will be asked for.
fn enough(
    cx: &Cx<'_>,
    view: &View,
    kind: KindId,
    around: KindId,
    head: &TokenStream,
    gone: Option<TokenStream>,
    (judged, holds): (TokenStream, TokenStream),
) -> TokenStream {
    let least = cx.link(kind).map_or(1, |(_, link)| link.min);
    let decided = decided(cx, view, kind, around);
    let (counter, count, enough) = if least == 0 {
        (quote!(), quote!(), quote!(#decided))
    } else {
        let least = count_literal(least);
        (
            quote!(let mut standing = 0_usize;),
            quote!(standing += 1;),
            quote!(standing >= #least && #decided),
        )
    };
    let skip = gone.map(|gone| quote!(if #gone { continue; }));
    quote! {
        #counter
        for #head {
            // What was withdrawn or given up does not count.
            #skip
            #judged
            if !#holds {
                return false;
            }
            #count
        }
        #enough
    }
}

/// Statements that add to `standing` how many instances within `around` a fact stands of.
fn number(
    cx: &Cx<'_>,
    view: &View,
    between: &[KindId],
    source: KindId,
    around: KindId,
    fact: FactWord,
) -> TokenStream {
    let Some((level, deeper)) = between.split_first() else {
        let standing = standing(cx, view, source, around, fact);
        return quote!(standing += #standing;);
    };
    if !cx.place(*level).many {
        return number(cx, view, deeper, source, *level, fact);
    }
    let entries = entries(cx, view, *level, around);
    let inner = number(cx, &view.within(*level), deeper, source, *level, fact);
    quote!(for entry in #entries { #inner })
}

/// Whether a fact stands of so many instances within `around`, whatever the others.
pub(super) fn at_least(
    cx: &Cx<'_>,
    view: &View,
    between: &[KindId],
    source: KindId,
    around: KindId,
    fact: FactWord,
    count: u64,
) -> TokenStream {
    let count = count_literal(count);
    if between.is_empty() {
        let standing = standing(cx, view, source, around, fact);
        return quote!(#standing >= #count);
    }
    let number = number(cx, view, between, source, around, fact);
    quote!({
        let mut standing = 0_usize;
        #number
        standing >= #count
    })
}

/// How many instances directly within `around` a fact stands of.
fn standing(
    cx: &Cx<'_>,
    view: &View,
    source: KindId,
    around: KindId,
    fact: FactWord,
) -> TokenStream {
    let each = each(cx, view, source, around);
    let instance = Own::Always(quote!(instance));
    let stands = facts::stands(&quote!(instance.status), &instance, fact);
    quote!(#each.filter(|instance| #stands).count())
}
