use super::Cx;
use super::recorded::Rest;
use crate::diagnostics::Severity;
use crate::rules::{Findings, Rule};

/// Every event of a command has a condition, and nothing is said of the rest.
pub(crate) const RULE: Rule = Rule {
    code: "AG006",
    name: "may-record-nothing",
    severity: Severity::Warning,
    page: include_str!("../../../rules/AG006.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    for (id, command) in cx.model.commands.iter() {
        let conditional = command.emits.iter().all(|it| it.when.is_some());
        if command.emits.is_empty() || !conditional || command.otherwise.is_some() {
            continue;
        }
        let rest = Rest::of(cx.model, id);
        if rest.found.is_some_and(|found| !found.possible) {
            continue;
        }
        let name = &command.name.text;
        let message = match rest.words {
            Some(words) => format!("`{name}` records nothing when {words}"),
            None => format!("`{name}` records nothing where no condition holds"),
        };
        findings.push(
            RULE.at(command.name.loc, message)
                .label("every event has a condition")
                .hint("say what then: `otherwise nothing`, or `otherwise emits EVENT { … }`"),
        );
    }
}
