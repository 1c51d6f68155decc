use super::Cx;
use crate::diagnostics::Severity;
use std::collections::BTreeMap;

use crate::model::{ActorId, TransactionKind};
use crate::rules::{Findings, Rule};

/// An elementary actor role that executes several kinds.
pub(crate) const RULE: Rule = Rule {
    code: "CM030",
    name: "executor-of-two",
    severity: Severity::Error,
    page: include_str!("../../../rules/CM030.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    let mut first: BTreeMap<ActorId, &TransactionKind> = BTreeMap::new();
    for kind in cx.model.kinds.values() {
        let role = &cx.model.actors[kind.executor];
        if role.composite {
            continue;
        }
        match first.get(&kind.executor) {
            None => {
                first.insert(kind.executor, kind);
            }
            Some(first) => findings.push(
                RULE.at(
                    kind.executor_at,
                    format!(
                        "`{}` executes `{}` and `{}`",
                        role.name.text, first.name.text, kind.name.text
                    ),
                )
                .label("executes a second one")
                .also(first.executor_at, "the first one")
                .hint(format!(
                    "give `{}` an executor of its own; one person may fill both roles",
                    kind.name.text
                )),
            ),
        }
    }
}
