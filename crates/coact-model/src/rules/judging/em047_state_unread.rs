use super::Cx;
use crate::diagnostics::Severity;
use crate::rules::{Findings, Rule};
use crate::trace::{Field, Target};

/// A field of a state that no decision needs.
pub(crate) const RULE: Rule = Rule {
    code: "EM047",
    name: "state-nobody-reads",
    severity: Severity::Warning,
    page: include_str!("../../../rules/EM047.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    for (id, aggregate) in cx.model.aggregates.iter() {
        for (at, field) in aggregate.state.iter().enumerate() {
            let state = Field::State(id, at);
            // What only goes on in itself is read by nobody.
            let mut steps = cx.trace().out_of(state);
            if steps.any(|step| step.to != Target::Field(state)) {
                continue;
            }
            let (name, owner) = (&field.name.text, &aggregate.name.text);
            findings.push(
                RULE.at(
                    field.name.loc,
                    format!("no command reads `{name}` of `{owner}`"),
                )
                .label("kept for no decision")
                .hint("judge it in a command, or leave it to a view"),
            );
        }
    }
}
