use super::Cx;
use crate::ctp::{Act, Step};
use crate::diagnostics::Severity;
use crate::rules::{Findings, Rule};

/// A self-activating kind without its operative time, of two roles, or without its link.
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
    asks_itself(cx, findings);
}

/// A role that names itself as initiator, and nothing makes it ask. Where nothing makes anybody ask, that is told.
fn asks_itself(cx: &Cx<'_>, findings: &mut Findings) {
    for (id, kind) in cx.model.kinds.iter() {
        let role = &cx.model.actors[kind.executor];
        let named = kind
            .initiators
            .iter()
            .position(|initiator| *initiator == kind.executor);
        let loc = named.and_then(|at| kind.initiators_at.get(at));
        let others = kind.initiators.len() > 1;
        let asked = cx.links_to(id).iter().any(|link| {
            let (source, _) = cx.model.links[*link].source;
            cx.parties(source).any(|party| party == kind.executor)
        });
        let Some(loc) = loc.filter(|_| !asked && (role.external || others)) else {
            continue;
        };
        findings.push(
            RULE.at(
                *loc,
                format!(
                    "`{}` asks itself for `{}`, and nothing says when",
                    role.name.text, kind.name.text
                ),
            )
            .label("executes it too")
            .also(kind.executor_at, "the executor")
            .hint(format!(
                "name another initiator; who plans its own work has `due` at the request and a link to it: `{0} requested -> request {0}`",
                kind.name.text
            )),
        );
    }
}
