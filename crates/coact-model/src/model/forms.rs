//! Entities that specialise others: one thing with one key, seen more generally or more specially.

use super::{EntityForm, EntityId, KindId, Law, LawBody, Model};
use crate::ctp::{Act, FactWord};

impl Model {
    /// What an entity specialises in the end, with whose key it is known; of what specialises nothing, itself.
    pub fn foundation(&self, entity: EntityId) -> EntityId {
        self.lineage(entity).last().unwrap_or(entity)
    }

    /// An entity, then what it specialises, what that one does, and so on.
    pub fn lineage(&self, entity: EntityId) -> impl Iterator<Item = EntityId> + '_ {
        std::iter::successors(Some(entity), |at| match self.entities[*at].form {
            EntityForm::Specialised(base, _) => Some(base),
            _ => None,
        })
    }

    /// Whether one of two entities specialises the other, or they are one.
    pub fn is_same_thing(&self, a: EntityId, b: EntityId) -> bool {
        self.lineage(a).any(|more| more == b) || self.lineage(b).any(|more| more == a)
    }

    /// Whether every instance of one entity is an instance of the other.
    pub fn is_one_of(&self, entity: EntityId, of: EntityId) -> bool {
        self.lineage(entity).any(|more| more == of)
            || match &self.entities[of].form {
                EntityForm::Generalised(parts) => {
                    parts.iter().any(|part| self.is_one_of(entity, *part))
                }
                _ => false,
            }
    }

    /// The entities that have a fact of an entity: where it is declared, and all that specialise that one. They have it at
    /// the same place, for what is handed on stands in front.
    pub fn bearers(&self, entity: EntityId, fact: usize) -> impl Iterator<Item = EntityId> + '_ {
        let is_declared = |id: &EntityId| {
            let found = self.entities[*id].facts.get(fact);
            found.is_none_or(|found| found.inherited.is_none())
        };
        let declared = self.lineage(entity).find(is_declared).unwrap_or(entity);
        let ids = self.entities.ids();
        ids.filter(move |id| self.lineage(*id).any(|more| more == declared))
    }

    /// All that are known with the key of an entity: what it specialises, and all that specialise that.
    pub fn family(&self, entity: EntityId) -> impl Iterator<Item = EntityId> + '_ {
        let foundation = self.foundation(entity);
        let ids = self.entities.ids();
        ids.filter(move |other| self.foundation(*other) == foundation)
    }

    /// The kinds whose requests make an entity: as itself or as one that specialises it; else as what it specialises.
    pub fn makers(&self, entity: EntityId) -> Vec<KindId> {
        self.lineage(entity)
            .map(|at| self.makers_as(at))
            .find(|found| !found.is_empty())
            .unwrap_or_default()
    }

    fn makers_as(&self, entity: EntityId) -> Vec<KindId> {
        let all = self.entities.iter();
        all.filter(|(id, _)| self.lineage(*id).any(|more| more == entity))
            .filter_map(|(_, found)| found.created_by)
            .collect()
    }

    /// The laws on the order of facts: those that are written, and of each kind about an entity that another becomes by a
    /// fact, that this fact comes first.
    pub fn orders(&self) -> Vec<Law> {
        let written = self.entities.values().flat_map(|entity| &entity.laws);
        let written =
            written.filter(|law| matches!(law.body, LawBody::Before(..) | LawBody::Precludes(..)));
        let kinds = self.kinds.iter().flat_map(|(id, kind)| {
            let about = self.lineage(kind.product.entity);
            about.filter_map(move |entity| self.becoming(entity, id))
        });
        written.cloned().chain(kinds).collect()
    }

    /// The law that a kind about an entity that another becomes is requested after it has become one.
    fn becoming(&self, entity: EntityId, kind: KindId) -> Option<Law> {
        let found = &self.entities[entity];
        let EntityForm::Specialised(_, Some(fact)) = found.form else {
            return None;
        };
        let (of, word) = (
            &self.kinds[fact.0].name.text,
            crate::ctp::fact_words(fact.1),
        );
        Some(Law {
            name: found.name.clone(),
            sentence: format!("it is one from `{of} {word}` on"),
            body: LawBody::Before(fact, (kind, FactWord::Base(Act::Request))),
        })
    }
}
