//! The net of a case kind, out of the model.

use coact_model::ctp::{Act, FactWord, Outcome, Step, fact_of};
use coact_model::model::{
    ActionRule, CaseKind, CaseKindId, KindId, LawBody, LinkId, Mode, Model, NodeId, Policy,
    Response, WaitLink,
};

use super::{Bounds, Decision, Guard, Net, Place, Unexplored, Wait, orders};
use crate::local::{Memory, Table};

/// So many instances can be told apart in the index of a state.
const MOST_PLACES: usize = 24;

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
    };
    for root in &def.roots {
        instances(&mut net, def, *root, None, bounds)?;
    }
    decisions(&mut net, def);
    let guards: Vec<Vec<Vec<Guard>>> = (0..net.places.len()).map(|at| guards(&net, at)).collect();
    let occasions: Vec<Vec<Vec<usize>>> = (0..net.places.len())
        .map(|at| occasions(&net, at))
        .collect();
    let answers: Vec<_> = (0..net.places.len()).map(|at| answers(&net, at)).collect();
    let made = guards.into_iter().zip(occasions).zip(answers);
    for (place, ((guards, occasions), answers)) in net.places.iter_mut().zip(made) {
        place.guards = guards;
        place.occasions = occasions;
        place.answers = answers;
    }
    Ok(net)
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
            return Err(Unexplored::TooMany(MOST_PLACES));
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
            guards: Vec::new(),
            tacit,
            occasions: Vec::new(),
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
        returns: model.kinds[kind].acts.iter().any(|act| act.tacit),
        recalls: policy == Policy::Cascade,
        settled: settled(model, kind),
    }
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
        LawBody::Before(first, _) | LawBody::Precludes(first, _) => Some(*first),
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

/// What guards each step of an instance.
fn guards(net: &Net<'_>, at: usize) -> Vec<Vec<Guard>> {
    let Some(place) = net.places.get(at) else {
        return Vec::new();
    };
    let steps = place.table.steps.iter();
    steps
        .map(|step| {
            let mut guards = waits(net, at, place, *step);
            guards.extend(contained(net, at, place, *step));
            guards.extend(laws(net, at, place, *step));
            guards
        })
        .collect()
}

fn contained(net: &Net<'_>, at: usize, place: &Place, step: Step) -> Vec<Guard> {
    let is_contained = place.policy != Policy::Free;
    let mut guards = Vec::new();
    match (step, place.parent) {
        (REQUEST, Some((parent, link))) => {
            let link = &net.model.links[link];
            let parent_kind = net.places.get(parent).map(|parent| parent.kind);
            if is_contained {
                guards.push(Guard::ParentPromisedAndQuiet(parent));
            } else if Some(link.source.0) == parent_kind {
                guards.push(Guard::Stands(vec![parent], link.source.1));
            }
            if let (Some(max), Some(_)) = (link.max, place.instance) {
                guards.push(Guard::Fewer(siblings(net, at, place), max));
            }
        }
        (Step::Revoke(_), Some((parent, _))) if is_contained => {
            guards.push(Guard::ParentPromised(parent));
        }
        (Step::Allow(Act::Request | Act::Promise), _) => {
            let held = place.children.iter().copied().filter(|child| {
                net.places
                    .get(*child)
                    .is_some_and(|child| child.policy != Policy::Free)
            });
            let held: Vec<usize> = held.collect();
            if !held.is_empty() {
                guards.push(Guard::Settled(held));
            }
        }
        _ => {}
    }
    guards
}

/// The instances of the same node within the same one, this one included.
fn siblings(net: &Net<'_>, at: usize, place: &Place) -> Vec<usize> {
    let Some(parent) = place.parent.and_then(|(parent, _)| net.places.get(parent)) else {
        return vec![at];
    };
    let same = |child: &usize| {
        net.places
            .get(*child)
            .is_some_and(|it| it.node == place.node)
    };
    parent.children.iter().copied().filter(same).collect()
}

fn waits(net: &Net<'_>, at: usize, place: &Place, step: Step) -> Vec<Guard> {
    let Step::Base(act) = step else {
        return Vec::new();
    };
    let links = net.model.waits.iter();
    links
        .filter(|(_, wait)| wait.target == (place.kind, act))
        .filter_map(|(id, link)| {
            let from = match act {
                Act::Request => place.parent.map(|(parent, _)| parent)?,
                _ => at,
            };
            let around = shared(net, from, link.source.0)?;
            Some(Guard::Wait(wait(net, id, link, around)))
        })
        .collect()
}

fn wait(net: &Net<'_>, id: coact_model::model::WaitId, link: &WaitLink, around: usize) -> Wait {
    let (source, fact) = link.source;
    let is_around = net
        .places
        .get(around)
        .is_some_and(|place| place.kind == source);
    let of = if is_around {
        vec![around]
    } else {
        inside(net, around, source)
    };
    let first = of.first().and_then(|place| net.places.get(*place));
    let asked_by = first.and_then(|place| place.parent).map(|(_, link)| link);
    let (least, most) = asked_by.map_or((1, None), |link| {
        (net.model.links[link].min, net.model.links[link].max)
    });
    let is_one = first.is_none_or(|place| place.instance.is_none()) && least > 0;
    let decided = net.decisions.iter().position(|decision| {
        let first = of.first();
        !is_one && first.is_some_and(|first| decision.children.contains(first))
    });
    Wait {
        id,
        of,
        fact,
        count: link.count,
        least,
        most,
        decided,
        is_around,
    }
}

/// The nearest instance around this one, itself included, that is or encloses instances of a kind.
fn shared(net: &Net<'_>, from: usize, kind: KindId) -> Option<usize> {
    let mut at = Some(from);
    while let Some(place) = at {
        let own = net.places.get(place)?;
        if own.kind == kind || !inside(net, place, kind).is_empty() {
            return Some(place);
        }
        at = own.parent.map(|(parent, _)| parent);
    }
    None
}

/// The instances of a kind within another.
fn inside(net: &Net<'_>, around: usize, kind: KindId) -> Vec<usize> {
    let mut open = vec![around];
    let mut found = Vec::new();
    while let Some(place) = open.pop().and_then(|at| net.places.get(at)) {
        for child in &place.children {
            open.push(*child);
            if net.places.get(*child).is_some_and(|it| it.kind == kind) {
                found.push(*child);
            }
        }
    }
    found.sort_unstable();
    found
}

fn laws(net: &Net<'_>, at: usize, place: &Place, step: Step) -> Vec<Guard> {
    let brought = (place.kind, fact_of(step));
    let from = match step {
        REQUEST => place.parent.map_or(at, |(parent, _)| parent),
        _ => at,
    };
    let places_of = |kind: KindId| match shared(net, from, kind) {
        Some(around) if net.places.get(around).is_some_and(|it| it.kind == kind) => vec![around],
        Some(around) => inside(net, around, kind),
        None => net
            .places
            .iter()
            .enumerate()
            .filter(|(_, it)| it.kind == kind)
            .map(|(at, _)| at)
            .collect(),
    };
    orders(net.model)
        .filter_map(|law| match law {
            LawBody::Before(first, second) if *second == brought => {
                Some(Guard::Stands(places_of(first.0), first.1))
            }
            LawBody::Precludes(first, second) if *second == brought => {
                Some(Guard::StandsNot(places_of(first.0), first.1))
            }
            _ => None,
        })
        .collect()
}

/// For each step of an instance, whose automations may ask anew because of it.
fn occasions(net: &Net<'_>, at: usize) -> Vec<Vec<usize>> {
    let Some(place) = net.places.get(at) else {
        return Vec::new();
    };
    let steps = place.table.steps.iter();
    steps
        .map(|step| {
            let fact = (place.kind, fact_of(*step));
            let asked = |(child, it): (usize, &Place)| {
                it.memory.most_asked?;
                let mut links = net.model.links.iter();
                let starts =
                    links.any(|(_, link)| link.source == fact && link.target == (it.kind, REQUEST));
                let parent = it.parent.map(|(parent, _)| parent);
                let near = parent == Some(at) || parent == place.parent.map(|(parent, _)| parent);
                (starts && near).then_some(child)
            };
            net.places.iter().enumerate().filter_map(asked).collect()
        })
        .collect()
}

/// For each step of an instance, the facts that it answers by a link or rule.
fn answers(net: &Net<'_>, at: usize) -> Vec<Vec<(Vec<usize>, FactWord)>> {
    let Some(place) = net.places.get(at) else {
        return Vec::new();
    };
    let model = net.model;
    let steps = place.table.steps.iter();
    steps
        .map(|step| {
            let target = (place.kind, *step);
            let links = model.links.values();
            let links = links
                .filter(|link| link.target == target)
                .map(|link| link.source);
            let rules = model.rules.values().filter(|rule| {
                let mut responses = rule.then.iter().chain(&rule.otherwise);
                responses.any(|response| (response.kind, response.step) == target)
            });
            let facts = links.chain(rules.map(|rule| (rule.kind, rule.on)));
            facts
                .filter_map(|(kind, fact)| {
                    let around = shared(net, at, kind)?;
                    let is_around = net.places.get(around).is_some_and(|it| it.kind == kind);
                    let of = if is_around {
                        vec![around]
                    } else {
                        inside(net, around, kind)
                    };
                    Some((of, fact))
                })
                .collect()
        })
        .collect()
}
