//! `view Orders = facts of Order`: one row per entity, kept up to date by every event that can change it.

use coact_syntax::Span;
use coact_syntax::ast::{self, CompareOp, ItemKind, RowVerb};

use super::super::super::cx::{Element, ItemRef};
use super::super::pass::Pass;
use super::super::scope::Root;
use super::super::typer::Typer;
use super::columns::columns;
use super::follow::{Life, lives, touching};
use crate::ctp::Step;
use crate::model::{
    Each, EntityId, EventRef, Expr, ExprKind, Handler, KindId, RowSet, Type, ViewId,
};
use crate::rules;

/// Gives such views their columns and handlers, so that all that follows finds them as if they were written.
pub(in super::super) fn facts(pass: &mut Pass<'_>, items: &[ItemRef<'_>]) {
    for item in items {
        let (ItemKind::View(written), Some(Element::View(id))) =
            (&item.item.kind, pass.names.item(item))
        else {
            continue;
        };
        let Some(of) = &written.facts_of else {
            continue;
        };
        if let Some(entity) = pass.names.entity(item, of, pass.findings) {
            view(pass, *item, id, entity, of);
        }
    }
}

fn view(pass: &mut Pass<'_>, item: ItemRef<'_>, id: ViewId, entity: EntityId, of: &ast::Path) {
    let span = of.span();
    if pass.model.entities[entity].imported.is_some() {
        let what = "a view of this model cannot show all facts of";
        let name = &pass.model.entities[entity].name.text;
        pass.findings
            .push(rules::about_a_lent_entity(item.loc(span), what, name));
        return;
    }
    let lives = lives(pass.model, entity);
    pass.model.views[id].facts_of = Some(entity);
    let columns = columns(pass, item, entity, &lives, span);
    pass.model.views[id].fields = columns;
    if lives.is_empty() {
        let name = &pass.model.entities[entity].name.text;
        pass.findings
            .push(rules::facts_of_nothing(item.loc(span), name));
        return;
    }
    let mut handlers = Vec::new();
    for life in &lives {
        for step in &life.begins {
            handlers.extend(made(pass, item, id, entity, life.kind, *step, span));
        }
    }
    for (kind, step) in touching(pass.model, entity, &lives) {
        handlers.extend(changed(pass, item, id, entity, &lives, (kind, step), span));
    }
    for life in &lives {
        for step in &life.ends {
            let on = (life.kind, *step);
            handlers.extend(handler(pass, item, id, on, RowVerb::Remove, |typer| {
                let key = own(typer, entity, life.kind, span)?;
                Some((None, vec![key], Vec::new()))
            }));
        }
    }
    pass.model.views[id].handlers = handlers;
}

/// What a handler does: which rows, their key, and what is set.
type Does = (Option<Each>, Vec<Expr>, Vec<RowSet>);

fn handler(
    pass: &mut Pass<'_>,
    item: ItemRef<'_>,
    view: ViewId,
    (kind, step): (KindId, Step),
    verb: RowVerb,
    does: impl FnOnce(&mut Typer<'_>) -> Option<Does>,
) -> Option<Handler> {
    let on = EventRef::Act(kind, step);
    let row = verb != RowVerb::Add;
    let mut typer = pass.typer(item, Root::Event { view, on, row });
    let (each, route, sets) = does(&mut typer)?;
    let loc = item.loc(item.item.span);
    Some(Handler {
        on,
        each,
        route,
        verb,
        sets,
        loc,
    })
}

/// The row is made when the product comes to be.
fn made(
    pass: &mut Pass<'_>,
    item: ItemRef<'_>,
    view: ViewId,
    entity: EntityId,
    kind: KindId,
    step: Step,
    span: Span,
) -> Option<Handler> {
    handler(pass, item, view, (kind, step), RowVerb::Add, |typer| {
        let key = own(typer, entity, kind, span)?;
        let sets = typer.all_facts(view, entity, &key);
        Some((None, vec![key], sets))
    })
}

/// The row is read again when something happens that its facts rest on: the row of the entity around the event,
/// or the rows of all entities inside what the event is about.
fn changed(
    pass: &mut Pass<'_>,
    item: ItemRef<'_>,
    view: ViewId,
    entity: EntityId,
    lives: &[Life],
    (kind, step): (KindId, Step),
    span: Span,
) -> Option<Handler> {
    handler(pass, item, view, (kind, step), RowVerb::Update, |typer| {
        let around = typer.subjects(kind, span);
        let found = around.iter().find(|(_, subject)| *subject == entity);
        if let Some((key, _)) = found {
            let sets = typer.all_facts(view, entity, key);
            return Some((None, vec![key.clone()], sets));
        }
        let key = typer.expr(ExprKind::RowField(0), Type::Entity(entity), span);
        let (of_row, of_event) = lives.iter().find_map(|life| {
            let above = typer.subjects_from(life.kind, (key.clone(), entity), span);
            above.into_iter().find_map(|(of_row, shared)| {
                let same = around.iter().find(|(_, subject)| *subject == shared);
                same.map(|(of_event, _)| (of_row, of_event.clone()))
            })
        })?;
        let condition = ExprKind::Compare(CompareOp::Eq, Box::new(of_row), Box::new(of_event));
        let condition = typer.expr(condition, Type::Bool, span);
        let sets = typer.all_facts(view, entity, &key);
        Some((Some(Each::Rows(condition)), Vec::new(), sets))
    })
}

/// The event's own subject as the entity of the view.
fn own(typer: &mut Typer<'_>, entity: EntityId, kind: KindId, span: Span) -> Option<Expr> {
    let subject = typer.model.kinds[kind].product.entity;
    let key = typer.expr(ExprKind::EventSubject, Type::Entity(subject), span);
    if subject == entity {
        return Some(key);
    }
    let ty = Type::Entity(entity);
    Some(typer.expr(ExprKind::Convert(Box::new(key)), ty, span))
}
