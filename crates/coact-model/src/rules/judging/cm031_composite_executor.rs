use super::Cx;
use crate::diagnostics::Severity;
use crate::rules::{Findings, Rule};

/// A composite role as executor.
pub(crate) const RULE: Rule = Rule {
    code: "CM031",
    name: "composite-executor",
    severity: Severity::Error,
    page: include_str!("../../../rules/CM031.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    for kind in cx.model.kinds.values() {
        let role = &cx.model.actors[kind.executor];
        if role.composite {
            findings.push(
                RULE.at(
                    kind.executor_at,
                    format!(
                        "`{}` is executed by the composite role `{}`",
                        kind.name.text, role.name.text
                    ),
                )
                .label("which of its parts is responsible?")
                .also(role.name.loc, "a set of roles")
                .hint("name one of its parts as executor"),
            );
        }
    }
}
