//! Checks that refuse an act by something that the model says, each with the name of its rejection and its line.

use coact_model::Loc;
use proc_macro2::TokenStream;
use quote::quote;

use crate::cx::Cx;
use crate::tokens;

/// A check that refuses.
pub(crate) struct Guard {
    /// The name of the rejection: `waits.OrderPaying`, `InStock`.
    pub(crate) name: String,
    /// Where the model says so.
    pub(crate) loc: Loc,
    /// The statement.
    pub(crate) check: TokenStream,
}

/// The statements of guards.
pub(crate) fn checks(guards: &[Guard]) -> TokenStream {
    let checks = guards.iter().map(|guard| &guard.check);
    quote!(#(#checks)*)
}

/// The doc of a function with guards: what it does, and a line for each name under which it may refuse.
pub(crate) fn doc<'g>(
    cx: &Cx<'_>,
    what: &str,
    guards: impl IntoIterator<Item = (&'g str, Loc)>,
) -> TokenStream {
    let mut lines: Vec<String> = Vec::new();
    for (name, loc) in guards {
        let line = format!("- `{name}` ({})", cx.place_text(loc));
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    if lines.is_empty() {
        return tokens::doc(&format!("{what}."));
    }
    tokens::doc(&format!("{what}:\n{}", lines.join("\n")))
}

/// What a doc says of guards.
pub(crate) fn named(guards: &[Guard]) -> impl Iterator<Item = (&str, Loc)> {
    guards.iter().map(|guard| (guard.name.as_str(), guard.loc))
}
