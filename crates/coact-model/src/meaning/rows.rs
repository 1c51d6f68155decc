//! What events do to the rows of views.

use super::{Element, listed};
use crate::Loc;
use crate::json::Scope;
use crate::model::{Each, Handler, Model, View, ViewId};
use coact_syntax::ast::RowVerb;

/// Every handler of every view; one of several triggers is one element.
pub(super) fn all(model: &Model) -> impl Iterator<Item = (Loc, Element)> {
    model.views.iter().flat_map(|(id, view)| {
        let handlers = view.handlers.iter();
        handlers.map(move |handler| (handler.loc, Element::Handler(id, handler.loc)))
    })
}

/// The handler at a place: which rows it touches, for each of its triggers.
pub(super) fn handler(model: &Model, id: ViewId, loc: Loc) -> (String, Vec<String>) {
    let view = &model.views[id];
    let handlers: Vec<&Handler> = view.handlers.iter().filter(|one| one.loc == loc).collect();
    let events: Vec<String> = handlers
        .iter()
        .map(|handler| model.event_name(handler.on).to_owned())
        .collect();
    let mut said: Vec<String> = handlers
        .iter()
        .map(|handler| touched(model, view, handler))
        .collect();
    said.dedup();
    if said.len() > 1 {
        for (sentence, event) in said.iter_mut().zip(&events) {
            *sentence = format!("{event}: {sentence}");
        }
    }
    (format!("on {}", listed(&events, "or")), said)
}

fn touched(model: &Model, view: &View, handler: &Handler) -> String {
    let scope = Scope::of(model).of_event(handler.on).of_rows(&view.fields);
    let keys = view.fields.iter().filter(|field| field.key);
    let route: Vec<String> = keys
        .zip(&handler.route)
        .map(|(key, value)| format!("`{} == {}`", key.name.text, scope.text(value)))
        .collect();
    let row = match &handler.each {
        Some(Each::Rows(condition)) => format!("every row with `{}`", scope.text(condition)),
        Some(Each::In(local, list)) => format!(
            "per `{}` of `{}` the row with {}",
            local.name,
            scope.text(list),
            listed(&route, "and")
        ),
        None => format!("the row with {}", listed(&route, "and")),
    };
    match handler.verb {
        RowVerb::Add => format!("Makes or replaces {row}."),
        RowVerb::Update => format!("Changes {row}, where there is one."),
        RowVerb::Set => format!("Makes or changes {row}."),
        RowVerb::Remove => format!("Drops {row}."),
    }
}
