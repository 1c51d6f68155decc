use super::Cx;
use crate::diagnostics::Severity;
use crate::model::{SliceElement, StubSort};
use crate::rules::{Findings, Rule};

/// A slice that shows neither command nor view.
pub(crate) const RULE: Rule = Rule {
    code: "EM030",
    name: "slice-of-nothing",
    severity: Severity::Warning,
    page: include_str!("../../../rules/EM030.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    for slice in cx.model.stories.values().flat_map(|story| &story.slices) {
        let planned = slice
            .status
            .as_ref()
            .is_some_and(|status| status.text == "planned");
        let shows = |(element, _): &(SliceElement, _)| match element {
            SliceElement::Screen(_) => false,
            SliceElement::Stub(id) => cx.model.stubs[*id].sort != StubSort::Screen,
            _ => true,
        };
        if !planned && !slice.elements.iter().any(shows) {
            findings.push(
                RULE.at(
                    slice.title.loc,
                    "this slice shows neither a command nor a view",
                )
                .label("nothing happens here")
                .hint("name its command, view or automation, or mark it `planned`"),
            );
        }
    }
}
