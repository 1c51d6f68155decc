//! What the language allows and the interpreter does not cover: found before a spec runs, so that none is judged by half.
//! What lies outside a case and is read in it is found where it is read ([`crate::evaluate`]).

mod facts;
mod process;

use coact_model::Loc;

use crate::cx::{Cx, Gap};

/// What the model uses and the interpreter does not cover.
///
/// # Errors
/// The first such thing.
pub(crate) fn check(cx: &Cx<'_>) -> Result<(), Gap> {
    for view in cx.model.views.values() {
        if view.imported.is_some() {
            return lacks(view.name.loc, "a view of another model");
        }
    }
    facts::check(cx)?;
    process::check(cx)
}

fn lacks(loc: Loc, what: impl Into<String>) -> Result<(), Gap> {
    let what = what.into();
    Err(Gap { what, loc })
}
