use super::Cx;
use crate::ctp::{Act, Step};
use crate::diagnostics::Severity;
use crate::rules::{Findings, Rule};

/// A self-activating kind without its operative time, or of two roles.
pub(crate) const RULE: Rule = Rule {
    code: "CM037",
    name: "self-activation",
    severity: Severity::Error,
    page: include_str!("../../../rules/CM037.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    for link in cx.model.links.values() {
        let (id, kind) = (link.source.0, &cx.model.kinds[link.source.0]);
        if link.target.0 != id {
            continue;
        }
        let name = &kind.name.text;
        if !kind.initiators.contains(&kind.executor) {
            let role = &cx.model.actors[kind.executor].name.text;
            findings.push(
                RULE.at(
                    link.loc,
                    format!("`{name}` asks for itself, but `{role}` does not initiate it"),
                )
                .label("a self-activation")
                .also(kind.name.loc, format!("executed by `{role}`"))
                .hint(format!("name `{role}` as initiator, or leave the link out")),
            );
        } else if kind
            .act(Step::Base(Act::Request))
            .is_some_and(|request| request.due.is_none())
        {
            findings.push(
                RULE.at(
                    cx.act_at(id, Step::Base(Act::Request)),
                    format!("`{name}` activates itself at once and for ever"),
                )
                .label("says no time")
                .also(link.loc, "asks for the next one")
                .hint("add `due` with the time when what is asked for is due"),
            );
        }
    }
}
