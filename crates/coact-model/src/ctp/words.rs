//! Steps and facts as people write them.

use super::{Act, FactWord, Outcome, Step};

/// A step as it is written in its own transaction: `allow request revocation`.
pub fn step_words(step: Step) -> String {
    match step {
        Step::Base(act) => act.word().to_owned(),
        Step::Revoke(act) => format!("revoke {}", act.word()),
        Step::Allow(act) => format!("allow {} revocation", act.word()),
        Step::Refuse(act) => format!("refuse {} revocation", act.word()),
    }
}

/// A step of a kind as it is written elsewhere: `request OrderPaying`, `revoke promise of OrderPaying`.
pub fn step_of_kind(step: Step, kind: &str) -> String {
    match step {
        Step::Base(_) => format!("{} {kind}", step_words(step)),
        _ => format!("{} of {kind}", step_words(step)),
    }
}

/// A fact as it is written: `accepted`, `request revocation asked`.
pub fn fact_words(fact: FactWord) -> String {
    match fact {
        FactWord::Base(act) => act.fact_word().to_owned(),
        FactWord::Revocation(act, outcome) => {
            let outcome = match outcome {
                Outcome::Asked => "asked",
                Outcome::Allowed => "allowed",
                Outcome::Refused => "refused",
            };
            format!("{} revocation {outcome}", act.word())
        }
    }
}

/// The step that brings a fact about.
pub const fn step_of(fact: FactWord) -> Step {
    match fact {
        FactWord::Base(act) => Step::Base(act),
        FactWord::Revocation(act, Outcome::Asked) => Step::Revoke(act),
        FactWord::Revocation(act, Outcome::Allowed) => Step::Allow(act),
        FactWord::Revocation(act, Outcome::Refused) => Step::Refuse(act),
    }
}

/// The fact that a step brings about.
pub const fn fact_of(step: Step) -> FactWord {
    match step {
        Step::Base(act) => FactWord::Base(act),
        Step::Revoke(act) => FactWord::Revocation(act, Outcome::Asked),
        Step::Allow(act) => FactWord::Revocation(act, Outcome::Allowed),
        Step::Refuse(act) => FactWord::Revocation(act, Outcome::Refused),
    }
}

/// The act that a step is about.
pub const fn act_of(step: Step) -> Act {
    match step {
        Step::Base(act) | Step::Revoke(act) | Step::Allow(act) | Step::Refuse(act) => act,
    }
}
