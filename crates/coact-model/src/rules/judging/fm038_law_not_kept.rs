use super::Cx;
use super::net::{Act, Net};
use crate::ctp::{self, FactWord};
use crate::diagnostics::Severity;
use crate::model::LawBody;
use crate::rules::{Findings, Rule};

/// A precedence law that no wait keeps.
pub(crate) const RULE: Rule = Rule {
    code: "FM038",
    name: "law-not-kept",
    severity: Severity::Warning,
    page: include_str!("../../../rules/FM038.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    let laws = cx.model.entities.values().flat_map(|entity| &entity.laws);
    for law in laws {
        let LawBody::Before((a, FactWord::Base(first)), (b, FactWord::Base(then))) = law.body
        else {
            continue;
        };
        let (first, then) = ((a, first), (b, then));
        let net = cx.net();
        // What can never come first is told as an error.
        if first == then || net.needs(then).contains(&first) || net.needs(first).contains(&then) {
            continue;
        }
        let fact = |act: Act| cx.fact((act.0, FactWord::Base(act.1)));
        let wait = format!("{} ~> {}", fact(first), cx.act(wait_for(net, first, then)));
        findings.push(
            RULE.at(
                law.name.loc,
                format!(
                    "the process lets `{}` come before `{}`",
                    cx.act(then),
                    fact(first)
                ),
            )
            .label("rejected then")
            .also(cx.act_at(b, ctp::Step::Base(then.1)), "does not wait")
            .hint(format!("let it wait: `{wait}`")),
        );
    }
}

/// The earliest act of the later transaction that may wait for the first, so that nobody works in vain.
fn wait_for(net: &Net, first: Act, then: Act) -> Act {
    let before = net.needs(first);
    let mut earlier = [ctp::Act::Request, ctp::Act::Execute].into_iter();
    earlier
        .find(|act| net.needs(then).contains(&(then.0, *act)) && !before.contains(&(then.0, *act)))
        .map_or(then, |act| (then.0, act))
}
