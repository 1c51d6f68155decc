use super::Cx;
use crate::ctp::{Act, Step};
use crate::diagnostics::Severity;
use crate::model::KindId;
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
    for (id, entity) in cx.model.entities.iter() {
        // What one entity is made with, another is that specialises it.
        let makers = cx.model.makers(id);
        let makes = |(kind, act): &(KindId, Act)| *act == Act::Request && makers.contains(kind);
        // A fact that is handed on is told where it is declared.
        for fact in entity.facts.iter().filter(|fact| fact.inherited.is_none()) {
            let Some((one, others)) = fact.setters.split_first() else {
                continue;
            };
            let is_second =
                |other: &&(KindId, Act)| other.0 != one.0 && !(makes(one) && makes(other));
            let Some((second, other)) = others.iter().find(is_second) else {
                continue;
            };
            let (first, act) = one;
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
