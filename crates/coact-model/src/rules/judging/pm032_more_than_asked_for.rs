use super::Cx;
use crate::ctp::{Act, Step};
use crate::diagnostics::Severity;
use crate::rules::{Findings, Rule};

/// A wait for more instances than are asked for.
pub(crate) const RULE: Rule = Rule {
    code: "PM032",
    name: "more-than-asked-for",
    severity: Severity::Error,
    page: include_str!("../../../rules/PM032.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    for wait in cx.model.waits.values() {
        let Some(count) = wait.count else { continue };
        let links: Vec<_> = cx
            .links_to(wait.source.0)
            .iter()
            .map(|link| &cx.model.links[*link])
            .filter(|link| link.target.1 == Step::Base(Act::Request))
            .collect();
        let most = links
            .iter()
            .try_fold(0_u64, |sum, link| Some(sum.saturating_add(link.max?)));
        let (Some(most), Some(link)) = (most, links.first()) else {
            continue;
        };
        if most < count {
            findings.push(
                RULE.at(
                    wait.loc,
                    format!("this waits for `{}` {count} times", cx.fact(wait.source)),
                )
                .label("never met")
                .also(link.loc, format!("at most {most} asked for"))
                .hint("wait for fewer, or ask for more"),
            );
        }
    }
}
