//! Functions that a kind's module has per step.

use proc_macro2::Ident;

use coact_model::ctp::Step;
use coact_model::model::{ActDef, KindId};

use super::laws;
use crate::cx::Cx;
use crate::names;

/// What stands against a step beside the pattern: `held_promise`. Revocations on which no law has a say are
/// held by the same, what encloses the kind.
pub(crate) fn held_fn(cx: &Cx<'_>, kind: KindId, step: Step) -> Ident {
    let name = match step {
        Step::Revoke(_) if laws::checks(cx, kind, step).is_empty() => "revocation".to_owned(),
        _ => names::step(step),
    };
    names::ident(&format!("held_{name}"))
}

/// Decides the command of a step: `decide_confirm_order`.
pub(crate) fn decide_fn(def: &ActDef) -> Ident {
    names::function("decide", &def.command.text)
}
