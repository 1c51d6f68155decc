//! What comes from outside in specs: events that arrive, and answers to calls.

use coact_syntax::ast;

use super::super::super::cx::nearest;
use super::super::missing::Owner;
use super::super::reactions::outside_event;
use super::super::typer::Typer;
use super::act::Unknown;
use crate::model::{Field, SpecField, SpecStepKind};
use crate::rules;

impl Typer<'_> {
    /// The external system that reports the event of this path.
    pub(super) fn reporting<'p>(&self, path: &'p ast::Path) -> Option<&'p str> {
        let system = &path.model.as_ref()?.text;
        let key = (*self.names.systems.get(system)?, path.name.text.clone());
        let reported = self.names.reported.contains_key(&key);
        reported.then_some(system.as_str())
    }

    /// Whether a path is that of an event from outside, be it misspelt.
    pub(super) fn arrives(&self, path: &ast::Path) -> bool {
        let Some(from) = &path.model else {
            return false;
        };
        let imported = self.names.imports.get(&from.text);
        let of_system = self.names.systems.get(&from.text).is_some_and(|system| {
            let key = (*system, path.name.text.clone());
            !self.names.calls.contains_key(&key)
        });
        of_system || imported.is_some_and(|imported| imported.events.contains_key(&path.name.text))
    }

    /// `when PaymentProvider.PaymentCaptured { … }`
    pub(super) fn when_arrives(
        &mut self,
        path: &ast::Path,
        inits: &[ast::FieldInit],
        by: Option<&ast::Expr>,
    ) -> Option<SpecStepKind> {
        let event = outside_event(self.names, &self.item, path, self.findings)?;
        if let Some(by) = by {
            let loc = self.loc(by.span);
            self.report(rules::nobody_brings_it(loc, &path.name.text));
        }
        // What arrives is tried out as a command is: its values may lie outside their bounds.
        self.daring = true;
        let owner = Owner::PlainEvent(event);
        let fields = self.brought(owner, &self.model.events[event].fields, inits, path);
        self.daring = false;
        Some(SpecStepKind::Arrives {
            event,
            fields: fields?,
            loc: self.loc(path.span()),
        })
    }

    /// `given PaymentProvider.Refund = RefundFailed { reason: "…" }`
    pub(super) fn given_answer(
        &mut self,
        path: &ast::Path,
        outcome: &ast::Name,
        inits: &[ast::FieldInit],
    ) -> Option<SpecStepKind> {
        let names = self.names;
        let call = names.outside(&names.calls, "call", &self.item, path, self.findings)?;
        let model = self.model;
        let outcomes = &model.calls[call].outcomes;
        let Some(at) = outcomes.iter().position(|it| it.name.text == outcome.text) else {
            let loc = self.loc(outcome.span);
            let near = nearest(&outcome.text, outcomes.iter().map(|it| &it.name.text));
            self.report(rules::no_such_outcome(
                loc,
                &path.name.text,
                &outcome.text,
                near,
            ));
            self.lose(inits);
            return None;
        };
        let fields = &outcomes.get(at)?.fields;
        let fields = self.brought(Owner::Outcome(call, at), fields, inits, path)?;
        Some(SpecStepKind::Answer {
            call,
            outcome: at,
            fields,
        })
    }

    /// One value per field, written or made up.
    fn brought(
        &mut self,
        owner: Owner,
        fields: &[Field],
        inits: &[ast::FieldInit],
        path: &ast::Path,
    ) -> Option<Vec<SpecField>> {
        let given = self.assigned(owner, fields, inits, |typer, init, field| {
            typer.spec_value(init, &field.ty, Unknown::Introduced)
        });
        let mut whole = Vec::new();
        for (at, field) in fields.iter().enumerate() {
            let written = given.iter().find(|(known, _)| *known == at);
            whole.push(match written {
                Some((_, value)) => SpecField::Written(value.clone()),
                // What was written could not be read, and is reported.
                None if inits.iter().any(|it| it.name.text == field.name.text) => return None,
                None => self.plain_left_out(field, path.span())?,
            });
        }
        Some(whole)
    }
}
