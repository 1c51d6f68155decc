use super::Cx;
use crate::ctp::step_of_kind;
use crate::diagnostics::Severity;
use crate::model::{ActorId, CommandRef};
use crate::rules::{Findings, Rule, or, ticked};

/// A form whose act or command none of the users may give.
pub(crate) const RULE: Rule = Rule {
    code: "VM034",
    name: "form-of-another-role",
    severity: Severity::Warning,
    page: include_str!("../../../rules/VM034.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    for screen in cx.model.screens.values() {
        for (command, loc) in &screen.forms {
            let performers = cx.model.performers(*command);
            let (act, theirs) = match *command {
                CommandRef::Act(kind, step) => {
                    (step_of_kind(step, cx.kind(kind)), cx.kind_at(kind))
                }
                CommandRef::Plain(id) => {
                    let name = &cx.model.commands[id].name;
                    (name.text.clone(), name.loc)
                }
            };
            let allowed = |user: &ActorId| performers.iter().any(|role| cx.fills(*role, *user));
            if screen.users.is_empty() || performers.is_empty() || screen.users.iter().any(allowed)
            {
                continue;
            }
            let names = performers
                .iter()
                .map(|role| &cx.model.actors[*role].name.text);
            let names = or(&ticked(&names.collect::<Vec<_>>()));
            findings.push(
                RULE.at(
                    *loc,
                    format!("nobody who uses `{}` may `{act}`", screen.name.text),
                )
                .label("turned away")
                .also(theirs, format!("for {names} to give"))
                .hint(format!("offer it on a screen for {names}")),
            );
        }
    }
}
