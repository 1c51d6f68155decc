//! Links: what is asked for, and what is waited for.

use super::{Element, listed};
use crate::Loc;
use crate::ctp::{Act, Step};
use crate::json::words;
use crate::model::{CaseKind, KindId, LinkId, Model, NodeId, Policy, Retry, WaitId};

/// Every link.
pub(super) fn all(model: &Model) -> impl Iterator<Item = (Loc, Element)> {
    let responses = model.links.iter();
    let responses = responses.map(|(id, link)| (link.loc, Element::Response(id)));
    let waits = model.waits.iter();
    responses.chain(waits.map(|(id, wait)| (wait.loc, Element::Wait(id))))
}

/// A response link: who asks, how often, about what.
pub(super) fn response(model: &Model, id: LinkId) -> (String, Vec<String>) {
    let link = &model.links[id];
    let title = format!(
        "{} -> {}",
        words::fact(model, link.source),
        words::act(model, link.target)
    );
    let mut said = vec![number(link.min, link.max)];
    if link.target.1 == Step::Base(Act::Request) {
        said.extend(subject(model, id));
    }
    if link.automated {
        said.push("Asked without a person, in the name of the party entitled to it.".to_owned());
    }
    match link.retry {
        Some(Retry { times: None }) => said.push("Asked again after every decline.".to_owned()),
        Some(Retry { times: Some(times) }) => {
            said.push(format!(
                "Asked again after a decline, {times} times at most."
            ));
        }
        None => {}
    }
    if link.target.1 == Step::Base(Act::Request) {
        let child = words::kind(model, link.target.0);
        said.push(match link.policy {
            Policy::Contained => format!(
                "What encloses it is taken back only when every `{child}` is settled."
            ),
            Policy::Cascade => format!(
                "Taking back what encloses it asks to take back the request of every `{child}` that is not settled."
            ),
            Policy::Free => format!("A `{child}` may outlive what encloses it."),
        });
    }
    (title, said)
}

fn number(min: u64, max: Option<u64>) -> String {
    match (min, max) {
        (1, Some(1)) => "Performed once.".to_owned(),
        (0, Some(1)) => "Performed once or not at all.".to_owned(),
        (min, Some(max)) if min == max => format!("Performed {min} times."),
        (min, Some(max)) => format!("Performed {min} to {max} times."),
        (0, None) => "Performed any number of times.".to_owned(),
        (1, None) => "Performed at least once.".to_owned(),
        (min, None) => format!("Performed at least {min} times."),
    }
}

/// What the child is about.
fn subject(model: &Model, id: LinkId) -> Option<String> {
    let link = &model.links[id];
    let child = &model.kinds[link.target.0];
    let entity = words::entity(model, child.product.entity);
    let nodes = model.cases.values().flat_map(|case| case.nodes.values());
    let node = nodes
        .filter(|node| node.parent.is_some_and(|(_, by)| by == id))
        .chain(
            model
                .cases
                .values()
                .flat_map(|case| case.nodes.values())
                .filter(|node| node.parent.is_some() && node.kind == link.target.0),
        )
        .next();
    Some(match node {
        Some(node) if node.parents_subject => {
            format!("Is about the `{entity}` that the transaction around it is about.")
        }
        Some(_) if child.product.new => format!("Is about a new `{entity}` per request."),
        None if link.apart && child.product.new => {
            format!("Is about a new `{entity}` per request, in a case of its own.")
        }
        None if link.apart => {
            format!("Is about the `{entity}` that its request names, in that one's case.")
        }
        _ => return None,
    })
}

/// A wait link: which instances are meant.
pub(super) fn wait(model: &Model, id: WaitId) -> (String, Vec<String>) {
    let wait = &model.waits[id];
    let (source, target) = (wait.source, (wait.target.0, Step::Base(wait.target.1)));
    let title = format!(
        "{} ~> {}",
        words::fact(model, source),
        words::act(model, target)
    );
    let kind = words::kind(model, source.0);
    let around: Vec<String> = around(model, source.0, target.0)
        .into_iter()
        .map(|kind| format!("`{}`", words::kind(model, kind)))
        .collect();
    let inside = if around.is_empty() {
        "in the same case".to_owned()
    } else {
        format!("inside the same {}", listed(&around, "or"))
    };
    let meant = match wait.count {
        Some(count) => format!("Means at least {count} of the `{kind}` {inside}."),
        None => format!(
            "Means every `{kind}` {inside} that was asked for and not withdrawn{}.",
            at_least(model, source.0)
        ),
    };
    let standing = "Opens while the fact stands with no revocation pending, and closes again if it no longer does.";
    (title, vec![meant, standing.to_owned()])
}

/// The least number that the links ask for.
fn at_least(model: &Model, child: KindId) -> String {
    let min = model
        .links
        .values()
        .filter(|link| link.target == (child, Step::Base(Act::Request)))
        .map(|link| link.min)
        .min();
    match min {
        Some(min) if min > 0 => format!(", and at least {min}"),
        _ => String::new(),
    }
}

/// The nearest transactions that enclose both, one per case that has both.
fn around(model: &Model, a: KindId, b: KindId) -> Vec<KindId> {
    let mut found = Vec::new();
    for case in model.cases.values() {
        let of = |kind: KindId| case.nodes.iter().filter(move |(_, node)| node.kind == kind);
        for (first, _) in of(a) {
            for (second, _) in of(b) {
                let above = ancestors(case, second);
                let shared = ancestors(case, first)
                    .into_iter()
                    .find(|node| above.contains(node));
                if let Some(shared) = shared {
                    found.push(case.nodes[shared].kind);
                }
            }
        }
    }
    found.sort();
    found.dedup();
    found
}

/// The node and all that encloses it, from the inside.
fn ancestors(case: &CaseKind, node: NodeId) -> Vec<NodeId> {
    std::iter::successors(Some(node), |node| {
        case.nodes[*node].parent.map(|(parent, _)| parent)
    })
    .collect()
}
