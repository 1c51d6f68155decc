//! Views: what each event does to their rows.

mod fields;
mod list;
mod route;

pub(super) use fields::fields;

use coact_syntax::ast::{self, ItemKind, RowVerb};

use super::super::cx::{ItemId, ItemRef, nearest};
use super::bounds;
use super::derived::fact_ref;
use super::known::{Known, fact_name, setters, step_of};
use super::pass::Pass;
use super::scope::Root;
use super::typer::Typer;
use crate::ctp::Step;
use crate::model::{Each, Expr, Handler, KindId, RowSet, Type, ViewId};
use crate::rules;

pub(super) fn views(pass: &mut Pass<'_>, items: &[ItemRef<'_>]) {
    for item in items {
        let (ItemKind::View(view), Some(ItemId::View(id))) =
            (&item.item.kind, pass.names.item(item))
        else {
            continue;
        };
        if let Some(facts) = &view.facts_of {
            let finding = rules::facts_view(item.loc(facts.span()));
            pass.findings.push(finding);
            continue;
        }
        if !pass.model.views[id].fields.iter().any(|field| field.key)
            && !view
                .members
                .iter()
                .any(|member| matches!(member, ast::ViewMember::Broken(_)))
        {
            let name = &pass.model.views[id].name;
            pass.findings
                .push(rules::view_without_key(name.loc, &name.text));
            continue;
        }
        for member in &view.members {
            if let ast::ViewMember::Handler(written) = member {
                for trigger in &written.triggers {
                    if let Some((kind, step)) = triggered(pass, *item, trigger) {
                        handler(pass, *item, id, (kind, step), written, trigger);
                    }
                }
            }
        }
    }
}

fn triggered(
    pass: &mut Pass<'_>,
    item: ItemRef<'_>,
    trigger: &ast::Trigger,
) -> Option<(KindId, Step)> {
    match trigger {
        ast::Trigger::Event(path) => pass.names.event(&item, path, pass.findings),
        ast::Trigger::Fact(fact) => {
            fact_ref(pass, item, fact).map(|(kind, fact)| (kind, step_of(fact)))
        }
    }
}

fn handler(
    pass: &mut Pass<'_>,
    item: ItemRef<'_>,
    view: ViewId,
    (kind, step): (KindId, Step),
    written: &ast::Handler,
    trigger: &ast::Trigger,
) {
    if matches!(step, Step::Revoke(_)) {
        let span = match trigger {
            ast::Trigger::Event(path) => path.span(),
            ast::Trigger::Fact(fact) => fact.span,
        };
        pass.findings.push(rules::asked_only(
            item.loc(span),
            &event_name(pass, kind, step),
        ));
    }
    let rows = matches!(written.each, Some(ast::Each::Row(_)));
    let root = Root::Event {
        view,
        kind,
        step,
        row: rows || written.verb != RowVerb::Add,
    };
    let mut typer = pass.typer(item, root);
    let each = match &written.each {
        None => None,
        Some(ast::Each::Row(condition)) => Some(Each::Rows(typer.condition(condition))),
        Some(ast::Each::In(name, list)) => each_in(&mut typer, name, list),
    };
    if rows && !written.at.is_empty() {
        let place = written.at.first().map(|at| at.span).unwrap_or_default();
        let finding = rules::rows_have_no_route(typer.loc(place));
        typer.report(finding);
    }
    let route = if rows {
        Some(Vec::new())
    } else {
        typer.route(view, (kind, step), &each, written)
    };
    let sets = typer.sets(view, written);
    if !rows && matches!(written.verb, RowVerb::Add | RowVerb::Set) {
        typer.complete(view, &sets, written);
    }
    let broken = written.each.is_some() && each.is_none();
    let Some(route) = route.filter(|_| !broken) else {
        return;
    };
    let made = Handler {
        kind,
        step,
        each,
        route,
        verb: written.verb,
        sets,
        loc: item.loc(written.span),
    };
    check_known(pass, &made);
    pass.model.views[view].handlers.push(made);
}

fn each_in(typer: &mut Typer<'_>, name: &ast::Name, list: &ast::Expr) -> Option<Each> {
    let list = typer.infer(list, None);
    match list.ty.clone() {
        Type::List(element) => Some(Each::In(typer.bind(name, *element), list)),
        Type::Error => None,
        other => {
            let found = super::describe::explained(typer.model, &other);
            let finding = rules::type_mismatch(list.loc, "a list", &found);
            typer.report(finding);
            None
        }
    }
}

pub(super) fn event_name(pass: &Pass<'_>, kind: KindId, step: Step) -> String {
    let found = pass.model.kinds[kind].act(step);
    found.map(|act| act.event.text.clone()).unwrap_or_default()
}

/// What a handler reads must be known at its event.
fn check_known(pass: &mut Pass<'_>, handler: &Handler) {
    let known = Known::after(pass.model, pass.index, handler.kind, handler.step);
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
    let event = event_name(pass, handler.kind, handler.step);
    let mut findings = Vec::new();
    for value in read {
        if let Some((place, entity, fact)) = known.first_unknown(pass.model, value) {
            let name = fact_name(pass.model, entity, fact);
            let setters = setters(pass.model, entity, fact);
            findings.push(rules::not_known_yet(place.loc, &name, &event, &setters));
        }
    }
    pass.findings.append(&mut findings);
}

impl Typer<'_> {
    /// What the braces of a handler set.
    fn sets(&mut self, view: ViewId, written: &ast::Handler) -> Vec<RowSet> {
        if written.verb == RowVerb::Remove {
            if !written.fields.is_empty() {
                let finding = rules::remove_sets_nothing(self.loc(written.verb_span));
                self.report(finding);
            }
            return Vec::new();
        }
        let mut sets: Vec<RowSet> = Vec::new();
        for field in &written.fields {
            let set = match field {
                ast::RowField::Init(init) => self.row_set(view, init, &sets),
                ast::RowField::List(list) => self.element_set(view, list),
            };
            sets.extend(set);
        }
        sets
    }

    fn row_set(
        &mut self,
        view: ViewId,
        init: &ast::FieldInit,
        before: &[RowSet],
    ) -> Option<RowSet> {
        let (at, _) = self.view_field(view, &init.name)?;
        let model = self.model;
        let field = model.views[view].fields.get(at)?;
        let loc = self.loc(init.name.span);
        if field.key {
            self.report(rules::key_is_routed(loc, &init.name.text));
            return None;
        }
        let twice = |set: &RowSet| matches!(set, RowSet::Field(known, _) if *known == at);
        if before.iter().any(twice) {
            self.report(rules::given_twice(loc, &init.name.text));
            return None;
        }
        let value = self.event_init(init, &field.ty);
        if let Some(bound) = bounds::broken(&value, &field.bounds) {
            self.report(rules::out_of_bounds(value.loc, &field.name.text, bound));
        }
        (value.ty != Type::Error).then_some(RowSet::Field(at, value))
    }

    /// `x: value`, or `x` for the event's `x`.
    fn event_init(&mut self, init: &ast::FieldInit, ty: &Type) -> Expr {
        match &init.value {
            Some(value) => self.expect(value, ty),
            None => match self.event_member(&init.name, init.name.span) {
                Some(value) => self.fit(value, ty),
                None => self.broken(init.name.span),
            },
        }
    }

    fn view_field(&mut self, view: ViewId, name: &ast::Name) -> Option<(usize, Type)> {
        let found = &self.model.views[view];
        let at = found
            .fields
            .iter()
            .position(|field| field.name.text == name.text);
        match at {
            Some(at) => found.fields.get(at).map(|field| (at, field.ty.clone())),
            None => {
                let near = nearest(
                    &name.text,
                    found.fields.iter().map(|field| &field.name.text),
                );
                let what = format!("the view `{}`", found.name.text);
                let loc = self.loc(name.span);
                self.report(rules::no_such_member(loc, &what, "field", &name.text, near));
                None
            }
        }
    }

    /// A row that is made must have every field.
    fn complete(&mut self, view: ViewId, sets: &[RowSet], written: &ast::Handler) {
        let model = self.model;
        let missing: Vec<&str> = model.views[view]
            .fields
            .iter()
            .enumerate()
            .filter(|(at, field)| {
                let is_given = |given: &ast::RowField| match given {
                    ast::RowField::Init(init) => init.name.text == field.name.text,
                    ast::RowField::List(list) => list.list.text == field.name.text,
                };
                !field.key
                    && field.default.is_none()
                    && field.ty != Type::Error
                    && !sets
                        .iter()
                        .any(|set| matches!(set, RowSet::Field(known, _) if known == at))
                    && !written.fields.iter().any(is_given)
            })
            .map(|(_, field)| field.name.text.as_str())
            .collect();
        if !missing.is_empty() {
            let verb = match written.verb {
                RowVerb::Add => "add",
                _ => "set",
            };
            let finding = rules::row_incomplete(
                self.loc(written.verb_span),
                verb,
                &model.views[view].name.text,
                &missing,
            );
            self.report(finding);
        }
    }
}
