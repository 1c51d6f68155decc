use super::Cx;
use crate::diagnostics::Severity;
use crate::model::CommandRef;
use crate::rules::{Findings, Rule};
use crate::trace::Field;

/// A field of a command that nothing uses.
pub(crate) const RULE: Rule = Rule {
    code: "EM046",
    name: "command-field-nobody-uses",
    severity: Severity::Warning,
    page: include_str!("../../../rules/EM046.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    for id in cx.model.commands_in_order() {
        let command = &cx.model.commands[id];
        // The key of an aggregate leads to it.
        let keys = usize::from(command.aggregate.is_some());
        for (at, field) in command.fields.iter().enumerate().skip(keys) {
            let unused = Field::Command(CommandRef::Plain(id), at);
            if cx.trace().out_of(unused).next().is_some() {
                continue;
            }
            let (name, owner) = (&field.name.text, &command.name.text);
            findings.push(
                RULE.at(
                    field.name.loc,
                    format!("nothing uses `{name}` of `{owner}`"),
                )
                .label("asked for and then forgotten")
                .hint("record it in an event, judge it in a condition, or leave it out"),
            );
        }
    }
}
