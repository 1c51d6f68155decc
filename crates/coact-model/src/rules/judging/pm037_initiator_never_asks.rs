use super::Cx;
use crate::diagnostics::Severity;
use crate::rules::{Findings, Rule};

/// An initiator role inside the organisation that nothing makes ask.
pub(crate) const RULE: Rule = Rule {
    code: "PM037",
    name: "initiator-never-asks",
    severity: Severity::Warning,
    page: include_str!("../../../rules/PM037.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    for (id, kind) in cx.model.kinds.iter() {
        for (initiator, loc) in kind.initiators.iter().zip(&kind.initiators_at) {
            let role = &cx.model.actors[*initiator];
            let asked = cx.links_to(id).iter().any(|link| {
                let source = cx.model.links[*link].source.0;
                cx.parties(source).any(|party| cx.fills(party, *initiator))
            });
            if role.external || asked || cx.fills(*initiator, kind.executor) {
                continue;
            }
            findings.push(
                RULE.at(
                    *loc,
                    format!("nothing makes `{}` ask for `{}`", role.name.text, kind.name.text),
                )
                .label("named as initiator")
                .also(role.name.loc, "acts only when something makes it act")
                .hint(format!(
                    "add a link that ends at `request {}` from a transaction of `{}`, or leave the initiator out",
                    kind.name.text, role.name.text
                )),
            );
        }
    }
}
