//! A way through a net in words: one line per act.

use coact_model::ctp::{self, Act, Performer, Step};
use coact_model::model::Model;

use crate::net::{Move, Net};

/// One act of a trace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The roles that may perform it.
    pub actor: String,
    /// The act: `request OrderPaying`.
    pub act: String,
    /// Which of several instances.
    pub instance: Option<u64>,
    /// Where it leads: `requested`, `promised, revoke request pending`.
    pub now: String,
    /// It follows from the line before in the same commit.
    pub is_tacit: bool,
}

/// The lines of a way.
pub fn trace(net: &Net<'_>, way: &[Move]) -> Vec<Line> {
    let mut state = net.initial();
    let mut lines = Vec::new();
    for made in way {
        let Some(tacit) = net.make(&mut state, *made) else {
            break;
        };
        match *made {
            Move::Act(place, step) => lines.extend(line(net, &state, place, step, false)),
            Move::Decide(number) => lines.extend(decided(net, number)),
        }
        for (place, step) in tacit {
            lines.extend(line(net, &state, place, usize::from(step), true));
        }
    }
    lines
}

fn line(net: &Net<'_>, after: &[u16], place: usize, step: usize, is_tacit: bool) -> Option<Line> {
    let at = net.places.get(place)?;
    let step = *at.table.steps.get(step)?;
    let kind = &net.model.kinds[at.kind];
    Some(Line {
        actor: actors(net.model, at.kind, step),
        act: ctp::step_of_kind(step, &kind.name.text),
        instance: at.instance,
        now: net.local(after, place).words(),
        is_tacit,
    })
}

/// Who performs a step.
fn actors(model: &Model, kind: coact_model::model::KindId, step: Step) -> String {
    let kind = &model.kinds[kind];
    let name = |actor: coact_model::model::ActorId| model.actors[actor].name.text.as_str();
    match ctp::performer(step) {
        Performer::Executor => name(kind.executor).to_owned(),
        Performer::Initiator => {
            let all: Vec<&str> = kind.initiators.iter().map(|actor| name(*actor)).collect();
            all.join(" or ")
        }
    }
}

fn decided(net: &Net<'_>, number: usize) -> Option<Line> {
    let decision = net.decisions.get(number)?;
    let of = net.places.get(decision.of)?;
    let child = net.places.get(*decision.children.first()?)?;
    Some(Line {
        // Whoever asks for them knows.
        actor: actors(net.model, child.kind, Step::Base(Act::Request)),
        act: format!("no more {}", net.model.kinds[child.kind].name.text),
        instance: of.instance,
        now: "decided".to_owned(),
        is_tacit: false,
    })
}
