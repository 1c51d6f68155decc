//! Functions that a kind's module has per step.

use proc_macro2::Ident;

use coact_model::ctp::Step;
use coact_model::model::ActDef;

use crate::names;

/// What stands against a step beside the pattern: `held_promise`.
pub(crate) fn held_fn(step: Step) -> Ident {
    names::ident(&format!("held_{}", names::step(step)))
}

/// Decides the command of a step: `decide_confirm_order`.
pub(crate) fn decide_fn(def: &ActDef) -> Ident {
    names::function("decide", &def.command.text)
}
