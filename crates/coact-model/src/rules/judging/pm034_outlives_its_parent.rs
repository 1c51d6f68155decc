use super::Cx;
use crate::ctp::{Act, FactWord, Outcome, Step};
use crate::diagnostics::Severity;
use crate::rules::{Findings, Rule};

/// A child that stays accepted when its parent is taken back.
pub(crate) const RULE: Rule = Rule {
    code: "PM034",
    name: "outlives-its-parent",
    severity: Severity::Warning,
    page: include_str!("../../../rules/PM034.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    for link in cx.model.links.values() {
        let (parent, child) = (link.source.0, link.target.0);
        if link.target.1 != Step::Base(Act::Request) || parent == child {
            continue;
        }
        let revocable = [Act::Request, Act::Promise]
            .into_iter()
            .any(|act| cx.model.kinds[parent].act(Step::Revoke(act)).is_some());
        let made_good = cx
            .links_from(parent)
            .iter()
            .any(|link| matches!(cx.model.links[*link].source.1, FactWord::Revocation(..)));
        if revocable && !made_good {
            findings.push(
                RULE.at(
                    link.loc,
                    format!(
                        "`{}` stays accepted when `{}` is taken back",
                        cx.kind(child),
                        cx.kind(parent)
                    ),
                )
                .label("nothing makes good for it")
                .hint(format!(
                    "add a link from `{}` that asks for what makes good, or narrow the pattern",
                    cx.fact((parent, FactWord::Revocation(Act::Promise, Outcome::Allowed)))
                )),
            );
        }
    }
}
