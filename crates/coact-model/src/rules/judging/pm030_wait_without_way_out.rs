use super::Cx;
use super::net::act_waited_for;
use crate::ctp::{Act, FactWord, Step};
use crate::diagnostics::Severity;
use crate::model::{KindId, LinkId, WaitLink};
use crate::rules::{Findings, Rule};

/// A wait for a child that only an automation asks for, once, and that may be declined.
pub(crate) const RULE: Rule = Rule {
    code: "PM030",
    name: "wait-without-way-out",
    severity: Severity::Error,
    page: include_str!("../../../rules/PM030.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    for (id, link) in cx.model.links.iter() {
        let child = link.target.0;
        let Some(wait) = closed_for_good(cx, id) else {
            continue;
        };
        let declined = cx.fact((child, FactWord::Base(Act::Decline)));
        findings.push(
            RULE.at(
                link.loc,
                format!("`{}` may wait for ever", cx.act(wait.target)),
            )
            .label("asked for once, and may be declined")
            .also(wait.loc, "the wait that then stays closed")
            .hint(format!(
                "add `retry`, a link from `{declined}`, or `risk` with the reason why this is acceptable"
            )),
        );
    }
}

/// The wait that stays closed once what a link asks for is declined.
pub(super) fn closed_for_good<'m>(cx: &Cx<'m>, id: LinkId) -> Option<&'m WaitLink> {
    let link = &cx.model.links[id];
    let (child, step) = link.target;
    let may_fail = cx.model.kinds[child]
        .act(Step::Base(Act::Decline))
        .is_some();
    if step != Step::Base(Act::Request)
        || !may_fail
        || !cx.is_automated(id)
        || link.retry.is_some()
        || link.risk.is_some()
        || has_alternative(cx, child)
    {
        return None;
    }
    let waits = cx.waits_from(child).iter();
    // What never comes to pass anyway is told as such.
    let never = |wait: &WaitLink| act_waited_for(wait).is_some_and(|act| cx.stuck().contains(&act));
    waits
        .map(|wait| &cx.model.waits[*wait])
        .find(|wait| ends_with_decline(wait.source.1) && !never(wait))
}

/// Whether a fact does not stand in a declined transaction.
const fn ends_with_decline(fact: FactWord) -> bool {
    matches!(
        fact,
        FactWord::Base(Act::Promise | Act::Execute | Act::Declare | Act::Accept)
    )
}

/// Whether something follows where the child is declined.
fn has_alternative(cx: &Cx<'_>, child: KindId) -> bool {
    let gives_up = |fact| matches!(fact, FactWord::Base(Act::Decline | Act::Quit));
    let mut links = cx.links_from(child).iter();
    let mut rules = cx.rules_on(child).iter();
    links.any(|link| gives_up(cx.model.links[*link].source.1))
        || rules.any(|rule| gives_up(cx.model.rules[*rule].on))
}
