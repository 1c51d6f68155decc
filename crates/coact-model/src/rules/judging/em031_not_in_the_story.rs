use super::Cx;
use crate::diagnostics::Severity;
use std::collections::BTreeSet;

use crate::model::{AutomationSource, Shown, SliceElement, ViewId};
use crate::rules::{Findings, Rule};

/// A view in no slice of a model that tells stories.
pub(crate) const RULE: Rule = Rule {
    code: "EM031",
    name: "not-in-the-story",
    severity: Severity::Warning,
    page: include_str!("../../../rules/EM031.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    let model = cx.model;
    if model.stories.is_empty() {
        return;
    }
    let slices = model.stories.values().flat_map(|story| &story.slices);
    let elements = slices.flat_map(|slice| &slice.elements);
    let mut shown: BTreeSet<ViewId> = BTreeSet::new();
    for (element, _) in elements {
        match element {
            SliceElement::View(view) => {
                shown.insert(*view);
            }
            SliceElement::Screen(screen) => {
                for (what, ..) in &model.screens[*screen].shows {
                    shown.insert(match what {
                        Shown::View(view) => *view,
                        Shown::Query(query) => model.queries[*query].view,
                    });
                }
            }
            SliceElement::Reaction(id) => {
                if let AutomationSource::View(view) = cx.model.automations[*id].source {
                    shown.insert(view);
                }
            }
            SliceElement::Command(..)
            | SliceElement::Event(..)
            | SliceElement::Automation(..)
            | SliceElement::Translation(_)
            | SliceElement::Stub(_)
            | SliceElement::Sketch(_) => {}
        }
    }
    for (id, view) in model.views.iter() {
        if !shown.contains(&id) {
            findings.push(
                RULE.at(
                    view.name.loc,
                    format!("no slice shows `{}`", view.name.text),
                )
                .label("not in the story")
                .hint("name it in the slice where somebody looks at it"),
            );
        }
    }
}
