//! What each rule costs.

use super::{Cx, RULES};
use crate::model::Model;

/// Asks every rule over the resolved model, whatever the level, one after the other: `around` gets the code of the rule
/// and the work of asking it, and does the work once. What several rules need is computed by the first that asks for it.
///
/// It is there for benches; the core knows no clock.
pub fn ask_each(model: &Model, mut around: impl FnMut(&'static str, &mut dyn FnMut())) {
    let cx = Cx::new(model);
    for rule in RULES {
        if let Some(check) = rule.check {
            around(rule.code, &mut || check(&cx, &mut Vec::new()));
        }
    }
}
