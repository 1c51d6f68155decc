//! Entities: keys, facts, derived facts and laws.

use super::super::reads::{Scope, fact};
use super::super::{Field, Source, Use};
use super::Edges;
use crate::ctp::{Act, Step};
use crate::model::{CommandRef, EntityForm, EntityId, KindId, LawBody};

impl Edges<'_> {
    pub(super) fn entities(&mut self) {
        for (id, entity) in self.model.entities.iter() {
            self.key(id);
            for (at, declared) in entity.facts.iter().enumerate() {
                if declared.inherited.is_some() {
                    continue;
                }
                let to = Field::Fact(id, at);
                let loc = declared.field.name.loc;
                self.default(&declared.field, to);
                match &entity.imported {
                    Some(model) => self.enters(Source::Model(model.clone()), to, loc),
                    None if entity.external && declared.setters.is_empty() => {
                        self.enters(Source::Elsewhere, to, loc);
                    }
                    None => {}
                }
            }
            for (at, derived) in entity.derived.iter().enumerate() {
                self.value(&derived.value, Scope::default(), Field::Derived(id, at));
            }
            for law in &entity.laws {
                match &law.body {
                    LawBody::Condition(condition) => {
                        self.uses(condition, Scope::default(), Use::Law(id));
                    }
                    LawBody::Excludes(one, other) => {
                        for at in [*one, *other] {
                            self.used(fact(self.model, id, at), Use::Law(id), law.name.loc);
                        }
                    }
                    LawBody::Before(..) | LawBody::Precludes(..) => {}
                }
            }
            for (facts, loc) in &entity.uniques {
                for at in facts {
                    self.used(fact(self.model, id, *at), Use::Unique(id), *loc);
                }
            }
        }
    }

    fn key(&mut self, id: EntityId) {
        let entity = &self.model.entities[id];
        let (to, loc) = (Field::Key(id), entity.key.name.loc);
        if let Some(model) = &entity.imported {
            self.enters(Source::Model(model.clone()), to, loc);
            return;
        }
        match &entity.form {
            EntityForm::Specialised(of, _) => {
                self.same(Field::Key(*of), to, loc);
                return;
            }
            EntityForm::Generalised(all) => {
                for of in all {
                    self.same(Field::Key(*of), to, loc);
                }
                return;
            }
            EntityForm::Own | EntityForm::Aggregated(_) => {}
        }
        if entity.key_generated {
            self.enters(Source::Generated, to, loc);
            return;
        }
        let mut made = false;
        for (kind, found) in self.model.kinds.iter() {
            if found.product.new && found.product.entity == id {
                made = true;
                self.key_of_request(kind, to);
            }
        }
        if !made {
            self.enters(Source::Elsewhere, to, loc);
        }
    }

    /// Whoever asks names the new entity, unless a link or rule does.
    fn key_of_request(&mut self, kind: KindId, to: Field) {
        let step = Step::Base(Act::Request);
        if self.index.is_automated(kind, step) {
            return;
        }
        let loc = self.model.kinds[kind]
            .act(step)
            .and_then(|act| act.declared);
        let loc = loc.unwrap_or(self.model.kinds[kind].name.loc);
        self.given(CommandRef::Act(kind, step), to, loc);
    }
}
