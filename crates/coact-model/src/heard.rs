//! Events of another model that are recorded here, because views are built of them or automations answer them. They are
//! reports like those of external systems; a command that the model does not name records each in a stream of its own.

use std::collections::BTreeSet;

use crate::model::{
    AutomationSource, Command, CommandRef, Emission, EventId, EventRef, Expr, ExprKind,
    GivenCommand, Ident, List, Model, Translation,
};

/// The model with the commands that record what it is told; none where it records nothing of another one.
pub fn recording(model: &Model) -> Option<Model> {
    let heard = heard(model);
    if heard.is_empty() {
        return None;
    }
    let mut model = model.clone();
    // First: a report is recorded, whatever else it becomes.
    let mut translations = List::default();
    for event in heard {
        translations.push(record(&mut model, event));
    }
    for translation in model.translations.values() {
        translations.push(translation.clone());
    }
    model.translations = translations;
    Some(model)
}

/// The events of other models that views and automations answer.
fn heard(model: &Model) -> BTreeSet<EventId> {
    let handlers = model.views.values().flat_map(|view| &view.handlers);
    let answered = model.automations.values().filter_map(|it| match it.source {
        AutomationSource::Event(event) => Some(event),
        AutomationSource::View(_) => None,
    });
    let all = handlers.map(|handler| handler.on).chain(answered);
    let plain = all.filter_map(|event| match event {
        EventRef::Plain(id) => Some(id),
        EventRef::Act(..) => None,
    });
    plain
        .filter(|id| model.events[*id].imported.is_some())
        .collect()
}

/// Adds the command that records an event; the translation by which it is given.
fn record(model: &mut Model, event: EventId) -> Translation {
    let told = model.events[event].clone();
    let loc = told.name.loc;
    let values = |kind: fn(usize) -> ExprKind| -> Vec<Expr> {
        let fields = told.fields.iter().enumerate();
        let values = fields.map(|(at, field)| Expr {
            kind: kind(at),
            ty: field.ty.clone(),
            loc,
        });
        values.collect()
    };
    let (from, name) = told.name.text.split_once('.').unwrap_or_default();
    let command = Command {
        name: Ident {
            text: format!("{from}.Note{name}"),
            loc,
        },
        doc: Some(format!(
            "Records an event of the model `{from}`. Report it instead (`App::receive`)."
        )),
        aggregate: None,
        new: false,
        fields: told.fields.clone(),
        by: Vec::new(),
        reads: Vec::new(),
        requires: Vec::new(),
        emits: vec![Emission {
            each: None,
            event,
            fields: values(ExprKind::CommandField),
            when: None,
            loc,
        }],
        otherwise: None,
        no_more: None,
    };
    let command = CommandRef::Plain(model.commands.push(command));
    let fields = values(ExprKind::EventField).into_iter().enumerate();
    Translation {
        event,
        command: GivenCommand {
            command,
            subject: None,
            fields: fields.collect(),
        },
        loc,
    }
}
