//! One tree of a case: a root and what it encloses.

use std::collections::{BTreeSet, HashMap, VecDeque};

use super::case::{Growing, MAX_NODES};
use super::initiation::{Initiation, Initiations};
use super::{process, subjects};
use crate::ctp::{Performer, Step};
use crate::diagnostics::Diagnostic;
use crate::model::{KindId, LinkId, Model, Node, NodeId, ResponseLink};
use crate::rules;
use coact_syntax::ast::Act;

/// How growing a tree ended.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Grown {
    Whole,
    /// The case has too many nodes.
    TooLarge,
}

/// A place in a case: at most one node of a kind under one parent.
pub(super) type Places = HashMap<(NodeId, KindId), NodeId>;

/// A tree that grows inside its case.
pub(super) struct Tree<'a> {
    pub(super) model: &'a Model,
    pub(super) initiations: &'a Initiations,
    pub(super) case: &'a mut Growing,
    /// Links whose problem is reported already, at another place of the same kind.
    pub(super) told: &'a mut BTreeSet<LinkId>,
    pub(super) findings: &'a mut Vec<Diagnostic>,
}

impl Tree<'_> {
    /// Adds a root with everything it encloses, parents before children.
    pub(super) fn grow(&mut self, kind: KindId) -> Grown {
        let root = self.case.nodes.push(Node {
            kind,
            parent: None,
            children: Vec::new(),
            many: self.model.foundation(self.model.kinds[kind].product.entity) != self.case.entity,
            parents_subject: false,
        });
        self.case.roots.push(root);
        let mut open = VecDeque::from([root]);
        while let Some(node) = open.pop_front() {
            let kind = self.case.nodes[node].kind;
            for initiation in self.initiations.from(kind) {
                if initiation.apart {
                    self.apart(kind, *initiation);
                    continue;
                }
                let parent = match initiation.asker {
                    Performer::Executor => Some(node),
                    // The initiator asks from the transaction in which it is the executor.
                    Performer::Initiator => {
                        let around = self.case.nodes[node].parent.map(|(parent, _)| parent);
                        around
                            .into_iter()
                            .chain([node])
                            .find(|from| self.asks(*from, initiation.child))
                    }
                };
                if let Some(parent) = parent
                    && let Some(child) = self.child(parent, *initiation)
                {
                    open.push_back(child);
                }
                if self.case.nodes.len() > MAX_NODES {
                    return Grown::TooLarge;
                }
            }
        }
        Grown::Whole
    }

    /// Whether the executor of a node may ask for a kind.
    fn asks(&self, node: NodeId, child: KindId) -> bool {
        let executor = self.model.kinds[self.case.nodes[node].kind].executor;
        process::may_perform(self.model, executor, (child, Step::Base(Act::Request)))
    }

    /// Adds a child, once per parent and kind: an instance is its kind and subject, whichever link asks.
    fn child(&mut self, parent: NodeId, initiation: Initiation) -> Option<NodeId> {
        if let Some(known) = self.case.places.get(&(parent, initiation.child)) {
            self.case
                .asked_by
                .entry(*known)
                .or_default()
                .push(initiation.link);
            return None;
        }
        let parent_kind = self.case.nodes[parent].kind;
        let subject = match subjects::of_child(self.model, parent_kind, initiation) {
            Ok(subject) => subject,
            Err(finding) => {
                if self.told.insert(initiation.link) {
                    self.findings.push(*finding);
                }
                return None;
            }
        };
        let child = self.case.nodes.push(Node {
            kind: initiation.child,
            parent: Some((parent, initiation.link)),
            children: Vec::new(),
            many: subject == subjects::Subject::Own,
            parents_subject: subject == subjects::Subject::Parents,
        });
        self.case.nodes[parent].children.push(child);
        self.case.places.insert((parent, initiation.child), child);
        self.case.asked_by.insert(child, vec![initiation.link]);
        Some(child)
    }

    /// A child with a case of its own has a subject of its own, and knows what it was asked for all the same.
    fn apart(&mut self, parent: KindId, initiation: Initiation) {
        let product = &self.model.kinds[initiation.child].product;
        let finding = if product.new {
            subjects::of_child(self.model, parent, initiation).err()
        } else {
            let link = &self.model.links[initiation.link];
            stays_in_the_case(self.model, link).then(|| {
                Box::new(rules::apart_in_one_case(
                    self.model.links[initiation.link].loc,
                    &self.model.kinds[initiation.child].name.text,
                    &self.model.entities[product.entity].name.text,
                ))
            })
        };
        if let Some(finding) = finding
            && self.told.insert(initiation.link)
        {
            self.findings.push(*finding);
        }
    }
}

/// Whether what a link asks for is about what its source is about, and so lives in its case: `apart` it cannot be.
pub(super) fn stays_in_the_case(model: &Model, link: &ResponseLink) -> bool {
    let child = &model.kinds[link.target.0].product;
    !child.new && model.is_same_thing(child.entity, model.kinds[link.source.0].product.entity)
}
