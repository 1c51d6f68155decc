use super::Cx;
use crate::ctp::{Act, FactWord, Step};
use crate::diagnostics::Severity;
use crate::rules::{Findings, Rule};

/// A child that is always asked for, and that its parent may be completed without.
pub(crate) const RULE: Rule = Rule {
    code: "PM043",
    name: "child-not-waited-for",
    severity: Severity::Warning,
    page: include_str!("../../../rules/PM043.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    for link in cx.model.links.values() {
        let ((parent, after), (child, step)) = (link.source, link.target);
        let asked_before_the_end = matches!(after, FactWord::Base(act) if !matches!(act, Act::Accept | Act::Decline | Act::Reject));
        let asks = step == Step::Base(Act::Request) && parent != child;
        if !asks
            || !asked_before_the_end
            || link.min == 0
            || link.apart
            || !cx.waits_from(child).is_empty()
        {
            continue;
        }
        let (parent, child) = (cx.kind(parent), cx.kind(child));
        findings.push(
            RULE.at(
                link.loc,
                format!("`{parent}` may be accepted while `{child}` is still under way"),
            )
            .label("nothing waits for it")
            .hint(format!(
                "let an act wait for it: `{child} accepted ~> execute {parent}`"
            )),
        );
    }
}
