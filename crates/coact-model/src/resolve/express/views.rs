//! Views: what each event does to their rows.

mod circles;
mod columns;
mod facts;
mod fields;
mod follow;
mod list;
mod route;
mod sets;
mod undone;

pub(super) use circles::circles;
pub(super) use facts::facts;
pub(crate) use fields::fields;
pub(super) use sets::{Target, check_values};

use coact_syntax::ast::{self, ItemKind, RowVerb};

use super::super::cx::{Element, ItemRef};
use super::derived::fact_ref;
use super::gaps::Shown;
use super::known::{Known, step_of};
use super::pass::Pass;
use super::scope::Root;
use crate::ctp::Step;
use crate::model::{Each, EventRef, Expr, Handler, RowSet, ViewId};
use crate::rules;

/// Reads the handlers of a view, where the item is one.
pub(super) fn view(pass: &mut Pass<'_>, item: &ItemRef<'_>) {
    let (ItemKind::View(view), Some(Element::View(id))) = (&item.item.kind, pass.names.item(item))
    else {
        return;
    };
    if view.facts_of.is_some() {
        return;
    }
    pass.model.views[id].handlers.clear();
    if !pass.model.views[id].fields.iter().any(|field| field.key)
        && !view
            .members
            .iter()
            .any(|member| matches!(member, ast::ViewMember::Broken(_)))
    {
        let name = &pass.model.views[id].name;
        pass.findings
            .push(rules::view_without_key(name.loc, &name.text));
        return;
    }
    for member in &view.members {
        if let ast::ViewMember::Handler(written) = member {
            for trigger in &written.triggers {
                if let Some(on) = triggered(pass, *item, trigger) {
                    handler(pass, *item, id, on, written, trigger);
                }
            }
        }
    }
    let mut undone = undone::undone(pass.model, id);
    pass.findings.append(&mut undone);
}

fn triggered(pass: &mut Pass<'_>, item: ItemRef<'_>, trigger: &ast::Trigger) -> Option<EventRef> {
    match trigger {
        ast::Trigger::Event(path) => pass.names.event(&item, path, pass.findings),
        ast::Trigger::Fact(fact) => {
            fact_ref(pass, item, fact).map(|(kind, fact)| EventRef::Act(kind, step_of(fact)))
        }
    }
}

fn handler(
    pass: &mut Pass<'_>,
    item: ItemRef<'_>,
    view: ViewId,
    on: EventRef,
    written: &ast::Handler,
    trigger: &ast::Trigger,
) {
    if matches!(on, EventRef::Act(_, Step::Revoke(_))) {
        let span = match trigger {
            ast::Trigger::Event(path) => path.span(),
            ast::Trigger::Fact(fact) => fact.span,
        };
        pass.findings
            .push(rules::asked_only(item.loc(span), pass.model.event_name(on)));
    }
    let rows = matches!(written.each, Some(ast::Each::Row(_)));
    let root = Root::Event {
        view,
        on,
        row: rows || written.verb != RowVerb::Add,
    };
    let mut typer = pass.typer(item, root);
    let each = match &written.each {
        None => None,
        Some(ast::Each::Row(condition)) => Some(Each::Rows(typer.condition(condition))),
        Some(ast::Each::In(name, list)) => typer
            .each(name, list)
            .map(|(local, list)| Each::In(local, list)),
    };
    if rows && !written.at.is_empty() {
        let place = written.at.first().map(|at| at.span).unwrap_or_default();
        let finding = rules::rows_have_no_route(typer.loc(place));
        typer.report(finding);
    }
    if let Some(Each::Rows(condition)) = &each {
        typer.shown.learn(condition);
    }
    let broken = written.each.is_some() && each.is_none();
    let route = if rows {
        Some(Vec::new())
    } else if broken {
        None
    } else {
        typer.route(view, on, &each, written)
    };
    let sets = typer.sets(
        Target::View(view),
        written.verb,
        written.verb_span,
        &written.fields,
    );
    if !rows && matches!(written.verb, RowVerb::Add | RowVerb::Set) {
        typer.complete(view, &sets, written);
    }
    let Some(route) = route.filter(|_| !broken) else {
        return;
    };
    let made = Handler {
        on,
        each,
        route,
        verb: written.verb,
        sets,
        loc: item.loc(written.span),
    };
    check_known(pass, &made);
    let mut shown = Shown::default();
    if let Some(Each::Rows(condition)) = &made.each {
        shown.learn(condition);
    }
    let lists = match &made.each {
        Some(Each::In(_, list)) => Some(list),
        _ => None,
    };
    for value in lists.into_iter().chain(&made.route) {
        pass.needs_value(value, &shown);
    }
    sets::check_values(pass, made.on, shown, &made.sets);
    pass.model.views[view].handlers.push(made);
}

/// What a handler reads must be known at its event. A plain event knows what it says and nothing else.
fn check_known(pass: &mut Pass<'_>, handler: &Handler) {
    let EventRef::Act(kind, step) = handler.on else {
        return;
    };
    let known = Known::after(pass.model, pass.index, kind, step);
    let mut read: Vec<&Expr> = handler.route.iter().collect();
    match &handler.each {
        Some(Each::Rows(condition) | Each::In(_, condition)) => read.push(condition),
        None => {}
    }
    for set in &handler.sets {
        match set {
            RowSet::Field(_, value) => read.push(value),
            RowSet::Element { key, sets, .. } => {
                read.extend(key);
                read.extend(sets.iter().map(|(_, value)| value));
            }
        }
    }
    let event = pass.model.event_name(handler.on).to_owned();
    let mut findings = Vec::new();
    for value in read {
        if let Some((place, unknown)) = known.first_unknown(pass.model, value) {
            let (name, setters) = (unknown.name(pass.model), unknown.setters(pass.model));
            findings.push(rules::not_known_yet(place.loc, &name, &event, &setters));
        }
    }
    pass.findings.append(&mut findings);
}
