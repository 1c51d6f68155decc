//! What became of revocations, where the model asks for it.
//!
//! That a revocation is allowed stands until the act is performed anew, that it is refused as long as the act stands, and both
//! until the same is asked for again. A new request begins anew.

use coact_model::ctp::{self, Act, FactWord, Outcome, Step};
use coact_model::model::KindId;

use super::{Instance, fold};
use crate::cx::Cx;

/// Follows a step in the fold.
pub(super) fn fold(cx: &Cx<'_>, kind: KindId, instance: &mut Instance, version: u64, step: Step) {
    for fact in cx.settled(kind) {
        let FactWord::Revocation(act, outcome) = fact else {
            continue;
        };
        let happens = match step {
            Step::Allow(of) => (of, Outcome::Allowed) == (act, outcome),
            Step::Refuse(of) => (of, Outcome::Refused) == (act, outcome),
            Step::Base(_) | Step::Revoke(_) => false,
        };
        if happens {
            instance.settled.insert(fact, version);
        } else if lapses(cx, kind, step, act, outcome) {
            instance.settled.remove(&fact);
        }
    }
}

/// Whether what became of the revocation of `act` stands no longer after a step.
fn lapses(cx: &Cx<'_>, kind: KindId, step: Step, act: Act, outcome: Outcome) -> bool {
    let stands_at = |base| ctp::stands(base, act);
    match step {
        Step::Base(Act::Request) => true,
        Step::Base(done) if done == act => true,
        Step::Base(done) => outcome == Outcome::Refused && !stands_at(fold::target_of(done)),
        Step::Revoke(of) => of == act,
        Step::Allow(of) => outcome == Outcome::Refused && !stands_at(fold::return_of(cx, kind, of)),
        Step::Refuse(_) => false,
    }
}
