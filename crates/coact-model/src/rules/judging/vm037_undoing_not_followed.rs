use std::collections::BTreeSet;

use coact_syntax::ast::RowVerb;

use super::Cx;
use crate::ctp::{Act, Base, FactWord, Outcome, Revocable, Step, revocable, stands, step_of};
use crate::diagnostics::{Diagnostic, Severity};
use crate::model::{EventRef, Handler, KindId, RowSet, View};
use crate::rules::{Findings, Rule};

/// A view that shows an act and goes on to show it when it is taken back.
pub(crate) const RULE: Rule = Rule {
    code: "VM037",
    name: "undoing-not-followed",
    severity: Severity::Warning,
    page: include_str!("../../../rules/VM037.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    let views = cx.model.views.values();
    for view in views.filter(|view| view.facts_of.is_none()) {
        for kind in kinds(view) {
            for undoing in revocable(cx.model.profile) {
                let step = step_of(FactWord::Revocation(undoing.act, Outcome::Allowed));
                if cx.is_told(kind, step) {
                    findings.extend(not_followed(cx, view, (kind, step), undoing));
                }
            }
        }
    }
}

/// The transactions of which a view shows something.
fn kinds(view: &View) -> BTreeSet<KindId> {
    let acts = view.handlers.iter().filter_map(|it| it.on.act());
    acts.map(|(kind, _)| kind).collect()
}

fn not_followed(
    cx: &Cx<'_>,
    view: &View,
    (kind, step): (KindId, Step),
    undoing: &Revocable,
) -> Option<Diagnostic> {
    let on = EventRef::Act(kind, step);
    let answers: Vec<&Handler> = view.handlers.iter().filter(|it| it.on == on).collect();
    let asked = EventRef::Act(kind, Step::Revoke(undoing.act));
    let is_told_otherwise = view.handlers.iter().any(|it| it.on == asked);
    if is_told_otherwise || answers.iter().any(|it| it.verb == RowVerb::Remove) {
        return None;
    }
    let accepts_itself = cx.model.kinds[kind].is_tacit(Act::Accept);
    let is_lost = |act| is_lost(undoing, act, accepts_itself);
    let followed: BTreeSet<usize> = answers.iter().flat_map(|it| fields(it)).collect();
    let is_shown = |handler: &Handler, act: Act| match handler.verb {
        // What took the row out took out every state before it too; missing is only the one that comes back.
        RowVerb::Remove => act == undoing.act && answers.is_empty(),
        // The row may stay, and say that it is history.
        RowVerb::Add | RowVerb::Set => is_lost(act) && answers.is_empty(),
        RowVerb::Update => is_lost(act) && !fields(handler).any(|field| followed.contains(&field)),
    };
    let shown = view.handlers.iter().find(|handler| {
        matches!(handler.on.act(), Some((of, Step::Base(act))) if of == kind && is_shown(handler, act))
    })?;
    let event = cx.model.event_name(on);
    let name = &view.name.text;
    let (message, label, verb) = if shown.verb == RowVerb::Remove {
        ("leaves the row out", "taken out for good", "add")
    } else {
        ("goes on to show this", "taken back then", "…")
    };
    Some(
        RULE.at(shown.loc, format!("`{name}` {message} after `{event}`"))
            .label(label)
            .also(cx.act_at(kind, step), "takes it back")
            .hint(format!("say what becomes of the row: `on {event} {verb}`")),
    )
}

/// The fields that a handler sets.
fn fields(handler: &Handler) -> impl Iterator<Item = usize> {
    handler.sets.iter().map(|set| match set {
        RowSet::Field(at, _) | RowSet::Element { field: at, .. } => *at,
    })
}

/// Whether the act no longer stands after the undoing. What is accepted by itself does not rest before.
fn is_lost(undoing: &Revocable, act: Act, accepts_itself: bool) -> bool {
    let passing = |base| accepts_itself && matches!(base, Base::Declared | Base::Rejected);
    let mut from = undoing.from.iter().filter(|base| !passing(**base));
    !stands(undoing.back_to, act) && from.any(|base| stands(*base, act))
}
