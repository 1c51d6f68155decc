//! Views of another model. A row of one is asked of the host before a decision, and recorded with it.

use super::{AutomationSource, AutomationTarget, Expr, ExprKind, GivenCommand, Model, ViewId};
use crate::Loc;

/// Where the model uses views of another one, and how, if not by one row that a decision is told.
pub fn more_than_a_row(model: &Model) -> Vec<(Loc, &'static str)> {
    let is_lent = |view: ViewId| model.views[view].imported.is_some();
    let mut found = Vec::new();
    for command in model.commands.values() {
        let guards = command.reads.iter().filter(|read| is_lent(read.view));
        found.extend(guards.map(|read| (read.key.loc, "a guard on rows of another model")));
    }
    for query in model.queries.values().filter(|it| is_lent(it.view)) {
        found.push((query.name.loc, "a query of a view of another model"));
    }
    for automation in model.automations.values() {
        if matches!(automation.source, AutomationSource::View(view) if is_lent(view)) {
            found.push((automation.loc, "an automation over a view of another model"));
        }
    }
    let handlers = model.views.values().flat_map(|view| &view.handlers);
    let handlers = handlers.flat_map(|handler| handler.expressions());
    for part in handlers.chain(reactions(model)).flat_map(Expr::all) {
        if matches!(part.kind, ExprKind::RowAt(view, _) if is_lent(view)) {
            found.push((part.loc, "a row of another model outside a decision"));
        }
    }
    found
}

/// What automations and translations compute.
fn reactions(model: &Model) -> impl Iterator<Item = &Expr> {
    let automations = model.automations.values().flat_map(|automation| {
        let mut all: Vec<&Expr> = automation.filter.iter().chain(&automation.due).collect();
        match &automation.target {
            AutomationTarget::Command(given) => all.extend(given.expressions()),
            AutomationTarget::Call {
                fields, outcomes, ..
            } => {
                all.extend(fields);
                all.extend(outcomes.iter().flat_map(GivenCommand::expressions));
            }
        }
        all
    });
    let translations = model.translations.values();
    automations.chain(translations.flat_map(|it| it.command.expressions()))
}
