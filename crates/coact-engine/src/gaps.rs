//! What the language allows and the interpreter does not cover: found before a spec runs, so that none is judged by half.
//! What lies outside a case and is read in it is found where it is read ([`crate::evaluate`]).

mod facts;
mod process;

use coact_model::Loc;
use coact_model::model::more_than_a_row;

use crate::cx::{Cx, Gap};

/// What the model uses and the interpreter does not cover.
///
/// # Errors
/// The first such thing.
pub(crate) fn check(cx: &Cx<'_>) -> Result<(), Gap> {
    if let Some((loc, what)) = more_than_a_row(cx.model).into_iter().next() {
        return lacks(loc, what);
    }
    facts::check(cx)?;
    process::check(cx)
}

fn lacks(loc: Loc, what: impl Into<String>) -> Result<(), Gap> {
    let what = what.into();
    Err(Gap { what, loc })
}
