//! What may answer a fact inside its own transaction.

use super::{Act, FactWord, Outcome, Pattern, Profile, Status, Step, acts, next, statuses, steps};

/// The steps that answer a fact inside its own transaction: what the party that must respond may do then.
/// Bringing the product about and saying so is one answer of two steps, so a promise is answered by both.
/// A settled revocation asks for no answer of its own.
pub fn answers(
    profile: Profile,
    pattern: Pattern,
    tacit_execute: bool,
    fact: FactWord,
) -> Vec<Step> {
    match fact {
        FactWord::Base(act) => {
            let mut answers = base_acts_after(profile, pattern, tacit_execute, act);
            if answers.contains(&Act::Execute) {
                answers.extend(base_acts_after(
                    profile,
                    pattern,
                    tacit_execute,
                    Act::Execute,
                ));
            }
            answers.into_iter().map(Step::Base).collect()
        }
        FactWord::Revocation(act, Outcome::Asked) => steps(profile, pattern)
            .into_iter()
            .filter(|step| *step == Step::Allow(act) || *step == Step::Refuse(act))
            .collect(),
        FactWord::Revocation(_, Outcome::Allowed | Outcome::Refused) => Vec::new(),
    }
}

/// The base acts that are legal right after a performance of this one.
fn base_acts_after(profile: Profile, pattern: Pattern, tacit_execute: bool, act: Act) -> Vec<Act> {
    let next = |status, act| next(profile, pattern, tacit_execute, status, Step::Base(act));
    let after: Option<Status> = statuses(profile, pattern)
        .iter()
        .copied()
        .find_map(|status| next(status, act));
    let Some(after) = after else {
        return Vec::new();
    };
    acts(profile, pattern)
        .filter(|answer| next(after, *answer).is_some())
        .collect()
}
