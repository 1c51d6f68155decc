//! The text that a form stands for. Every member of the form is named here, so that one that is added cannot be
//! forgotten: a member that follows from others is passed over by its name.

mod action;
mod aggregates;
mod cooperation;
mod facts;
mod files;
mod imported;
mod marks;
mod organisation;
mod pasts;
mod process;
mod specs;
mod stories;
mod systems;
mod types;
mod views;

use std::collections::BTreeSet;

use heck::ToSnakeCase;

use super::home::Home;
use super::language::Text;
use crate::json::Document;
use crate::json::document::{LevelWord, ProfileWord};
use crate::resolve::mentions;
use files::File;
pub(super) use imported::imported;
pub(super) use pasts::Pasts;
use stories::Rest;

/// A text of a form.
pub(super) struct Written {
    /// The model that it is of, where that is one that the form's model imports.
    pub(super) imported: Option<String>,
    /// The context that it is of.
    pub(super) context: Option<String>,
    /// The text.
    pub(super) text: String,
}

/// The texts of the form's own model, in their order.
pub(super) fn own(document: &Document, text: &mut Text) -> Vec<Written> {
    let files = files::files(document);
    let mut rest = Rest::of(document);
    let mut texts: Vec<Written> = Vec::new();
    let mut head = String::new();
    for (at, file) in files.iter().enumerate() {
        document.header(at == 0, file.context, text);
        if at == 0 {
            head = text.next(Home::default());
        }
        document.write(file, &mut rest, text);
        let context = file.context.and_then(|at| document.contexts.get(at));
        texts.push(Written {
            imported: None,
            context: context.map(|context| context.name.clone()),
            text: text.next(Home::default()),
        });
    }
    text.pasts_left();
    document.imports(&texts, text);
    head.push_str(&text.next(Home::default()));
    if let Some(first) = texts.first_mut() {
        head.push_str(&first.text);
        first.text = head;
    }
    texts
}

impl Document {
    /// The first lines of a file; options of the model stand in the first one.
    fn header(&self, first: bool, context: Option<usize>, text: &mut Text) {
        if first {
            text.pasts = Pasts::of(&self.pasts, &self.upcasts);
            text.doc("//!", self.doc.as_ref());
        }
        text.put("model ");
        text.name("model", &self.model);
        if first {
            self.options(text);
        }
        if let Some(at) = context
            && let Some(context) = self.contexts.get(at)
        {
            text.beside("contexts", at, |text| {
                text.put(" context ");
                text.name("name", &context.name);
            });
        }
        text.put("\n");
        if !first {
            text.put("\n");
        }
    }

    /// The models that are imported. One of which something comes with others, and nothing is named, is not.
    fn imports(&self, texts: &[Written], text: &mut Text) {
        let is_import = |name: &str| self.imports.iter().any(|model| model == name);
        let named = texts.iter().flat_map(|it| mentions(&it.text, is_import));
        let named: BTreeSet<&str> = named.map(|it| it.model).collect();
        text.each("imports", &self.imports, |text, _, model| {
            if named.contains(model.as_str()) || !self.has_some_of(model) {
                text.put("import ");
                text.bare_name(model);
                text.put("\n");
            }
        });
        text.put("\n");
    }

    fn options(&self, text: &mut Text) {
        text.put(match self.profile {
            ProfileWord::Demo4 => "",
            ProfileWord::Demo3 => " ctp demo3",
        });
        if self.zone != "UTC" {
            text.put(" zone");
            text.string("zone", Some(&self.zone));
        }
        text.put(match self.level {
            LevelWord::Sketch => " level sketch",
            LevelWord::Standard => "",
            LevelWord::Strict => " level strict",
        });
    }

    fn write(&self, file: &File, rest: &mut Rest<'_>, text: &mut Text) {
        let Self {
            format: _,
            model: _,
            doc: _,
            profile: _,
            level: _,
            zone: _,
            contexts: _,
            imports: _,
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
            pasts: _,
            upcasts: _,
            stories,
            stubs: _,
            specs: _,
            derived_slices: _,
            not_shown: _,
        } = self;
        // What is imported stands in a text of its own model.
        macro_rules! part {
            ($list:ident, |$text:ident, $it:ident| $write:expr) => {
                text.some(
                    stringify!($list),
                    $list,
                    file.part(stringify!($list)),
                    |$text, $it| $write,
                )
            };
        }
        part!(scalars, |text, it| if it.imported.is_none() {
            it.write(text);
        });
        part!(enumerations, |text, it| if it.imported.is_none() {
            it.write(self, text);
        });
        part!(values, |text, it| if it.imported.is_none() {
            it.write(self, text);
        });
        part!(entities, |text, it| if it.imported.is_none() {
            it.write(self, text);
        });
        part!(actors, |text, it| it.write(self, text));
        part!(transactions, |text, it| it.write(self, text));
        part!(banks, |text, it| it.write(self, text));
        if file.has_rest {
            text.each("accesses", accesses, |text, _, it| it.write(text));
        }
        part!(positions, |text, it| it.write(text));
        if file.has_rest {
            text.each("delegations", delegations, |text, _, it| it.write(text));
            self.write_process(responses, waits, text);
            text.each("rules", rules, |text, _, it| it.write(self, text));
        }
        part!(lookups, |text, it| it.write(text));
        self.write_aggregates(file, text);
        part!(systems, |text, it| it.write(self, text));
        part!(views, |text, it| if it.imported.is_none() {
            it.write(self, text);
        });
        part!(queries, |text, it| it.write(text));
        part!(screens, |text, it| it.write(self, text));
        if file.has_rest {
            text.each("definitions", definitions, |text, _, it| it.write(text));
        }
        part!(stories, |text, it| it.write(rest, text));
        if file.has_rest {
            rest.specs(&[], text);
            rest.left(text);
        }
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
