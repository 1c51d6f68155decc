//! What a rule is known by.

use super::super::known::{fact_text, step_text};
use super::super::pass::Pass;
use crate::ctp::{FactWord, Step};
use crate::model::{KindId, Response};

/// The fact and the acts answered: `OrderCompleting promised: request OrderShipping`.
pub(super) fn identity(
    pass: &Pass<'_>,
    kind: KindId,
    fact: FactWord,
    then: &[Response],
    otherwise: &[Response],
) -> String {
    let mut acts: Vec<String> = Vec::new();
    for response in then.iter().chain(otherwise) {
        let act = if response.kind == kind {
            step_text(response.step)
        } else {
            let name = &pass.model.kinds[response.kind].name.text;
            match response.step {
                Step::Base(_) => format!("{} {name}", step_text(response.step)),
                _ => format!("{} of {name}", step_text(response.step)),
            }
        };
        if !acts.contains(&act) {
            acts.push(act);
        }
    }
    let kind = &pass.model.kinds[kind].name.text;
    format!("{kind} {}: {}", fact_text(fact), acts.join(", "))
}
