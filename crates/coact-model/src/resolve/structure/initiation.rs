//! Who starts a kind: roots that somebody outside asks for, and the links by which one kind asks for another.

use std::collections::{BTreeMap, BTreeSet};

use coact_syntax::ast::{Act, FactWord};

use super::{actors, process};
use crate::ctp::{Performer, Step};
use crate::diagnostics::Diagnostic;
use crate::model::{ActorId, Id, KindId, LinkId, Model};
use crate::rules;

/// A link by which one kind asks for another.
#[derive(Clone, Copy)]
pub(super) struct Initiation {
    pub(super) link: LinkId,
    pub(super) child: KindId,
    /// Which party of the source asks: its executor from within it, its initiator from around it.
    pub(super) asker: Performer,
    pub(super) apart: bool,
}

/// Why a kind can be started.
pub(super) enum Origin {
    /// It has no transaction around it: somebody starts it unasked, or a link asks for it `apart`.
    Root { unasked: bool },
    /// Another kind asks for it.
    Linked,
    /// Neither: these roles would have to, and nothing makes them.
    Asked { roles: Vec<ActorId> },
}

/// All initiations of a model.
pub(super) struct Initiations {
    by_source: BTreeMap<KindId, Vec<Initiation>>,
    origins: Vec<Origin>,
    /// Roles that somebody executes a transaction in: who fills one acts because somebody asked.
    executing: BTreeSet<ActorId>,
}

impl Initiations {
    /// Reads them off the links; circles are reported and cut.
    pub(super) fn of(model: &Model, findings: &mut Vec<Diagnostic>) -> Self {
        let mut by_source: BTreeMap<KindId, Vec<Initiation>> = BTreeMap::new();
        let mut to: BTreeMap<KindId, Vec<ActorId>> = BTreeMap::new();
        let mut linked = BTreeSet::new();
        let mut apart = BTreeSet::new();
        let mut selves = BTreeSet::new();
        for (id, link) in model.links.iter() {
            let (child, Step::Base(Act::Request)) = link.target else {
                continue;
            };
            if link.source.0 == child {
                selves.insert(child);
                continue;
            }
            let asker = asker(model, link.source, child);
            to.entry(child)
                .or_default()
                .extend(roles(model, link.source.0, asker));
            linked.insert(child);
            if link.apart {
                apart.insert(child);
            }
            by_source
                .entry(link.source.0)
                .or_default()
                .push(Initiation {
                    link: id,
                    child,
                    asker,
                    apart: link.apart,
                });
        }
        let executing: BTreeSet<ActorId> = model.kinds.values().map(|kind| kind.executor).collect();
        let origins = model
            .kinds
            .iter()
            .map(|(id, kind)| {
                let asked = to.get(&id).map(Vec::as_slice).unwrap_or_default();
                let free: Vec<ActorId> = kind
                    .initiators
                    .iter()
                    .copied()
                    .filter(|role| {
                        !asked
                            .iter()
                            .any(|by| actors::meet(&model.actors, *by, *role))
                    })
                    .collect();
                let unasked = free
                    .iter()
                    .any(|role| model.actors[*role].external || !executing.contains(role));
                let unasked = unasked || selves.contains(&id);
                if unasked || apart.contains(&id) {
                    Origin::Root { unasked }
                } else if linked.contains(&id) {
                    Origin::Linked
                } else {
                    Origin::Asked { roles: free }
                }
            })
            .collect();
        let mut initiations = Self {
            by_source,
            origins,
            executing,
        };
        initiations.cut_circles(model, findings);
        initiations.chained_roots(model);
        initiations
    }

    /// The kinds that this kind asks for, in the order of the links.
    pub(super) fn from(&self, kind: KindId) -> &[Initiation] {
        self.by_source
            .get(&kind)
            .map(Vec::as_slice)
            .unwrap_or_default()
    }

    /// For each kind the kinds and links that ask for it.
    pub(super) fn by_child(&self) -> BTreeMap<KindId, Vec<(KindId, LinkId)>> {
        let mut links: BTreeMap<KindId, Vec<(KindId, LinkId)>> = BTreeMap::new();
        for (source, all) in &self.by_source {
            for initiation in all {
                links
                    .entry(initiation.child)
                    .or_default()
                    .push((*source, initiation.link));
            }
        }
        links
    }

    pub(super) fn origin(&self, kind: KindId) -> &Origin {
        self.origins.get(kind.index()).unwrap_or(&Origin::Linked)
    }

    pub(super) fn is_root(&self, kind: KindId) -> bool {
        matches!(self.origin(kind), Origin::Root { .. })
    }

    /// Whether there is a way for the kind to be started at all.
    pub(super) fn starts(&self, kind: KindId) -> bool {
        !matches!(self.origin(kind), Origin::Asked { .. })
    }

    /// Everything that starts, counted from what starts unasked.
    pub(super) fn reached(&self, model: &Model) -> BTreeSet<KindId> {
        let mut open: Vec<KindId> = model
            .kinds
            .ids()
            .filter(|kind| matches!(self.origin(*kind), Origin::Root { unasked: true }))
            .collect();
        let mut reached: BTreeSet<KindId> = open.iter().copied().collect();
        while let Some(kind) = open.pop() {
            for next in self.from(kind) {
                if reached.insert(next.child) {
                    open.push(next.child);
                }
            }
        }
        reached
    }

    /// What the initiator of a root asks for next has no transaction around it: it is a root too.
    fn chained_roots(&mut self, model: &Model) {
        let mut open: Vec<KindId> = model
            .kinds
            .ids()
            .filter(|kind| self.is_root(*kind))
            .collect();
        while let Some(kind) = open.pop() {
            let chained: Vec<KindId> = self
                .from(kind)
                .iter()
                .filter(|next| next.asker == Performer::Initiator)
                .map(|next| next.child)
                .collect();
            for child in chained {
                let unasked = roles(model, kind, Performer::Initiator).iter().any(|role| {
                    (model.actors[*role].external || !self.executing.contains(role))
                        && process::may_perform(model, *role, (child, Step::Base(Act::Request)))
                });
                if unasked
                    && !self.is_root(child)
                    && let Some(origin) = self.origins.get_mut(child.index())
                {
                    *origin = Origin::Root { unasked: false };
                    open.push(child);
                }
            }
        }
    }

    /// Reports each circle once, at the link that closes it, and leaves that link out.
    fn cut_circles(&mut self, model: &Model, findings: &mut Vec<Diagnostic>) {
        let mut state: BTreeMap<KindId, bool> = BTreeMap::new();
        let mut closing: BTreeSet<LinkId> = BTreeSet::new();
        for start in model.kinds.ids() {
            if state.contains_key(&start) {
                continue;
            }
            // Depth first with a stack of its own: chains are as long as the model likes.
            let mut path: Vec<(KindId, usize)> = vec![(start, 0)];
            state.insert(start, true);
            while let Some((kind, next)) = path.pop() {
                let Some(initiation) = self.from(kind).get(next) else {
                    state.insert(kind, false);
                    continue;
                };
                path.push((kind, next + 1));
                if initiation.apart {
                    continue;
                }
                match state.get(&initiation.child) {
                    None => {
                        state.insert(initiation.child, true);
                        path.push((initiation.child, 0));
                    }
                    Some(true) => {
                        closing.insert(initiation.link);
                        let names: Vec<&str> = path
                            .iter()
                            .skip_while(|(kind, _)| *kind != initiation.child)
                            .map(|(kind, _)| model.kinds[*kind].name.text.as_str())
                            .collect();
                        findings.push(rules::circle_of_initiation(
                            model.links[initiation.link].loc,
                            &names,
                        ));
                    }
                    Some(false) => {}
                }
            }
        }
        for links in self.by_source.values_mut() {
            links.retain(|initiation| !closing.contains(&initiation.link));
        }
    }
}

/// The roles of a party of a kind.
fn roles(model: &Model, kind: KindId, party: Performer) -> Vec<ActorId> {
    let kind = &model.kinds[kind];
    match party {
        Performer::Initiator => kind.initiators.clone(),
        Performer::Executor => vec![kind.executor],
    }
}

/// Which party of the source asks for the child: the one that has to answer the fact, where it is entitled
/// to, else the other.
fn asker(model: &Model, (source, fact): (KindId, FactWord), child: KindId) -> Performer {
    let answers = match fact {
        FactWord::Base(Act::Declare | Act::Decline | Act::Accept | Act::Reject | Act::Stop) => {
            Performer::Initiator
        }
        _ => Performer::Executor,
    };
    let entitled = roles(model, source, answers)
        .into_iter()
        .any(|role| process::may_perform(model, role, (child, Step::Base(Act::Request))));
    if entitled { answers } else { answers.other() }
}
