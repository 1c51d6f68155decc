use super::Cx;
use crate::ctp::Step;
use crate::diagnostics::Severity;
use crate::rules::{Findings, Rule};

/// A fact that acts of several kinds set.
pub(crate) const RULE: Rule = Rule {
    code: "FM033",
    name: "fact-of-two",
    severity: Severity::Warning,
    page: include_str!("../../../rules/FM033.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    for entity in cx.model.entities.values() {
        for fact in &entity.facts {
            let Some(((first, act), others)) = fact.setters.split_first() else {
                continue;
            };
            let Some((second, other)) = others.iter().find(|(kind, _)| kind != first) else {
                continue;
            };
            let name = &fact.field.name;
            findings.push(
                RULE.at(
                    name.loc,
                    format!(
                        "`{}` and `{}` both set `{}`",
                        cx.kind(*first),
                        cx.kind(*second),
                        name.text
                    ),
                )
                .label(format!("a fact of `{}`", entity.name.text))
                .also(cx.act_at(*first, Step::Base(*act)), "sets it")
                .also(cx.act_at(*second, Step::Base(*other)), "sets it, too")
                .hint("let one of them own the fact and give the other one a fact of its own"),
            );
        }
    }
}
