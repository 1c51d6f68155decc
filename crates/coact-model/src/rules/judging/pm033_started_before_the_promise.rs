use super::Cx;
use crate::ctp::{Act, FactWord, Step};
use crate::diagnostics::Severity;
use crate::model::Policy;
use crate::rules::{Findings, Rule};

/// A child that is asked for before its parent is promised.
pub(crate) const RULE: Rule = Rule {
    code: "PM033",
    name: "started-before-the-promise",
    severity: Severity::Error,
    page: include_str!("../../../rules/PM033.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    for link in cx.model.links.values() {
        if link.source.1 == FactWord::Base(Act::Request)
            && link.target.1 == Step::Base(Act::Request)
            && link.source.0 != link.target.0
            && link.policy != Policy::Free
        {
            let promised = cx.fact((link.source.0, FactWord::Base(Act::Promise)));
            findings.push(
                RULE.at(
                    link.loc,
                    format!(
                        "`{}` is asked for before `{}` is promised",
                        cx.kind(link.target.0),
                        cx.kind(link.source.0)
                    ),
                )
                .label("nobody is committed yet")
                .hint(format!(
                    "start it from `{promised}`, or add `on revert free`"
                )),
            );
        }
    }
}
