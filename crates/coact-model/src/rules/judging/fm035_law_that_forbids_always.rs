use super::Cx;
use crate::ctp::FactWord;
use crate::diagnostics::Severity;
use crate::model::LawBody;
use crate::rules::{Findings, Rule};

/// A preclusion law whose first fact is needed for its second.
pub(crate) const RULE: Rule = Rule {
    code: "FM035",
    name: "law-that-forbids-always",
    severity: Severity::Error,
    page: include_str!("../../../rules/FM035.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    for entity in cx.model.entities.values() {
        for law in &entity.laws {
            if let LawBody::Excludes(a, b) = law.body
                && a == b
                && let Some(fact) = entity.facts.get(a)
            {
                let name = &fact.field.name.text;
                findings.push(
                    RULE.at(law.name.loc, format!("`{name}` excludes itself"))
                        .label("forbids it for good")
                        .hint("name another fact, or leave the law out"),
                );
            }
        }
    }
    let laws = cx.model.entities.values().flat_map(|entity| &entity.laws);
    let laws: Vec<_> = laws
        .filter_map(|law| match law.body {
            LawBody::Precludes((a, FactWord::Base(first)), (b, FactWord::Base(then))) => {
                Some((law, (a, first), (b, then)))
            }
            _ => None,
        })
        .collect();
    if laws.is_empty() {
        return;
    }
    let net = cx.net();
    for (law, first, then) in laws {
        if first == then || net.needs(then).contains(&first) {
            let fact = |act: (_, _)| cx.fact((act.0, FactWord::Base(act.1)));
            findings.push(
                RULE.at(
                    law.name.loc,
                    format!(
                        "`{}` needs `{}` and cannot be after it",
                        fact(then),
                        fact(first)
                    ),
                )
                .label("forbids it for good")
                .hint("turn the law round, or leave it out"),
            );
        }
    }
}
