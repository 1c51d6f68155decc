//! From where the instances that count are sought.

use proc_macro2::TokenStream;
use quote::quote;

use coact_model::model::KindId;

use super::around_key;
use crate::cx::{Cx, Own};
use crate::expr::Piece;
use crate::names;

/// From where instances are sought: one of `kind`, or of one inside a loop over those that enclose them.
pub(super) struct View {
    kind: KindId,
    /// The kind that is gone through, with the key of the instance that is looked at.
    inside: Option<(KindId, Piece)>,
}

impl View {
    /// From an instance of a kind.
    pub(super) const fn of(kind: KindId) -> Self {
        Self { kind, inside: None }
    }

    /// The key of an enclosing transaction; none where there is one only.
    pub(super) fn key(&self, cx: &Cx<'_>, around: KindId) -> Option<Piece> {
        match &self.inside {
            Some((kind, key)) if *kind == around => Some(key.clone()),
            _ => around_key(cx, self.kind, around),
        }
    }

    /// The instance of an enclosing transaction, or of the kind itself.
    pub(super) fn instance(&self, cx: &Cx<'_>, of: KindId) -> Own {
        let is_inside = matches!(&self.inside, Some((kind, _)) if *kind == of);
        if of == self.kind && !is_inside {
            return cx.own_instance(of);
        }
        let field = cx.module(of);
        match self.key(cx, of) {
            None => Own::Always(quote!(case.#field)),
            Some(key) => {
                let key = key.reference();
                Own::Maybe(quote!(case.#field.get(#key).map(|entry| &entry.instance)))
            }
        }
    }

    /// From an instance of `level` that is looked at as `entry`.
    pub(super) fn within(&self, level: KindId) -> Self {
        Self {
            kind: self.kind,
            inside: Some((level, Piece::Place(quote!(entry.subject)))),
        }
    }
}

/// The entries of a kind of which there are several, within `around`.
pub(super) fn entries(cx: &Cx<'_>, view: &View, level: KindId, around: KindId) -> TokenStream {
    let field = cx.module(level);
    let Some(key) = view.key(cx, around) else {
        return quote!(&case.#field);
    };
    if !cx.place(level).own_subject {
        let key = key.reference();
        return quote!(case.#field.get(#key).into_iter());
    }
    let key = match key {
        Piece::Ref(key) => quote!(*#key),
        key => key.base(),
    };
    quote!(case.#field.iter().filter(|inner| inner.parent == #key))
}

/// An iterator over the instances of `source` that `around` encloses directly.
pub(super) fn each(cx: &Cx<'_>, view: &View, source: KindId, around: KindId) -> TokenStream {
    let each = names::function("each", cx.kind_name(source));
    let key = view.key(cx, around).map(Piece::reference);
    quote!(case.#each(#key))
}

/// How many instances of `source` are live within `around`.
pub(super) fn living(cx: &Cx<'_>, view: &View, source: KindId, around: KindId) -> TokenStream {
    let each = each_any(cx, view, source, around);
    quote!(#each.filter(|instance| instance.status.is_live()).count())
}

/// An iterator over the instances of `source` within `around`, also where there is one only.
pub(super) fn each_any(cx: &Cx<'_>, view: &View, source: KindId, around: KindId) -> TokenStream {
    if cx.place(source).many {
        each(cx, view, source, around)
    } else {
        let field = cx.module(source);
        quote!(::core::iter::once(&case.#field))
    }
}
