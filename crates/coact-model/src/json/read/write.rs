//! The text that a form stands for. Every member of the form is named here, so that one that is added cannot be
//! forgotten: a member that follows from others is passed over by its name.

mod action;
mod aggregates;
mod cooperation;
mod facts;
mod marks;
mod organisation;
mod pasts;
mod process;
mod specs;
mod stories;
mod systems;
mod types;
mod views;

use heck::ToSnakeCase;

use super::language::{Refused, Text};
use crate::json::Document;
use crate::json::document::{LevelWord, ProfileWord};
pub(super) use pasts::Pasts;
use stories::Rest;

/// The text of a form, and what of the form could not be written.
pub(super) fn text(document: &Document) -> (String, Vec<Refused>) {
    let mut text = Text::default();
    document.write(&mut text);
    text.done()
}

impl Document {
    fn write(&self, text: &mut Text) {
        let Self {
            format: _,
            model,
            doc,
            profile,
            level,
            zone,
            contexts,
            imports,
            scalars,
            enumerations,
            values,
            entities,
            actors,
            banks,
            accesses,
            positions,
            delegations,
            transactions,
            responses,
            waits,
            cases: _,
            rules,
            lookups,
            aggregates: _,
            commands: _,
            events: _,
            systems,
            automations: _,
            translations: _,
            views,
            queries,
            screens,
            definitions,
            marks: _,
            pasts,
            upcasts,
            stories,
            stubs: _,
            specs: _,
            derived_slices: _,
            not_shown: _,
        } = self;
        text.pasts = Pasts::of(pasts, upcasts);
        text.doc("//!", doc.as_ref());
        text.put("model ");
        text.name("model", model);
        text.put(match profile {
            ProfileWord::Demo4 => "",
            ProfileWord::Demo3 => " ctp demo3",
        });
        if zone != "UTC" {
            text.put(" zone");
            text.string("zone", Some(zone));
        }
        text.put(match level {
            LevelWord::Sketch => " level sketch",
            LevelWord::Standard => "",
            LevelWord::Strict => " level strict",
        });
        text.put("\n\n");
        // One form is one text, and both of these take several.
        if !imports.is_empty() {
            text.at("imports", |text| {
                text.refuse("a model that imports others is not read back")
            });
        }
        if !contexts.is_empty() {
            text.at("contexts", |text| {
                text.refuse("a model with contexts is not read back")
            });
        }
        text.each("scalars", scalars, |text, _, it| it.write(text));
        text.each("enumerations", enumerations, |text, _, it| {
            it.write(self, text)
        });
        text.each("values", values, |text, _, it| it.write(self, text));
        text.each("entities", entities, |text, _, it| it.write(self, text));
        text.each("actors", actors, |text, _, it| it.write(self, text));
        text.each("transactions", transactions, |text, _, it| {
            it.write(self, text)
        });
        text.each("banks", banks, |text, _, it| it.write(self, text));
        text.each("accesses", accesses, |text, _, it| it.write(text));
        text.each("positions", positions, |text, _, it| it.write(text));
        text.each("delegations", delegations, |text, _, it| it.write(text));
        self.write_process(responses, waits, text);
        text.each("rules", rules, |text, _, it| it.write(self, text));
        text.each("lookups", lookups, |text, _, it| it.write(text));
        self.write_aggregates(text);
        text.each("systems", systems, |text, _, it| it.write(self, text));
        text.each("views", views, |text, _, it| it.write(self, text));
        text.each("queries", queries, |text, _, it| it.write(text));
        text.each("screens", screens, |text, _, it| it.write(self, text));
        text.each("definitions", definitions, |text, _, it| it.write(text));
        let mut rest = Rest::of(self);
        text.at("stories", |text| {
            for (at, story) in stories.iter().enumerate() {
                rest.specs(&[], text);
                text.element(at, |text| story.write(&mut rest, text));
            }
        });
        rest.specs(&[], text);
        rest.left(text);
        text.pasts_left();
    }

    /// Whether an entity has a fact, or had it before it was retired.
    fn had_fact(&self, entity: &str, fact: &str) -> bool {
        let mut entities = self.entities.iter().filter(|it| it.name == entity);
        let has = entities.any(|it| it.facts.iter().any(|it| it.field.name == fact));
        let mut pasts = self.pasts.iter().filter(|past| past.sort == "fact");
        has || pasts.any(|past| past.owner.as_deref() == Some(entity) && past.of == fact)
    }

    /// The field that says what a transaction is about that is asked for: `request OrderPaying`.
    fn subject_asked(&self, request: &str) -> String {
        let name = request.rsplit(' ').next();
        let mut transactions = self.transactions.iter();
        transactions
            .find(|transaction| name == Some(transaction.name.as_str()))
            .map(|transaction| transaction.product.entity.to_snake_case())
            .unwrap_or_default()
    }

    /// The field under which a command or event of a transaction bears what it is about.
    fn subject(&self, act: &str) -> String {
        let of = self.transactions.iter().find(|transaction| {
            let mut acts = transaction.acts.iter();
            acts.any(|it| it.command == act || it.event == act)
        });
        of.map(|transaction| transaction.product.entity.to_snake_case())
            .unwrap_or_default()
    }
}
