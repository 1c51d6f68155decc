//! Acts of transactions, and what links and rules give them.

use super::super::reads::{Scope, fact};
use super::super::{By, Field, Target, Use};
use super::Edges;
use crate::model::{ActDef, CommandRef, EventRef, KindId, PayloadOrigin, Response, RuleId, Type};

impl<'m> Edges<'m> {
    pub(super) fn acts(&mut self) {
        for (id, kind) in self.model.kinds.iter() {
            for act in &kind.acts {
                self.act(id, act);
            }
        }
    }

    fn act(&mut self, kind: KindId, act: &'m ActDef) {
        let entity = self.model.kinds[kind].product.entity;
        let command = CommandRef::Act(kind, act.step);
        let event = EventRef::Act(kind, act.step);
        let automated = self.index.is_automated(kind, act.step);
        for (at, field) in act.payload.iter().enumerate() {
            let (given, recorded) = (Field::Command(command, at), Field::Event(event, at));
            let loc = field.name.loc;
            match field.origin {
                PayloadOrigin::FilledIn(_) => {
                    if let Type::Entity(parent) = field.ty {
                        self.same(Field::Key(parent), recorded, loc);
                    }
                }
                PayloadOrigin::Fact(_) | PayloadOrigin::Data => {
                    if !act.tacit && !automated {
                        self.given(command, given, loc);
                    }
                    self.same(given, recorded, loc);
                }
            }
            if let PayloadOrigin::Fact(set) | PayloadOrigin::FilledIn(set) = field.origin {
                self.same(recorded, fact(self.model, entity, set), loc);
            }
        }
        if let Some(due) = &act.due {
            self.uses(due, Scope::default(), Use::Due(command));
        }
    }

    pub(super) fn links(&mut self) {
        for (id, link) in self.model.links.iter() {
            let (kind, step) = link.target;
            for (at, value) in &link.payload {
                let to = Field::Command(CommandRef::Act(kind, step), *at);
                self.reads(value, Scope::default(), Target::Field(to), By::Link(id));
            }
            if let Some(subject) = &link.subject {
                self.uses(subject, Scope::default(), Use::Links(id));
            }
            if let Some(key) = &link.key {
                let to = Field::Key(self.model.kinds[kind].product.entity);
                self.reads(key, Scope::default(), Target::Field(to), By::Link(id));
            }
        }
    }

    pub(super) fn rules(&mut self) {
        for (id, rule) in self.model.rules.iter() {
            for assessment in &rule.assessments {
                self.uses(&assessment.condition, Scope::default(), Use::Judged(id));
            }
            for response in rule.then.iter().chain(&rule.otherwise) {
                self.response(id, response);
            }
        }
    }

    fn response(&mut self, rule: RuleId, response: &'m Response) {
        let command = CommandRef::Act(response.kind, response.step);
        let answers = Use::Answers(rule);
        let scope = self.each(response.each.as_ref(), Scope::default(), answers);
        for (at, value) in &response.payload {
            let to = Target::Field(Field::Command(command, *at));
            self.reads(value, scope, to, By::Rule(rule));
        }
        for expr in response.subject.iter().chain(&response.condition) {
            self.uses(expr, scope, answers);
        }
        if let Some(key) = &response.key {
            let to = Field::Key(self.model.kinds[response.kind].product.entity);
            self.reads(key, scope, Target::Field(to), By::Rule(rule));
        }
    }
}
