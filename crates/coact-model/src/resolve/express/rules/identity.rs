//! What a rule is known by.

use coact_syntax::ast;

use super::super::known::{fact_text, step_of_kind, step_text};
use super::super::pass::Pass;
use crate::ctp::FactWord;
use crate::model::KindId;

/// The fact and the acts answered, as written: `OrderCompleting promised: request OrderShipping`.
pub(super) fn identity(
    pass: &Pass<'_>,
    kind: KindId,
    fact: FactWord,
    written: &ast::RuleItem,
) -> String {
    let own = &pass.model.kinds[kind].name.text;
    let mut acts: Vec<String> = Vec::new();
    for response in written.then.iter().chain(&written.otherwise) {
        let step = response.act.step;
        let act = match &response.act.kind {
            Some(path) if path.name.text != *own => step_of_kind(step, &path.name.text),
            _ => step_text(step),
        };
        if !acts.contains(&act) {
            acts.push(act);
        }
    }
    format!("{own} {}: {}", fact_text(fact), acts.join(", "))
}
