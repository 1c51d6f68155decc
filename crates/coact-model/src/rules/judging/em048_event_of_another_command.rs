use super::Cx;
use super::trials::Trial;
use crate::ctp::{Act, Step};
use crate::diagnostics::Severity;
use crate::model::{EventRef, Expect, Policy, SpecStepKind};
use crate::rules::{Findings, Rule};

/// An event that cannot come of what was done.
pub(crate) const RULE: Rule = Rule {
    code: "EM048",
    name: "event-of-another-command",
    severity: Severity::Error,
    page: include_str!("../../../rules/EM048.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    let model = cx.model;
    for trial in model.specs.values().flat_map(Trial::of) {
        let (name, comes): (&str, Box<dyn Fn(EventRef) -> bool>) = match &trial.done.kind {
            SpecStepKind::When(act) => {
                let own = EventRef::Act(act.kind, act.step);
                let command = model.kinds[act.kind].act(act.step);
                let name = command.map_or("", |act| act.command.text.as_str());
                let undoes = !matches!(act.step, Step::Base(_));
                let comes = move |event| event == own || follows(cx, event, undoes);
                (name, Box::new(comes))
            }
            SpecStepKind::WhenCommand { command, .. } => {
                let command = &model.commands[*command];
                let comes = |event| {
                    let mut emissions = command.emissions();
                    emissions.any(|emission| event == EventRef::Plain(emission.event))
                        || command.no_more.is_some() && follows(cx, event, false)
                };
                (&command.name.text, Box::new(comes))
            }
            _ => continue,
        };
        for (expect, loc) in &trial.expected {
            let event = match expect {
                Expect::Event { kind, step, .. } => EventRef::Act(*kind, *step),
                Expect::PlainEvent { event, .. } => EventRef::Plain(*event),
                _ => continue,
            };
            if comes(event) {
                continue;
            }
            let expected = model.event_name(event);
            let hint = match model.commands_of(event).as_slice() {
                [] => format!("nothing brings `{expected}` about"),
                [first, ..] => format!(
                    "it comes of `{first}`: give that in a `when` of its own, or say `when automations run` where nobody gives it"
                ),
            };
            findings.push(
                RULE.at(*loc, format!("`{expected}` does not come of `{name}`"))
                    .label("never comes of it")
                    .also(trial.done.named, "what is done")
                    .hint(hint),
            );
        }
    }
}

/// Whether an event may come with another one, by itself: of a tacit act, or of a request that is taken back with that of
/// its parent.
fn follows(cx: &Cx<'_>, event: EventRef, undoes: bool) -> bool {
    let EventRef::Act(kind, step) = event else {
        return false;
    };
    let act = cx.model.kinds[kind].act(step);
    let cascades = || {
        let mut links = cx.model.links.values();
        links.any(|link| link.policy == Policy::Cascade)
    };
    act.is_some_and(|act| act.tacit) || undoes && step == Step::Revoke(Act::Request) && cascades()
}
