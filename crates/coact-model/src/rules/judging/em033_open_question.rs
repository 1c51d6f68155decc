use super::Cx;
use crate::diagnostics::Severity;
use crate::rules::{Findings, Rule};

/// A question at level strict.
pub(crate) const RULE: Rule = Rule {
    code: "EM033",
    name: "open-question",
    severity: Severity::Error,
    page: include_str!("../../../rules/EM033.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    let of_stories = cx.model.stories.values().flat_map(|story| {
        let of_slices = story.slices.iter().flat_map(|slice| &slice.marks);
        story.marks.iter().chain(of_slices)
    });
    let of_items = cx.model.marks.iter().map(|it| &it.mark);
    for mark in of_items.chain(of_stories) {
        if mark.word.text == "question" {
            findings.push(
                RULE.at(mark.word.loc, "this question is open")
                    .label("no answer")
                    .hint("answer it, and keep what was decided as a `note`"),
            );
        }
    }
}
