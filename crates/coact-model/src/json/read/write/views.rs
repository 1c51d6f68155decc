//! Views, queries and screens.

use crate::json::Document;
use crate::json::action::Parameter;
use crate::json::expression::Assignment;
use crate::json::read::language::Text;
use crate::json::views::{Each, Element, Handler, OrderKey, Part, Query, Screen, VerbWord, View};

/// ` for A or B`
fn users(member: &'static str, users: &[String], text: &mut Text) {
    if !users.is_empty() {
        text.put(" for ");
        text.names(member, users, " or ");
    }
}

impl View {
    pub(super) fn write(&self, document: &Document, text: &mut Text) {
        let Self {
            name,
            imported: _,
            doc,
            readers,
            facts_of,
            fields,
            handlers,
        } = self;
        text.doc("///", doc.as_ref());
        text.put("view ");
        text.declared(name);
        text.item_past("view", name);
        users("readers", readers, text);
        if let Some(of) = facts_of {
            text.put(" = facts of ");
            text.name("facts_of", of);
            return text.put("\n");
        }
        text.block(|text| {
            text.each("fields", fields, |text, _, field| field.line(text));
            text.each("handlers", handlers, |text, _, handler| handler.write(text));
            document.write_marks("view", name, text);
        });
    }
}

impl Handler {
    fn write(&self, text: &mut Text) {
        let Self {
            event,
            fact: _,
            each,
            at: keys,
            verb,
            sets: fields,
            elements,
        } = self;
        text.put("on ");
        text.reference("event", event);
        text.at("each", |text| match each {
            None => {}
            Some(Each::Where(condition)) => {
                text.put(" each row where ");
                text.closed("where", condition);
            }
            Some(Each::In { name, list }) => text.at("in", |text| {
                text.put(" each ");
                text.name("name", name);
                text.put(" in ");
                text.closed("list", list);
            }),
        });
        text.each("at", keys, |text, at, key| {
            text.put(if at > 0 { " and " } else { " at " });
            text.closed_expr(key);
        });
        text.put(" ");
        verb.write(text);
        if *verb != VerbWord::Remove {
            sets(fields, elements, text);
        }
        text.put("\n");
    }
}

impl VerbWord {
    fn write(&self, text: &mut Text) {
        text.put(match self {
            Self::Add => "add",
            Self::Update => "update",
            Self::Set => "set",
            Self::Remove => "remove",
        });
    }
}

/// What is set, and what happens to keyed lists, between braces.
pub(super) fn sets(sets: &[Assignment], elements: &[Element], text: &mut Text) {
    text.put(" {\n");
    text.each("sets", sets, |text, _, Assignment { field, value }| {
        text.field("field", field);
        text.expr("value", value);
        text.put("\n");
    });
    text.each("elements", elements, |text, _, element| element.write(text));
    text.put("}");
}

impl Element {
    fn write(&self, text: &mut Text) {
        let Self {
            list,
            verb,
            key,
            sets,
        } = self;
        text.name("list", list);
        text.put(" ");
        verb.write(text);
        // The key of what is made is among its fields.
        let made = matches!(verb, VerbWord::Add | VerbWord::Set);
        if let Some(key) = key.as_ref().filter(|_| !made) {
            text.put(" ");
            text.closed("key", key);
        }
        if *verb != VerbWord::Remove {
            text.put(" { ");
            text.assigned("sets", sets);
            text.put(" }");
        }
        text.put("\n");
    }
}

impl Query {
    pub(super) fn write(&self, text: &mut Text) {
        let Self {
            name,
            doc,
            parameters,
            view,
            filter,
            order_by,
        } = self;
        text.doc("///", doc.as_ref());
        text.put("query ");
        text.name("name", name);
        if !parameters.is_empty() {
            Parameter::write_all(parameters, text);
        }
        text.item_past("query", name);
        text.put(" from ");
        text.reference("view", view);
        if let Some(filter) = filter {
            text.put(" where ");
            text.closed("where", filter);
        }
        text.each("order_by", order_by, |text, at, key| {
            let OrderKey { value, descending } = key;
            text.put(if at > 0 { ", " } else { " order by " });
            text.closed("value", value);
            text.put(if *descending { " desc" } else { "" });
        });
        text.put("\n");
    }
}

impl Screen {
    pub(super) fn write(&self, document: &Document, text: &mut Text) {
        let Self {
            name,
            doc,
            users: for_whom,
            shows,
            forms,
            opens,
        } = self;
        text.doc("///", doc.as_ref());
        text.put("screen ");
        text.name("name", name);
        text.item_past("screen", name);
        users("users", for_whom, text);
        text.block(|text| {
            text.each("shows", shows, |text, _, part| {
                let Part { name, fields } = part;
                text.put("shows ");
                text.reference("name", name);
                text.put(" { ");
                text.names("fields", fields, ", ");
                text.put(" }\n");
            });
            text.each("forms", forms, |text, _, form| {
                text.put("form ");
                text.bare_name(form);
                text.put("\n");
            });
            text.each("opens", opens, |text, _, screen| {
                text.put("opens ");
                text.bare_name(screen);
                text.put("\n");
            });
            document.write_marks("screen", name, text);
        });
    }
}
