//! External systems, automations over views and events, translations.

use crate::json::Document;
use crate::json::read::language::Text;
use crate::json::systems::{Automation, Call, CallOf, Given, Reported, System, Translation};
use crate::json::types::Field;

impl System {
    pub(super) fn write(&self, document: &Document, text: &mut Text) {
        let Self {
            name,
            doc,
            events,
            calls,
        } = self;
        text.doc("///", doc.as_ref());
        text.put("external system ");
        text.name("name", name);
        text.item_past("external system", name);
        text.block(|text| {
            text.each("events", events, |text, _, event| {
                text.doc("///", event.doc.as_ref());
                text.put("event ");
                event.recorded(name, text);
            });
            text.each("calls", calls, |text, _, call| {
                let Call {
                    name,
                    doc,
                    fields,
                    outcomes,
                } = call;
                text.doc("///", doc.as_ref());
                text.put("call ");
                text.name("name", name);
                Field::inline(fields, text);
                text.each("outcomes", outcomes, |text, at, outcome| {
                    text.put(if at > 0 { " | " } else { " -> " });
                    outcome.write(text);
                });
                text.put("\n");
            });
            document.write_marks("system", name, text);
        });
    }
}

impl Reported {
    /// An event of a system, with what it was before.
    fn recorded(&self, system: &str, text: &mut Text) {
        let Self {
            name,
            doc: _,
            fields,
        } = self;
        let of = format!("{system}.{name}");
        text.name("name", name);
        text.item_past("event", &of);
        text.block(|text| {
            text.each("fields", fields, |text, _, field: &Field| {
                field.recorded(("event", &of), text);
            });
            text.gone(("event", &of), "field", |_| false);
            text.steps("event", &of);
        });
    }

    fn write(&self, text: &mut Text) {
        // The doc text of an answer has no place in the language.
        let Self {
            name,
            doc: _,
            fields,
        } = self;
        text.name("name", name);
        Field::inline(fields, text);
    }
}

impl Automation {
    /// What follows the word `automation`.
    pub(super) fn write(&self, document: &Document, text: &mut Text) {
        let Self {
            view,
            event,
            filter,
            due,
            call,
            commands,
        } = self;
        if let Some(event) = event {
            text.put("on ");
            text.reference("event", event);
        }
        if let Some(view) = view {
            text.reference("view", view);
        }
        if let Some(filter) = filter {
            text.put(" where ");
            text.closed("filter", filter);
        }
        if let Some(due) = due {
            text.put(" due ");
            text.closed("due", due);
        }
        text.put(" -> ");
        let Some(call) = call else {
            return text.each("commands", commands, |text, _, it| it.write(document, text));
        };
        text.at("call", |text| {
            let CallOf {
                system,
                name,
                fields,
            } = call;
            text.name("system", system);
            text.put(".");
            text.name("name", name);
            text.values(None, fields);
        });
        text.put(" then {\n");
        text.each("commands", commands, |text, _, it| {
            it.write(document, text);
            text.put("\n");
        });
        text.put("}");
    }
}

impl Text {
    /// An event from outside: of a system, or of another model.
    pub(super) fn event_outside(&mut self, system: Option<&String>, event: &str) {
        if let Some(system) = system {
            self.name("system", system);
            self.put(".");
            self.name("event", event);
        } else {
            self.reference("event", event);
        }
    }
}

impl Translation {
    /// What follows the word `translation`.
    pub(super) fn write(&self, document: &Document, text: &mut Text) {
        let Self {
            system,
            event,
            command,
        } = self;
        text.event_outside(system.as_ref(), event);
        text.put(" -> ");
        text.at("command", |text| command.write(document, text));
    }
}

impl Given {
    fn write(&self, document: &Document, text: &mut Text) {
        let Self {
            after,
            command,
            subject,
            fields,
        } = self;
        if let Some(after) = after {
            text.name("after", after);
            text.put(" -> ");
        }
        text.name("command", command);
        let subject = subject.as_ref();
        text.values(subject.map(|it| (document.subject(command), it)), fields);
    }
}
