//! Calls of external systems, automations, translations, look-ups.

use super::super::reads::Scope;
use super::super::{By, Field, Source, Target, Use};
use super::Edges;
use crate::model::{
    AutomationSource, AutomationTarget, EventRef, GivenCommand, LookupId, Type, ViewId,
};

impl<'m> Edges<'m> {
    pub(super) fn calls(&mut self) {
        for (id, call) in self.model.calls.iter() {
            for (at, field) in call.fields.iter().enumerate() {
                let told = Field::Call(id, at);
                self.default(field, told);
                self.used(told, Use::Told(call.system), field.name.loc);
            }
            for (outcome, found) in call.outcomes.iter().enumerate() {
                for (at, field) in found.fields.iter().enumerate() {
                    let answered = Field::Outcome(id, outcome, at);
                    self.enters(Source::System(call.system), answered, field.name.loc);
                }
            }
        }
    }

    pub(super) fn automations(&mut self) {
        for (id, automation) in self.model.automations.iter() {
            let scope = match automation.source {
                AutomationSource::View(view) => Scope {
                    view: Some(view),
                    ..Scope::default()
                },
                AutomationSource::Event(event) => Scope {
                    event: Some(event),
                    ..Scope::default()
                },
            };
            for condition in automation.filter.iter().chain(&automation.due) {
                self.uses(condition, scope, Use::Automates(id));
            }
            match &automation.target {
                AutomationTarget::Command(given) => {
                    self.given_command(given, scope, By::Automation);
                }
                AutomationTarget::Call {
                    call,
                    fields,
                    outcomes,
                } => {
                    for (at, value) in fields.iter().enumerate() {
                        let to = Target::Field(Field::Call(*call, at));
                        self.reads(value, scope, to, By::Automation);
                    }
                    for (at, given) in outcomes.iter().enumerate() {
                        let scope = Scope {
                            outcome: Some((*call, at)),
                            ..scope
                        };
                        self.given_command(given, scope, By::Automation);
                    }
                }
            }
        }
    }

    pub(super) fn translations(&mut self) {
        for translation in self.model.translations.values() {
            let scope = Scope {
                event: Some(EventRef::Plain(translation.event)),
                ..Scope::default()
            };
            self.given_command(&translation.command, scope, By::Translation);
        }
    }

    fn given_command(&mut self, given: &'m GivenCommand, scope: Scope<'m>, by: By) {
        for (at, value) in &given.fields {
            let to = Target::Field(Field::Command(given.command, *at));
            self.reads(value, scope, to, by);
        }
        if let Some(subject) = &given.subject {
            self.uses(subject, scope, Use::About(given.command));
        }
    }

    pub(super) fn lookups(&mut self) {
        for (id, lookup) in self.model.lookups.iter() {
            let answer = Field::Answer(id);
            for (at, (name, _)) in lookup.params.iter().enumerate() {
                self.same(Field::Asked(id, at), answer, name.loc);
            }
            match lookup.from {
                None => self.enters(Source::Host, answer, lookup.name.loc),
                Some(view) => {
                    for at in self.answering(id, view) {
                        self.same(Field::View(view, at), answer, lookup.name.loc);
                    }
                }
            }
        }
    }

    /// The fields of the view that answer: the one called like the look-up or the only one of its type, or all that
    /// a value has.
    fn answering(&self, id: LookupId, view: ViewId) -> Vec<usize> {
        let lookup = &self.model.lookups[id];
        let result = match &lookup.result {
            Type::Optional(inner) => &**inner,
            other => other,
        };
        let fields = self.model.views[view].fields.iter().enumerate();
        let fields: Vec<_> = fields.filter(|(_, field)| !field.key).collect();
        let fits = |ty: &Type| *ty == lookup.result || ty == result;
        let of_type: Vec<usize> = fields
            .iter()
            .filter(|(_, field)| fits(&field.ty))
            .map(|(at, _)| *at)
            .collect();
        let named = |name: &str| fields.iter().find(|(_, field)| field.name.text == name);
        match named(&lookup.name.text) {
            Some((at, field)) if fits(&field.ty) => return vec![*at],
            _ => {}
        }
        if let Type::Value(value) = result {
            let parts = self.model.values[*value].fields.iter();
            let all: Option<Vec<usize>> = parts
                .map(|part| named(&part.name.text).map(|(at, _)| *at))
                .collect();
            if let Some(all) = all {
                return all;
            }
        }
        of_type
    }
}
