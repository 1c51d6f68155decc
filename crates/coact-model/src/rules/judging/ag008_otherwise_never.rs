use super::Cx;
use super::recorded::Rest;
use crate::diagnostics::Severity;
use crate::model::Otherwise;
use crate::rules::{Findings, Rule};

/// An `otherwise` beside what is always recorded.
pub(crate) const RULE: Rule = Rule {
    code: "AG008",
    name: "otherwise-never",
    severity: Severity::Warning,
    page: include_str!("../../../rules/AG008.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    for (id, command) in cx.model.commands.iter() {
        let (what, loc) = match &command.otherwise {
            Some(Otherwise::Emits(emission)) => {
                let event = &cx.model.events[emission.event].name.text;
                (format!("`otherwise emits {event}`"), emission.loc)
            }
            Some(Otherwise::Nothing(loc)) => ("`otherwise nothing`".to_owned(), *loc),
            None => continue,
        };
        let mut emits = command.emits.iter();
        // Of elements there may be none.
        let always = emits.find(|it| it.when.is_none() && it.each.is_none());
        let finding = match always {
            Some(emission) => {
                let event = &cx.model.events[emission.event].name.text;
                RULE.at(
                    loc,
                    format!("{what} never applies: `{event}` is always recorded"),
                )
                .also(emission.loc, "without a condition")
            }
            None if command.emits.is_empty()
                || command.emits.iter().any(|it| it.each.is_some()) =>
            {
                continue;
            }
            None => {
                let rest = Rest::of(cx.model, id);
                if rest.found.is_none_or(|found| found.possible) {
                    continue;
                }
                RULE.at(
                    loc,
                    format!("{what} never applies: one of the conditions always holds"),
                )
            }
        };
        findings.push(
            finding
                .label("never applies")
                .hint("leave it out, or correct the conditions"),
        );
    }
}
