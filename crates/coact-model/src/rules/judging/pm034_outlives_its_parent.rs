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
    for (parent, kind) in cx.model.kinds.iter() {
        let links = || {
            cx.links_from(parent)
                .iter()
                .map(|link| &cx.model.links[*link])
        };
        let revocable = [Act::Request, Act::Promise]
            .into_iter()
            .any(|act| kind.act(Step::Revoke(act)).is_some());
        let made_good = links().any(|link| matches!(link.source.1, FactWord::Revocation(..)));
        if !revocable || made_good {
            continue;
        }
        let undone = FactWord::Revocation(Act::Promise, Outcome::Allowed);
        for link in links() {
            let (child, step) = link.target;
            if step == Step::Base(Act::Request) && child != parent {
                findings.push(
                    RULE.at(
                        link.loc,
                        format!(
                            "`{}` stays accepted when `{}` is taken back",
                            cx.kind(child),
                            kind.name.text
                        ),
                    )
                    .label("nothing makes good for it")
                    .hint(format!(
                        "add a link from `{}` that asks for what makes good, or narrow the pattern",
                        cx.fact((parent, undone))
                    )),
                );
            }
        }
    }
}
