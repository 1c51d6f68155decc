//! What encloses a transaction kind, and what it encloses or asks for apart.

use super::{REQUEST, Topology};
use crate::model::{CaseKindId, EntityId, KindId, LinkId, ResponseLink};

impl<'a> Topology<'a> {
    /// The enclosing kind and the link by which a kind is initiated.
    pub fn link(&self, kind: KindId) -> Option<(KindId, &'a ResponseLink)> {
        self.place(kind)
            .parent
            .map(|(parent, link)| (parent, &self.model.links[link]))
    }

    /// The enclosing kind.
    pub fn parent(&self, kind: KindId) -> Option<KindId> {
        self.place(kind).parent.map(|(parent, _)| parent)
    }

    /// The kind that asks for this one apart, from a case of its own, and the link by which it does.
    pub fn apart(&self, kind: KindId) -> Option<(KindId, &'a ResponseLink)> {
        let mut links = self.model.links.values();
        let asks = |link: &&ResponseLink| link.apart && link.target == (kind, REQUEST);
        links.find(asks).map(|link| (link.source.0, link))
    }

    /// The kinds that a kind asks for apart.
    pub fn apart_children(&self, kind: KindId) -> Vec<(KindId, &'a ResponseLink)> {
        let asked = |child: KindId| {
            let (parent, link) = self.apart(child)?;
            (parent == kind).then_some((child, link))
        };
        self.model.kinds.ids().filter_map(asked).collect()
    }

    /// Whether any kind is asked for apart.
    pub fn has_apart(&self) -> bool {
        self.model
            .kinds
            .ids()
            .any(|kind| self.apart(kind).is_some())
    }

    /// The kind of a case that is asked for apart, where there is one.
    pub fn apart_root(&self, case: CaseKindId) -> Option<KindId> {
        let mut kinds = self.kinds_of(case).into_iter();
        kinds.find(|kind| self.apart(*kind).is_some())
    }

    /// The kind that encloses this one, or asks for it apart.
    pub fn around(&self, kind: KindId) -> Option<KindId> {
        let apart = || self.apart(kind).map(|(parent, _)| parent);
        self.parent(kind).or_else(apart)
    }

    /// The kinds that a kind encloses directly.
    pub fn children(&self, kind: KindId) -> Vec<(KindId, LinkId)> {
        let inside = |child: KindId| {
            let (parent, link) = self.place(child).parent?;
            (parent == kind).then_some((child, link))
        };
        self.model.kinds.ids().filter_map(inside).collect()
    }

    /// All kinds of a case kind, parents before children.
    pub fn kinds_of(&self, case: CaseKindId) -> Vec<KindId> {
        let nodes = self.model.cases[case].nodes.values();
        nodes.map(|node| node.kind).collect()
    }

    /// The entities that live in a case: the one that names it, and those its kinds are about, each with all that are known
    /// with its key.
    pub fn entities_of(&self, case: CaseKindId) -> Vec<EntityId> {
        let named = self.model.cases[case].entity;
        let subjects = self
            .kinds_of(case)
            .into_iter()
            .map(|kind| self.subject(kind));
        let mut entities = Vec::new();
        for entity in std::iter::once(named).chain(subjects) {
            for same in self.model.family(entity) {
                if !entities.contains(&same) {
                    entities.push(same);
                }
            }
        }
        entities
    }

    /// The kind whose request makes an entity, the first where several do.
    pub fn maker(&self, entity: EntityId) -> Option<KindId> {
        self.model.makers(entity).first().copied()
    }

    /// A kind with those that enclose it, innermost first.
    pub fn enclosing(&self, kind: KindId) -> Vec<KindId> {
        let mut all = vec![kind];
        let mut next = kind;
        while let Some(parent) = self.parent(next).filter(|parent| !all.contains(parent)) {
            all.push(parent);
            next = parent;
        }
        all
    }

    /// The nearest transaction that encloses both, either of them included.
    pub fn shared(&self, a: KindId, b: KindId) -> Option<KindId> {
        let outer = self.enclosing(b);
        self.enclosing(a)
            .into_iter()
            .find(|kind| outer.contains(kind))
    }

    /// Whether an instance of a kind tells which instance of `around` encloses it: its parent does, and what has the
    /// same subject.
    pub fn sees(&self, kind: KindId, around: KindId) -> bool {
        let enclosing = self.enclosing(kind);
        let mut beyond = enclosing.iter().skip(1).take_while(|next| **next != around);
        !self.place(around).many
            || kind == around
            || beyond.all(|next| !self.place(*next).own_subject)
    }

    /// Whether the entity that a kind asks for is made by its request under a key drawn by the shell.
    pub fn draws_key(&self, kind: KindId) -> bool {
        self.kind(kind).product.new && self.entity(self.subject(kind)).key_generated
    }
}
