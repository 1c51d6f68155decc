use super::Cx;
use crate::diagnostics::Severity;
use crate::model::AggregateId;
use crate::rules::{Findings, Rule};

/// An aggregate that no command begins.
pub(crate) const RULE: Rule = Rule {
    code: "AG009",
    name: "never-begun",
    severity: Severity::Warning,
    page: include_str!("../../../rules/AG009.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    for (id, aggregate) in cx.model.aggregates.iter() {
        let mut commands = commands(cx, id).peekable();
        let Some((first, _)) = commands.peek().copied() else {
            continue;
        };
        if commands.any(|(_, new)| new) {
            continue;
        }
        let name = &aggregate.name.text;
        findings.push(
            RULE.at(aggregate.name.loc, format!("no command begins a `{name}`"))
                .label("comes from nowhere")
                .hint(format!(
                    "mark the command that begins one: `new command {first}`"
                )),
        );
    }
}

/// The commands of an aggregate, and whether each begins one.
fn commands<'m>(cx: &Cx<'m>, of: AggregateId) -> impl Iterator<Item = (&'m str, bool)> + use<'m> {
    let commands = cx.model.commands.values();
    commands
        .filter(move |command| command.aggregate == Some(of))
        .map(|command| (command.name.text.as_str(), command.new))
}
