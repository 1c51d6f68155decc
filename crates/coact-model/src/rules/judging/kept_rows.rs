//! Rows that a request makes, and that stay as they are whatever becomes of it.

use coact_syntax::ast::RowVerb;

use super::Cx;
use crate::ctp::{Act, Step};
use crate::diagnostics::Diagnostic;
use crate::model::{EventRef, Handler, KindId, Model, View};
use crate::rules::Rule;

/// The handlers that make a row of a request, in views that follow what becomes of it.
pub(super) fn rows_of_requests(model: &Model) -> impl Iterator<Item = (&View, &Handler, KindId)> {
    let handlers = model
        .views
        .values()
        .flat_map(|view| view.handlers.iter().map(move |handler| (view, handler)));
    handlers.filter_map(|(view, handler)| match handler.on {
        EventRef::Act(kind, Step::Base(Act::Request)) => {
            let makes = matches!(handler.verb, RowVerb::Add | RowVerb::Set);
            (makes && follows(view, handler)).then_some((view, handler, kind))
        }
        _ => None,
    })
}

/// A row that stays as it is after a step that decides the request.
pub(super) fn kept(
    cx: &Cx<'_>,
    rule: &Rule,
    (view, handler): (&View, &Handler),
    (kind, step): (KindId, Step),
) -> Diagnostic {
    let event = cx.model.event_name(EventRef::Act(kind, step));
    rule.at(
        handler.loc,
        format!("`{}` keeps this row after `{event}`", view.name.text),
    )
    .hint(format!("say what becomes of the row: `on {event} remove`"))
}

/// Whether a view follows what becomes of a row that this handler makes; else it is a register of all that was asked for.
fn follows(view: &View, handler: &Handler) -> bool {
    let kind = |handler: &Handler| handler.on.act().map(|(kind, _)| kind);
    view.handlers.iter().any(|other| {
        other.verb == RowVerb::Remove || other.on != handler.on && kind(other) == kind(handler)
    })
}
