//! The net of a case kind, out of the model.

mod guards;
mod never;
mod parts;
mod reads;

use coact_model::ctp::{Act, FactWord, Outcome, Step};
use coact_model::model::{
    ActionRule, CaseKind, CaseKindId, KindId, LawBody, LinkId, Mode, Model, NodeId, Policy,
    Response,
};

use super::{Bounds, Decision, Guard, Net, Place, Unexplored, orders};
use crate::local::{Local, Memory, Table};

/// So many instances are built at most.
const MOST_PLACES: usize = 20_000;

const REQUEST: Step = Step::Base(Act::Request);

pub(super) fn net(model: &Model, case: CaseKindId, bounds: Bounds) -> Result<Net<'_>, Unexplored> {
    let def = &model.cases[case];
    let kinds: Vec<KindId> = def.nodes.values().map(|node| node.kind).collect();
    let apart = model.links.iter().find(|(_, link)| {
        link.apart && (kinds.contains(&link.source.0) || kinds.contains(&link.target.0))
    });
    if let Some((link, _)) = apart {
        return Err(Unexplored::Apart(link));
    }
    let mut net = Net {
        model,
        case,
        places: Vec::new(),
        decisions: Vec::new(),
        parts: Vec::new(),
        urgent: Vec::new(),
        settled: Guard::clear(Vec::new()),
        failed: Guard::any(Vec::new()),
        never: Vec::new(),
        recalls: Vec::new(),
    };
    for root in &def.roots {
        instances(&mut net, def, *root, None, bounds)?;
    }
    decisions(&mut net, def);
    let answers: Vec<_> = (0..net.places.len())
        .map(|at| guards::answers(&net, at))
        .collect();
    for (place, answers) in net.places.iter_mut().zip(answers) {
        place.answers = answers;
    }
    let all: Vec<usize> = (0..net.places.len()).collect();
    net.settled = Guard::clear(reads::unless(&net, &all, |_, it| reads::is_settled(it)));
    net.failed = Guard::any(reads::where_so(&net, &all, has_failed));
    net.parts = parts::of(&net);
    net.urgent = parts::urgent(&net);
    net.never = never::of(&net);
    net.recalls = all
        .iter()
        .copied()
        .filter(|at| {
            net.places
                .get(*at)
                .is_some_and(|at| !at.children.is_empty())
        })
        .map(|at| {
            (
                at,
                Guard::clear(reads::unless(&net, &[at], |_, it| is_recalled(it))),
            )
        })
        .collect();
    Ok(net)
}

/// It is asked to be taken back as a whole.
const fn is_recalled(state: Local) -> bool {
    matches!(state.status.pending, Some(Act::Request | Act::Promise))
}

/// It has failed for good, and the model accepts that.
fn has_failed(place: &Place, state: Local) -> bool {
    let is_over = !state.status.is_live() && state.status.pending.is_none();
    let most = place.memory.most_asked;
    let used = most.is_some_and(|most| u64::from(state.asked) >= most);
    place.may_fail && is_over && used
}

/// The instances of a node within one of what encloses it, with all that they enclose.
fn instances(
    net: &mut Net<'_>,
    def: &CaseKind,
    node: NodeId,
    around: Option<usize>,
    bounds: Bounds,
) -> Result<(), Unexplored> {
    let model = net.model;
    let of = &def.nodes[node];
    let link = of.parent.map(|(_, link)| link);
    let count = if of.many {
        let (least, most) = link.map_or((1, None), |link| {
            (model.links[link].min, model.links[link].max)
        });
        bounds
            .instances
            .max(least)
            .min(most.unwrap_or(u64::MAX))
            .max(1)
    } else {
        1
    };
    for number in 1..=count {
        let at = net.places.len();
        if at >= MOST_PLACES {
            return Err(Unexplored::TooMany);
        }
        let kind = &model.kinds[of.kind];
        let policy = link.map_or(Policy::Free, |link| model.links[link].policy);
        let memory = memory(model, of.kind, policy);
        let table = Table::of(model.profile, kind, &memory);
        let tacit = tacit(model, of.kind, &table);
        net.places.push(Place {
            node,
            kind: of.kind,
            instance: of.many.then_some(number),
            parent: around.zip(link),
            children: Vec::new(),
            policy,
            table,
            memory,
            tacit,
            answers: Vec::new(),
            may_fail: model
                .links
                .values()
                .any(|link| link.target == (of.kind, REQUEST) && link.risk.is_some()),
        });
        if let Some(parent) = around.and_then(|around| net.places.get_mut(around)) {
            parent.children.push(at);
        }
        for child in &of.children {
            instances(net, def, *child, Some(at), bounds)?;
        }
    }
    Ok(())
}

/// What the states of a kind's instances have to remember.
fn memory(model: &Model, kind: KindId, policy: Policy) -> Memory {
    Memory {
        most_asked: most_asked(model, kind),
        tacit: tacit_acts(model, kind),
        recalls: policy == Policy::Cascade,
        settled: settled(model, kind),
    }
}

/// The acts of a kind that may follow by themselves.
fn tacit_acts(model: &Model, kind: KindId) -> Vec<Act> {
    let acts = model.kinds[kind].acts.iter().filter(|act| act.tacit);
    acts.filter_map(|act| match act.step {
        Step::Base(act) if !matches!(act, Act::Request | Act::Execute) => Some(act),
        _ => None,
    })
    .collect()
}

/// How often a kind may be asked for, where automations alone do.
fn most_asked(model: &Model, kind: KindId) -> Option<u64> {
    let links = model.links.iter();
    let mut most: u64 = 0;
    let mut asked = false;
    for (id, link) in links.filter(|(_, link)| link.target == (kind, REQUEST)) {
        let is_automated =
            link.automated || responses(model, id).any(|(rule, _)| rule.mode == Mode::Automated);
        if !is_automated {
            return None;
        }
        asked = true;
        let times = match link.retry {
            None => 0,
            Some(retry) => retry.times?,
        };
        most = most.max(times.saturating_add(1));
    }
    asked.then_some(most)
}

/// The responses of rules that carry out a link.
fn responses(model: &Model, link: LinkId) -> impl Iterator<Item = (&ActionRule, &Response)> {
    model.rules.values().flat_map(move |rule| {
        rule.then
            .iter()
            .chain(&rule.otherwise)
            .filter(move |response| response.link == Some(link))
            .map(move |response| (rule, response))
    })
}

/// The settled revocations of a kind that guards ask about.
fn settled(model: &Model, kind: KindId) -> Vec<(Act, Outcome)> {
    let waits = model.waits.values().map(|wait| wait.source);
    let laws = orders(model).filter_map(|law| match law {
        LawBody::Before(first, _) | LawBody::Precludes(first, _) => Some(first),
        LawBody::Excludes(..) | LawBody::Condition(_) => None,
    });
    let links = model.links.values().map(|link| link.source);
    let mut found = Vec::new();
    for (of, fact) in waits.chain(laws).chain(links) {
        if let FactWord::Revocation(act, outcome @ (Outcome::Allowed | Outcome::Refused)) = fact
            && of == kind
            && !found.contains(&(act, outcome))
        {
            found.push((act, outcome));
        }
    }
    found
}

/// The steps that follow by themselves. What a condition over data or a time may hold back may also be done later, so it
/// is a step like others.
fn tacit(model: &Model, kind: KindId, table: &Table) -> Vec<usize> {
    let def = &model.kinds[kind];
    let is_held_back = |step: Step| {
        let mut rules = model.rules.values();
        rules.any(|rule| {
            rule.kind == kind
                && !rule.assessments.is_empty()
                && rule
                    .then
                    .iter()
                    .any(|response| (response.kind, response.step) == (kind, step))
        })
    };
    let due = def.acts.iter().any(|act| act.due.is_some());
    def.acts
        .iter()
        .filter(|act| act.tacit && act.step != REQUEST && !due && !is_held_back(act.step))
        .filter_map(|act| table.step(act.step))
        .collect()
}

/// Where somebody has to say that nothing more is asked for.
fn decisions(net: &mut Net<'_>, def: &CaseKind) {
    let mut found: Vec<Decision> = Vec::new();
    for (at, place) in net.places.iter().enumerate() {
        let Some((parent, link)) = place.parent else {
            continue;
        };
        let bounds = &net.model.links[link];
        let is_open = def.nodes[place.node].many || bounds.min == 0;
        if !is_open || bounds.max == Some(bounds.min) {
            continue;
        }
        let known = found
            .iter_mut()
            .find(|known| (known.of, known.link) == (parent, link));
        match known {
            Some(decision) => decision.children.push(at),
            None => found.push(Decision {
                of: parent,
                children: vec![at],
                least: usize::try_from(bounds.min).unwrap_or(usize::MAX),
                link,
            }),
        }
    }
    // One that no wait asks for makes states for nothing.
    found.retain(|decision| {
        let kinds: Vec<KindId> = decision
            .children
            .iter()
            .filter_map(|child| net.places.get(*child))
            .map(|child| child.kind)
            .collect();
        let mut waits = net.model.waits.values();
        waits.any(|wait| wait.count.is_none() && kinds.contains(&wait.source.0))
    });
    net.decisions = found;
}
