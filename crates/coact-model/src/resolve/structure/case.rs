//! Cases: what lives in one stream. A root and everything it encloses is one case; roots about one entity
//! share it; an entity that is created inside a case lives there.

use std::collections::{BTreeMap, BTreeSet};

use super::case_tree::{Grown, Places, Tree, stays_in_the_case};
use super::initiation::{Initiations, Origin};
use super::process::Doubts;
use crate::ctp::Act;
use crate::diagnostics::Diagnostic;
use crate::model::{
    CaseKind, EntityId, Id, KindId, LinkId, List, Model, Node, NodeId, ResponseLink, WaitLink,
};
use crate::rules;

/// The most nodes of one case kind. A case is held in memory and folded as a whole; what is larger is a
/// model in which parts are initiated over and over again.
pub(crate) const MAX_NODES: usize = 10_000;

/// A case kind while it grows.
pub(super) struct Growing {
    pub(super) entity: EntityId,
    pub(super) roots: Vec<NodeId>,
    pub(super) nodes: List<NodeId, Node>,
    pub(super) places: Places,
    /// All links that lead to a node; the node bears the first.
    pub(super) asked_by: BTreeMap<NodeId, Vec<LinkId>>,
}

/// Places every kind in its case and adds the cases to the model, in the order of their first root.
pub(super) fn cases(model: &mut Model, doubts: &Doubts, findings: &mut Vec<Diagnostic>) {
    let initiations = Initiations::of(model, findings);
    let mut cases: Vec<Growing> = Vec::new();
    let mut placed: BTreeSet<KindId> = BTreeSet::new();
    let mut homes: BTreeMap<EntityId, BTreeSet<usize>> = BTreeMap::new();
    let mut named: BTreeMap<EntityId, usize> = BTreeMap::new();
    let mut told = BTreeSet::new();
    // Roots wait until it is known where their entity lives.
    let mut waiting: Vec<KindId> = model
        .kinds
        .ids()
        .filter(|kind| initiations.is_root(*kind))
        .collect();
    loop {
        let before = waiting.len();
        let mut later = Vec::new();
        for kind in waiting {
            let product = &model.kinds[kind].product;
            let entity = model.foundation(product.entity);
            let created_elsewhere = !product.new && !model.makers(entity).is_empty();
            let at: BTreeSet<usize> = if created_elsewhere {
                homes.get(&entity).cloned().unwrap_or_default()
            } else {
                // The case that the entity's key names.
                let own = named.entry(entity).or_insert_with(|| {
                    cases.push(Growing {
                        entity,
                        roots: Vec::new(),
                        nodes: List::default(),
                        places: Places::default(),
                        asked_by: BTreeMap::new(),
                    });
                    cases.len() - 1
                });
                BTreeSet::from([*own])
            };
            if at.is_empty() {
                later.push(kind);
                continue;
            }
            for index in at {
                let Some(case) = cases.get_mut(index) else {
                    continue;
                };
                let known = case.nodes.len();
                let mut tree = Tree {
                    model,
                    initiations: &initiations,
                    case,
                    told: &mut told,
                    findings,
                };
                if tree.grow(kind) == Grown::TooLarge {
                    findings.push(rules::case_too_large(
                        model.kinds[kind].name.loc,
                        &model.kinds[kind].name.text,
                        MAX_NODES,
                    ));
                    return;
                }
                for node in case.nodes.values().skip(known) {
                    placed.insert(node.kind);
                    let product = &model.kinds[node.kind].product;
                    if product.new {
                        let made = model.foundation(product.entity);
                        homes.entry(made).or_default().insert(index);
                    }
                }
            }
        }
        waiting = later;
        if waiting.is_empty() || waiting.len() == before {
            break;
        }
    }
    if !doubts.anywhere {
        unplaced(model, &initiations, &placed, &told, doubts, findings);
    }
    cases.sort_by_key(|case| case.roots.first().map(|root| case.nodes[*root].kind));
    chains(model, &cases);
    for case in cases {
        model.cases.push(CaseKind {
            entity: case.entity,
            roots: case.roots,
            nodes: case.nodes,
        });
    }
    if !doubts.anywhere {
        shared_waits(model, doubts, findings);
    }
}

/// `X accepted -> request Y` between two children of one transaction is that transaction's response together
/// with the wait: Y is not asked for before X is accepted. Where other links lead to the same place too, any
/// of them may be the reason to ask.
fn chains(model: &mut Model, cases: &[Growing]) {
    let mut chained: BTreeSet<LinkId> = BTreeSet::new();
    let mut free: BTreeSet<LinkId> = BTreeSet::new();
    for case in cases {
        for (id, node) in case.nodes.iter() {
            let Some((parent, link)) = node.parent else {
                continue;
            };
            let around = case.nodes[parent].kind;
            let single = case.asked_by.get(&id).is_none_or(|links| links.len() == 1);
            if single && model.links[link].source.0 != around {
                chained.insert(link);
            } else {
                free.insert(link);
            }
        }
    }
    for link in chained.difference(&free) {
        let link = &model.links[*link];
        let (source, target) = (link.source, (link.target.0, Act::Request));
        let written = model
            .waits
            .values()
            .any(|wait| wait.source == source && wait.target == target);
        if !written {
            let loc = link.loc;
            model.waits.push(WaitLink {
                source,
                target,
                count: Some(1),
                loc,
            });
        }
    }
}

/// Reports the kinds that never happen, each at its own cause only.
fn unplaced(
    model: &Model,
    initiations: &Initiations,
    placed: &BTreeSet<KindId>,
    told: &BTreeSet<LinkId>,
    doubts: &Doubts,
    findings: &mut Vec<Diagnostic>,
) {
    let reached = initiations.reached(model);
    let by_child = initiations.by_child();
    for (id, kind) in model.kinds.iter() {
        if doubts.kinds.contains(&id) {
            continue;
        }
        if placed.contains(&id) {
            if matches!(initiations.origin(id), Origin::Root { unasked: false })
                && !reached.contains(&id)
            {
                findings.push(rules::only_in_a_circle(kind.name.loc, &kind.name.text));
            }
            continue;
        }
        match initiations.origin(id) {
            Origin::Asked { roles } => {
                for role in roles {
                    let actor = &model.actors[*role].name;
                    findings.push(rules::nobody_asks(kind.name.loc, &kind.name.text, actor));
                }
            }
            // Its entity is made by a kind that never happens, or only after it.
            Origin::Root { .. } => {
                if let Some(creator) = model.makers(kind.product.entity).first().copied()
                    && initiations.starts(creator)
                {
                    findings.push(rules::nothing_to_be_about(
                        kind.name.loc,
                        &kind.name.text,
                        &model.entities[kind.product.entity].name,
                        &model.kinds[creator].name,
                    ));
                }
            }
            // Whatever asks for it never happens, or the link is reported, or who would have to ask may not.
            Origin::Linked => {
                for (source, link) in by_child.get(&id).into_iter().flatten() {
                    if !placed.contains(source) || told.contains(link) {
                        continue;
                    }
                    findings.push(rules::asker_not_entitled(
                        model.links[*link].loc,
                        &model.kinds[*source].name,
                        &kind.name,
                    ));
                }
            }
        }
    }
}

/// A wait is decided within the nearest transaction that encloses both ends; there has to be one.
fn shared_waits(model: &Model, doubts: &Doubts, findings: &mut Vec<Diagnostic>) {
    // Where a kind sits: case and root, so that two places of one pair share at least the root.
    let mut places: BTreeMap<KindId, BTreeSet<(usize, usize)>> = BTreeMap::new();
    for (case, kind) in model.cases.iter() {
        let mut roots: Vec<usize> = Vec::new();
        for (id, node) in kind.nodes.iter() {
            let root = node
                .parent
                .and_then(|(parent, _)| roots.get(parent.index()).copied())
                .unwrap_or_else(|| id.index());
            roots.push(root);
            places
                .entry(node.kind)
                .or_default()
                .insert((case.index(), root));
        }
    }
    for wait in model.waits.values() {
        let (Some(source), Some(target)) = (places.get(&wait.source.0), places.get(&wait.target.0))
        else {
            continue;
        };
        let doubtful = |kind| doubts.kinds.contains(&kind);
        if doubtful(wait.source.0) || doubtful(wait.target.0) {
            continue;
        }
        if !target.is_subset(source) {
            let apart = model
                .links
                .values()
                .find(|link| link.apart && asks_for_an_end(link, wait));
            // A link that cannot be `apart` is told, and nothing that comes of it.
            if apart.is_some_and(|link| stays_in_the_case(model, link)) {
                continue;
            }
            findings.push(rules::wait_across_cases(
                wait.loc,
                &model.kinds[wait.source.0].name,
                &model.kinds[wait.target.0].name,
                apart.map(|link| (link.loc, link.needs_subject(model))),
            ));
        }
    }
}

/// Whether a link asks for one end of a wait from the other.
fn asks_for_an_end(link: &ResponseLink, wait: &WaitLink) -> bool {
    let ends = (link.source.0, link.target.0);
    let (source, target) = (wait.source.0, wait.target.0);
    ends == (source, target) || ends == (target, source)
}
