use super::Cx;
use super::pm030_wait_without_way_out::closed_for_good;
use crate::ctp::{Act, FactWord, Step};
use crate::diagnostics::Severity;
use crate::model::{KindId, Mode};
use crate::rules::{Findings, Rule};

/// A kind that may rest declined or rejected, and holds something up.
pub(crate) const RULE: Rule = Rule {
    code: "CTP003",
    name: "may-rest",
    severity: Severity::Warning,
    page: include_str!("../../../rules/CTP003.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    for (id, kind) in cx.model.kinds.iter() {
        for act in [Act::Decline, Act::Reject] {
            if kind.act(Step::Base(act)).is_none() || is_left(cx, id, act) {
                continue;
            }
            let fact = cx.fact((id, FactWord::Base(act)));
            let finding = RULE
                .at(
                    cx.act_at(id, Step::Base(act)),
                    format!("nothing says what follows `{fact}`"),
                )
                .label("may rest there for good")
                .hint(format!("write a rule on `{fact}`, or a link from it"));
            if act == Act::Decline {
                // Who asked owes nothing more; what waits for it does not go on.
                let mut waits = cx.waits_from(id).iter();
                // A wait that stays closed for good is an error of its own.
                let mut links = cx.links_to(id).iter();
                let told = links.any(|link| closed_for_good(cx, *link).is_some());
                if let Some(wait) = waits.next().filter(|_| !told) {
                    let wait = &cx.model.waits[*wait];
                    let held = format!("`{}` waits for it", cx.act(wait.target));
                    findings.push(finding.also(wait.loc, held));
                }
            } else if declares_itself(cx, id) {
                findings.push(finding);
            }
        }
    }
}

/// Whether nobody has to declare it. Who declared it by hand has it on the agenda again once it is rejected; an
/// automation has done its part.
fn declares_itself(cx: &Cx<'_>, kind: KindId) -> bool {
    let declare = (kind, Step::Base(Act::Declare));
    let mut links = cx.model.links.values();
    let mut rules = cx.model.rules.values();
    links.any(|link| link.automated && link.target == declare)
        || rules.any(|rule| {
            let mut responses = rule.then.iter();
            rule.mode == Mode::Automated
                && responses.any(|response| (response.kind, response.step) == declare)
        })
}

fn is_left(cx: &Cx<'_>, kind: KindId, act: Act) -> bool {
    let fact = FactWord::Base(act);
    let ruled = cx
        .rules_on(kind)
        .iter()
        .any(|rule| cx.model.rules[*rule].on == fact);
    let linked = cx
        .links_from(kind)
        .iter()
        .any(|link| cx.model.links[*link].source.1 == fact);
    let foreseen = act == Act::Decline
        && cx.links_to(kind).iter().any(|link| {
            let link = &cx.model.links[*link];
            link.retry.is_some() || link.risk.is_some()
        });
    ruled || linked || foreseen
}
