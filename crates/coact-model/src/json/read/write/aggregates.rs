//! Plain commands, events and aggregates.

use super::files::File;
use crate::json::Document;
use crate::json::aggregates::{
    Aggregate, Command, EachElement, Emission, Event, OtherwiseWord, Reads, Requirement,
};
use crate::json::expression::Assignment;
use crate::json::read::language::Text;
use crate::json::types::Field;

impl Document {
    /// Aggregates of a file with what belongs to them, and the commands and events that belong to none.
    pub(super) fn write_aggregates(&self, file: &File, text: &mut Text) {
        text.some(
            "commands",
            &self.commands,
            file.part("commands"),
            |text, it| {
                if it.aggregate.is_none() {
                    it.item(self, text);
                }
            },
        );
        text.some("events", &self.events, file.part("events"), |text, it| {
            if it.aggregate.is_none() && it.imported.is_none() {
                it.write(self, text);
            }
        });
        let part = file.part("aggregates");
        text.some("aggregates", &self.aggregates, part, |text, it| {
            it.write(self, text);
        });
        if file.has_rest {
            self.belongs_nowhere(text);
        }
    }

    /// Commands and events of an aggregate that is not there.
    fn belongs_nowhere(&self, text: &mut Text) {
        let known = |name: &String| self.aggregates.iter().any(|it| it.name == *name);
        let commands = self.commands.iter().map(|it| &it.aggregate).enumerate();
        let events = self.events.iter().map(|it| &it.aggregate).enumerate();
        let commands = commands.map(|(at, of)| ("commands", at, of));
        for (list, at, of) in commands.chain(events.map(|(at, of)| ("events", at, of))) {
            if of.as_ref().is_some_and(|of| !known(of)) {
                text.beside(list, at, |text| {
                    text.at("aggregate", |text| {
                        text.refuse("the form has no such aggregate")
                    });
                });
            }
        }
    }
}

impl Aggregate {
    fn write(&self, document: &Document, text: &mut Text) {
        let Self {
            name,
            doc,
            key,
            key_generated,
            state,
        } = self;
        text.doc("///", doc.as_ref());
        text.put("aggregate ");
        text.name("name", name);
        text.item_past("aggregate", name);
        text.block(|text| {
            let words = if *key_generated { " generated" } else { "" };
            text.at("key", |text| key.write(words, text));
            text.member_past(("aggregate", name), "field", &key.name);
            text.put("\n");
            if !state.is_empty() {
                text.put("state");
                text.block(|text| text.each("state", state, |text, _, field| field.line(text)));
            }
        });
        // What belongs to it stands in its block, and elsewhere in the form.
        text.reopen();
        for (at, command) in document.commands.iter().enumerate() {
            if command.aggregate.as_ref() == Some(name) {
                text.beside("commands", at, |text| command.write(document, text));
                text.put("\n");
            }
        }
        for (at, event) in document.events.iter().enumerate() {
            if event.aggregate.as_ref() == Some(name) {
                text.beside("events", at, |text| event.write(document, text));
            }
        }
        document.write_marks("aggregate", name, text);
        text.put("}\n");
    }
}

impl Command {
    /// A command of no aggregate.
    fn item(&self, document: &Document, text: &mut Text) {
        self.write(document, text);
        if document.has_marks("command", &self.name) {
            text.reopen();
            document.write_marks("command", &self.name, text);
            text.put("}");
        }
        text.put("\n");
    }

    fn write(&self, document: &Document, text: &mut Text) {
        let Self {
            name,
            doc,
            aggregate,
            new,
            fields,
            by,
            reads,
            requires,
            emits,
            otherwise,
        } = self;
        text.doc("///", doc.as_ref());
        text.put(if *new { "new command " } else { "command " });
        text.name("name", name);
        text.item_past("command", name);
        let implicit = usize::from(aggregate.is_some());
        text.put(" {\n");
        text.each("fields", fields, |text, at, field| {
            if at >= implicit {
                field.line(text);
            }
        });
        text.put("}");
        if !by.is_empty() {
            text.put(" by ");
            text.names("by", by, " or ");
        }
        text.put(" {\n");
        text.each("reads", reads, |text, _, it| {
            let Reads {
                name,
                view,
                key,
                many: _,
            } = it;
            text.put("reads ");
            text.name("name", name);
            text.put(" as ");
            text.reference("view", view);
            text.put("[");
            text.expr("key", key);
            text.put("]\n");
        });
        text.each("requires", requires, |text, _, it| {
            let Requirement {
                name,
                sentence,
                condition,
            } = it;
            text.put("requires ");
            text.name("name", name);
            text.string("sentence", sentence.as_ref());
            text.put(": ");
            text.expr("condition", condition);
            text.put("\n");
        });
        text.each("emits", emits, |text, _, it| it.write(document, text));
        match otherwise {
            None => {}
            Some(OtherwiseWord::Nothing) => text.put("otherwise nothing\n"),
            Some(OtherwiseWord::Emits(it)) => {
                text.put("otherwise ");
                text.at("otherwise", |text| {
                    text.at("emits", |text| it.write(document, text))
                });
            }
        }
        text.put("}");
    }
}

impl Emission {
    fn write(&self, document: &Document, text: &mut Text) {
        let Self {
            event,
            each,
            fields,
            when,
        } = self;
        if let Some(EachElement { name, list }) = each {
            text.at("each", |text| {
                text.put("each ");
                text.name("name", name);
                text.put(" in ");
                text.closed("list", list);
                text.put(" ");
            });
        }
        text.put("emits ");
        text.name("event", event);
        // The key of an aggregate is in all its events, and never written.
        let known = document.events.iter().find(|known| known.name == *event);
        let implicit = usize::from(known.is_some_and(|event| event.aggregate.is_some()));
        text.put(" { ");
        text.each("fields", fields, |text, at, Assignment { field, value }| {
            if at >= implicit {
                text.put(if at > implicit { ", " } else { "" });
                text.field("field", field);
                text.expr("value", value);
            }
        });
        text.put(" }");
        if let Some(when) = when {
            text.put(" when ");
            text.expr("when", when);
        }
        text.put("\n");
    }
}

impl Event {
    pub(super) fn write(&self, document: &Document, text: &mut Text) {
        let Self {
            name,
            imported: _,
            doc,
            aggregate,
            fields,
            sets,
            elements,
        } = self;
        text.doc("///", doc.as_ref());
        text.put("event ");
        text.declared(name);
        text.item_past("event", name);
        let implicit = usize::from(aggregate.is_some());
        text.put(" {\n");
        text.each("fields", fields, |text, at, field: &Field| {
            if at >= implicit {
                field.recorded(("event", name), text);
            }
        });
        text.gone(("event", name), "field", |_| false);
        text.steps("event", name);
        if aggregate.is_none() {
            document.write_marks("event", name, text);
        }
        text.put("}");
        if aggregate.is_some() {
            text.put(" apply");
            super::views::sets(sets, elements, text);
        }
        text.put("\n");
    }
}
