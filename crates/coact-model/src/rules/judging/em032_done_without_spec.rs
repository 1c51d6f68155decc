use super::Cx;
use super::tried::Tried;
use crate::diagnostics::Severity;
use crate::rules::{Findings, Rule};

/// A done slice that no spec shows.
pub(crate) const RULE: Rule = Rule {
    code: "EM032",
    name: "done-without-spec",
    severity: Severity::Warning,
    page: include_str!("../../../rules/EM032.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    let tried = Tried::of(cx.model);
    for slice in cx.model.stories.values().flat_map(|story| &story.slices) {
        let done = slice.status.as_ref().filter(|status| status.text == "done");
        let Some(done) = done else {
            continue;
        };
        if slice.specs.is_empty() && !tried.shows(cx.model, slice) {
            findings.push(
                RULE.at(done.loc, "this slice is done, and no spec shows it")
                    .label("nothing shows it")
                    .hint("add a spec, or mark the slice `building`"),
            );
        }
    }
}
