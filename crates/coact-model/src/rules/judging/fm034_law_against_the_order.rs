use super::Cx;
use super::net::Act;
use crate::ctp::FactWord;
use crate::diagnostics::Severity;
use crate::model::{Law, LawBody};
use crate::rules::{Findings, Rule};

/// A precedence law against the pattern, the waits or another law.
pub(crate) const RULE: Rule = Rule {
    code: "FM034",
    name: "law-against-the-order",
    severity: Severity::Error,
    page: include_str!("../../../rules/FM034.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    let laws: Vec<(&Law, Act, Act)> = cx
        .model
        .entities
        .values()
        .flat_map(|entity| &entity.laws)
        .filter_map(|law| match law.body {
            LawBody::Before((a, FactWord::Base(first)), (b, FactWord::Base(then))) => {
                Some((law, (a, first), (b, then)))
            }
            _ => None,
        })
        .collect();
    if laws.is_empty() {
        return;
    }
    let net = cx.net();
    // What the first needs must not contain the second.
    let is_against = |first: Act, then: Act| first == then || net.needs(first).contains(&then);
    for (law, first, then) in &laws {
        let (first, then) = (*first, *then);
        let other = laws
            .iter()
            .find(|(other, a, b)| other.name != law.name && (*a, *b) == (then, first));
        if !is_against(first, then) {
            // Of two laws that demand the opposite it is the one against the process, else the later one.
            let is_to_blame = other.is_some_and(|(other, ..)| {
                !is_against(then, first) && other.name.loc < law.name.loc
            });
            if !is_to_blame {
                continue;
            }
        }
        let fact = |act: Act| cx.fact((act.0, FactWord::Base(act.1)));
        let mut finding = RULE
            .at(
                law.name.loc,
                format!("`{}` never comes before `{}`", fact(first), fact(then)),
            )
            .label("cannot be kept");
        finding = match other {
            Some((other, ..)) => finding.also(other.name.loc, "demands the opposite"),
            None => finding,
        };
        findings.push(finding.hint("turn the law round, or change the process"));
    }
}
