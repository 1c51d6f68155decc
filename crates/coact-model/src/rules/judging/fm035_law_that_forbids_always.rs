use super::Cx;
use crate::ctp::{Act, FactWord};
use crate::diagnostics::Severity;
use crate::model::{Entity, Fact, LawBody, Type};
use crate::rules::{Findings, Rule};

/// A law that rules out for good what it speaks of.
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
            let LawBody::Excludes(a, b) = law.body else {
                continue;
            };
            let (Some(first), Some(second)) = (entity.facts.get(a), entity.facts.get(b)) else {
                continue;
            };
            let name = &first.field.name.text;
            if a == b {
                findings.push(
                    RULE.at(law.name.loc, format!("`{name}` excludes itself"))
                        .label("forbids it for good")
                        .hint("name another fact, or leave the law out"),
                );
                continue;
            }
            let pairs = [(first, second), (second, first)];
            if let Some((always, never)) = pairs.iter().find(|(it, _)| is_always_there(entity, it))
            {
                let (always, never) = (&always.field.name, &never.field.name);
                findings.push(
                    RULE.at(
                        law.name.loc,
                        format!(
                            "`{}` is there from the beginning, so that `{}` is never given",
                            always.text, never.text
                        ),
                    )
                    .label("forbids it for good")
                    .also(always.loc, "never absent")
                    .hint(format!(
                        "let `{}` be absent (`?`), or leave the law out",
                        always.text
                    )),
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

/// Whether a fact comes with the request that makes its entity, and may not be absent.
fn is_always_there(entity: &Entity, fact: &Fact) -> bool {
    let makes = entity.created_by.map(|kind| (kind, Act::Request));
    makes.is_some_and(|request| fact.setters.contains(&request))
        && !matches!(
            fact.field.ty,
            Type::Optional(_) | Type::List(_) | Type::Map(..) | Type::Error
        )
}
