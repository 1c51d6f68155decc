//! Which acts of the pattern the author speaks of.

use std::collections::BTreeSet;

use crate::ctp::{Act, Step, answers};
use crate::model::{ActionRule, CommandRef, KindId, Model, Response, SliceElement};

/// The acts that a model speaks of: in a clause of their transaction, a link, a rule, a form or a slice. That a request
/// may be declined is the pattern's word; only who speaks of it is asked what it is about.
pub(super) fn told(model: &Model) -> BTreeSet<(KindId, Step)> {
    let clauses = model.kinds.iter().flat_map(|(id, kind)| {
        let declared = kind.acts.iter().filter(|act| act.declared.is_some());
        declared.map(move |act| (id, act.step))
    });
    let links = model.links.values().map(|link| link.target);
    let responses = model.rules.values().flat_map(|rule| {
        let all = rule.then.iter().chain(&rule.otherwise);
        let meant = all.filter(|response| !is_no_answer(model, rule, response));
        meant.map(|response| (response.kind, response.step))
    });
    let forms = model.screens.values().flat_map(|screen| &screen.forms);
    let forms = forms.filter_map(|(command, _)| act(*command));
    let slices = model.stories.values().flat_map(|story| &story.slices);
    let shown = slices.flat_map(|slice| &slice.elements);
    let shown = shown.filter_map(|(element, _)| match element {
        SliceElement::Command(command) => act(*command),
        SliceElement::Automation(kind, step) => Some((*kind, *step)),
        _ => None,
    });
    clauses
        .chain(links)
        .chain(responses)
        .chain(forms)
        .chain(shown)
        .collect()
}

/// Whether a rule turns down what nobody asks for there: that is told, and says nothing of the act.
fn is_no_answer(model: &Model, rule: &ActionRule, response: &Response) -> bool {
    let kind = &model.kinds[rule.kind];
    let turns_down = matches!(response.step, Step::Base(Act::Decline | Act::Reject));
    let tacit = kind.is_tacit(Act::Execute);
    response.kind == rule.kind
        && turns_down
        && !answers(model.profile, kind.pattern, tacit, rule.on).contains(&response.step)
}

const fn act(command: CommandRef) -> Option<(KindId, Step)> {
    match command {
        CommandRef::Act(kind, step) => Some((kind, step)),
        CommandRef::Plain(_) => None,
    }
}
