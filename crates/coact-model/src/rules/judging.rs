//! What is judged over the resolved model.

mod ctp001_illegal_answer;
mod ctp002_acts_out_of_order;
mod ctp003_may_rest;
mod cx;
mod uses;

pub(crate) use cx::Cx;

use super::{Findings, Rule};
use crate::diagnostics::Severity;
use crate::model::Model;

/// The rules that are judged over the resolved model.
pub(super) const RULES: &[&Rule] = &[
    &ctp001_illegal_answer::RULE,
    &ctp002_acts_out_of_order::RULE,
    &ctp003_may_rest::RULE,
];

/// Those of them that speak at level `strict` only.
pub(super) const STRICT: &[&Rule] = &[&ctp003_may_rest::RULE];

/// Judges a model. Where something was left out of it (`whole` is false), only what is certainly wrong is
/// said: what seems to be missing may stand in the part that was left out.
pub(crate) fn judge(model: &Model, whole: bool, findings: &mut Findings) {
    let cx = Cx::new(model);
    for rule in RULES {
        if let Some(check) = rule.check
            && (whole || rule.severity == Severity::Error)
        {
            check(&cx, findings);
        }
    }
}
