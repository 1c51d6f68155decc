//! The names that commands and events have where the text gives none.

use coact_syntax::ast::{Act, Outcome};

use crate::ctp::Step;

/// `RequestOrderCompleting`, `RevokeRequestOfOrderCompleting`, `AllowRequestRevocationOfOrderCompleting`.
pub(super) fn command(step: Step, kind: &str) -> String {
    match step {
        Step::Base(act) => format!("{}{kind}", capital(act.word())),
        Step::Revoke(act) => format!("Revoke{}Of{kind}", capital(act.word())),
        Step::Allow(act) => format!("Allow{}RevocationOf{kind}", capital(act.word())),
        Step::Refuse(act) => format!("Refuse{}RevocationOf{kind}", capital(act.word())),
    }
}

/// `OrderCompletingRequested`, `OrderCompletingRequestRevocationAsked`.
pub(super) fn event(step: Step, kind: &str) -> String {
    match step {
        Step::Base(act) => format!("{kind}{}", capital(act.fact_word())),
        Step::Revoke(act) => revocation(act, Outcome::Asked, kind),
        Step::Allow(act) => revocation(act, Outcome::Allowed, kind),
        Step::Refuse(act) => revocation(act, Outcome::Refused, kind),
    }
}

fn revocation(act: Act, outcome: Outcome, kind: &str) -> String {
    let outcome = match outcome {
        Outcome::Asked => "Asked",
        Outcome::Allowed => "Allowed",
        Outcome::Refused => "Refused",
    };
    format!("{kind}{}Revocation{outcome}", capital(act.word()))
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars
        .next()
        .map(|first| first.to_uppercase().chain(chars).collect())
        .unwrap_or_default()
}
