//! Specs and what they name.

use crate::json::Document;
use crate::json::expression::Assignment;
use crate::json::read::language::Text;
use crate::json::specs::{Act, Definition, Spec, SpecStep};

impl Definition {
    pub(super) fn write(&self, text: &mut Text) {
        let Self {
            name,
            example,
            ty,
            value,
        } = self;
        if *example {
            text.put("example ");
            text.field("name", name);
            // The value of an example is a record of its type.
            if let Some(value) = value {
                text.expr("value", value);
            }
            return text.put("\n");
        }
        text.put("let ");
        text.name("name", name);
        if let Some(ty) = ty {
            text.put(": ");
            text.ty("type", ty);
        }
        if let Some(value) = value {
            text.put(" = ");
            text.expr("value", value);
        }
        text.put("\n");
    }
}

impl Spec {
    pub(super) fn write(&self, document: &Document, text: &mut Text) {
        let Self {
            title,
            doc,
            path: _,
            definitions,
            constants: _,
            steps,
        } = self;
        text.doc("///", doc.as_ref());
        text.put("spec");
        text.string("title", Some(title));
        text.block(|text| {
            text.each("definitions", definitions, |text, _, it| it.write(text));
            text.each("steps", steps, |text, _, step| {
                step.write(document, text);
                text.put("\n");
            });
        });
    }
}

impl SpecStep {
    fn write(&self, document: &Document, text: &mut Text) {
        match self {
            Self::Now { value } => {
                text.put("given now = ");
                text.expr("value", value);
            }
            Self::Lookup {
                name,
                arguments,
                answer,
            } => {
                text.put("given ");
                text.name("name", name);
                text.put("(");
                text.exprs("arguments", arguments);
                text.put(") = ");
                text.expr("answer", answer);
            }
            Self::Answer {
                system,
                call,
                outcome,
                fields,
            } => {
                text.put("given ");
                text.name("system", system);
                text.put(".");
                text.name("call", call);
                text.put(" = ");
                text.name("outcome", outcome);
                text.values(None, fields);
            }
            Self::Arrives {
                system,
                event,
                fields,
            } => {
                text.put("when ");
                text.event_outside(system.as_ref(), event);
                text.values(None, fields);
            }
            Self::Given {
                event,
                act,
                unchecked,
            } => {
                given(event, *unchecked, text);
                act.write(&document.subject(event), text);
            }
            Self::When { command, act } => {
                text.put("when ");
                text.name("command", command);
                act.write(&document.subject(command), text);
            }
            Self::GivenEvent {
                event,
                fields,
                by,
                unchecked,
            } => {
                given(event, *unchecked, text);
                text.values(None, fields);
                who(by.as_ref(), text);
            }
            Self::WhenCommand {
                command,
                fields,
                by,
            } => {
                text.put("when ");
                text.name("command", command);
                text.values(None, fields);
                who(by.as_ref(), text);
            }
            Self::Automations => text.put("when automations run"),
            Self::ThenNothing => text.put("then nothing"),
            Self::ThenRejected { name } => rejected(name.as_deref(), text),
            Self::ThenEvent {
                event,
                subject,
                fields,
            } => {
                text.put("then ");
                text.reference("event", event);
                let subject = subject.as_ref();
                text.values(subject.map(|it| (document.subject(event), it)), fields);
            }
            Self::ThenRows {
                from,
                arguments,
                exactly,
                rows,
            } => {
                text.put(if *exactly { "then exactly " } else { "then " });
                text.reference("from", from);
                if !arguments.is_empty() {
                    text.put("(");
                    text.exprs("arguments", arguments);
                    text.put(")");
                }
                self::rows(rows, text);
            }
            Self::ThenAgenda { actor, acts } => {
                text.put("then agenda ");
                text.name("actor", actor);
                text.put(" { ");
                text.each("acts", acts, |text, at, act| {
                    text.put(if at > 0 { ", " } else { "" });
                    text.bare_act(act);
                });
                text.put(" }");
            }
        }
    }
}

fn given(event: &str, unchecked: bool, text: &mut Text) {
    text.put(if unchecked {
        "given unchecked "
    } else {
        "given "
    });
    text.reference("event", event);
}

fn rejected(name: Option<&str>, text: &mut Text) {
    text.put("then rejected");
    let Some(name) = name else { return };
    text.put(" ");
    text.at("name", |text| {
        for (at, part) in name.split('.').enumerate() {
            text.put(if at > 0 { "." } else { "" });
            // A step begins with these words.
            if at == 0 && matches!(part, "given" | "when" | "then") {
                text.bare_name(part);
            } else {
                text.plain_name(part);
            }
        }
    });
}

fn rows(rows: &[Vec<Assignment>], text: &mut Text) {
    text.put(" [");
    text.each("rows", rows, |text, at, row| {
        text.put(if at > 0 { ", { " } else { " { " });
        for (at, Assignment { field, value }) in row.iter().enumerate() {
            text.put(if at > 0 { ", " } else { "" });
            text.element(at, |text| {
                text.field("field", field);
                text.expr("value", value);
            });
        }
        text.put(" }");
    });
    text.put(" ]");
}

fn who(by: Option<&String>, text: &mut Text) {
    if let Some(by) = by {
        text.put(" by ");
        text.closed("by", by);
    }
}

impl Act {
    fn write(&self, about: &str, text: &mut Text) {
        let Self {
            subject,
            fields,
            by,
        } = self;
        let subject = subject.as_ref();
        text.values(subject.map(|it| (about.to_owned(), it)), fields);
        who(by.as_ref(), text);
    }
}
