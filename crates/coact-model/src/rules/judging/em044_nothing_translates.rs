use super::Cx;
use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::model::{EventId, Model, SketchSource, SpecStepKind};
use crate::rules::{Findings, Rule};

/// An event arrives in a spec, and no translation says what it becomes.
pub(crate) const RULE: Rule = Rule {
    code: "EM044",
    name: "nothing-translates",
    severity: Severity::Error,
    page: include_str!("../../../rules/EM044.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    for (event, loc) in untranslated(cx.model) {
        let name = &cx.model.events[event].name.text;
        findings.push(
            RULE.at(
                loc,
                format!("nothing comes of `{name}`, because no slice translates it"),
            )
            .label("arrives, and nothing happens")
            .hint("add a slice with `translation … -> …` that says which command it becomes"),
        );
    }
}

/// The events that arrive in a spec though nothing translates them, and where they do.
pub(super) fn untranslated(model: &Model) -> impl Iterator<Item = (EventId, Loc)> {
    let steps = model.specs.values().flat_map(|spec| &spec.steps);
    steps.filter_map(|step| {
        let SpecStepKind::Arrives { event, loc, .. } = &step.kind else {
            return None;
        };
        let name = &model.events[*event].name.text;
        let sketched =
            |source: &SketchSource| matches!(source, SketchSource::Outside(it) if it.text == *name);
        let mut translations = model.translations.values();
        let mut sketches = model.sketches.values();
        let taken_up =
            translations.any(|it| it.event == *event) || sketches.any(|it| sketched(&it.source));
        (!taken_up).then_some((*event, *loc))
    })
}

/// Somebody is said to bring about what arrives by itself.
pub(crate) fn nobody_brings_it(loc: Loc, event: &str) -> Diagnostic {
    RULE.at(
        loc,
        format!("`{event}` arrives from outside, so that nobody here brings it about"),
    )
    .label("nobody of this model")
    .hint("leave `by` out")
}
