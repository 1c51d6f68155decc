//! What a spec expects.

use coact_syntax::{Span, ast};

use super::super::super::cx::{Space, nearest};
use super::super::expr::counted;
use super::super::known::step_text;
use super::super::missing::Owner;
use super::super::typer::Typer;
use super::act::Unknown;
use super::rejections::Rejections;
use crate::model::{EventRef, Expect, Expr, RowSource, Type, ViewId};
use crate::rules;

impl Typer<'_> {
    pub(super) fn expectation(
        &mut self,
        expect: &ast::Expect,
        span: Span,
        rejections: &Rejections,
    ) -> Option<Expect> {
        match expect {
            ast::Expect::Nothing => Some(Expect::Nothing),
            ast::Expect::Rejected(None) => Some(Expect::Rejected(None)),
            ast::Expect::Rejected(Some(name)) => self.rejected(name, rejections),
            ast::Expect::Agenda(actor, acts) => self.agenda(actor, acts),
            ast::Expect::Named {
                exactly,
                name,
                args,
                body,
            } => self.named(*exactly, name, args.as_deref(), body, span),
        }
    }

    fn rejected(&mut self, name: &ast::Name, rejections: &Rejections) -> Option<Expect> {
        if rejections.has(&name.text) {
            return Some(Expect::Rejected(Some(name.text.clone())));
        }
        if rejections.is_lost(&name.text) {
            return None;
        }
        let loc = self.loc(name.span);
        let finding = if rejections.is_advice(&name.text) {
            rules::only_advice(loc, &name.text)
        } else {
            let near = nearest(&name.text, rejections.names());
            rules::unknown_rejection(loc, &name.text, near, self.model.is_plain())
        };
        self.report(finding);
        None
    }

    fn agenda(&mut self, actor: &ast::Path, acts: &[ast::ActRef]) -> Option<Expect> {
        let actor = self.names.actor(&self.item, actor, self.findings)?;
        let mut found = Vec::new();
        for act in acts {
            let loc = self.loc(act.span);
            let kind = self.model.kinds.values().next();
            let kind = kind.map(|kind| kind.name.text.as_str());
            let Some(path) = &act.kind else {
                self.report(rules::act_of_which_kind(loc, &step_text(act.step), kind));
                continue;
            };
            let Some(kind) = self.names.kind(&self.item, path, self.findings) else {
                continue;
            };
            let known = &self.model.kinds[kind];
            let Some(def) = known.act(act.step) else {
                let finding =
                    rules::act_outside_pattern(loc, &known.name.text, &step_text(act.step));
                self.report(finding);
                continue;
            };
            let performs = match def.performer {
                crate::ctp::Performer::Initiator => known.initiators.contains(&actor),
                crate::ctp::Performer::Executor => known.executor == actor,
            };
            if !performs {
                let finding = rules::not_their_act(
                    loc,
                    &step_text(act.step),
                    &known.name.text,
                    &self.model.actors[actor].name.text,
                );
                self.report(finding);
                continue;
            }
            found.push((kind, act.step));
        }
        Some(Expect::Agenda(actor, found))
    }

    fn named(
        &mut self,
        exactly: bool,
        path: &ast::Path,
        args: Option<&[ast::Expr]>,
        body: &ast::ExpectBody,
        span: Span,
    ) -> Option<Expect> {
        let name = &path.name.text;
        if path.model.is_none() {
            let record = matches!(body, ast::ExpectBody::Record(_));
            if args.is_none()
                && record
                && let Some(event) = self.names.events.get(name).copied()
            {
                return self.event_expected(exactly, event, path, body, span);
            }
            if let Some(query) = self.names.queries.get(name).copied() {
                self.not_retired(Space::Query, &path.name);
                return self.query_expected(exactly, query, path, args, body);
            }
            if args.is_none()
                && let Some(view) = self.names.views.get(name).copied()
            {
                self.not_retired(Space::View, &path.name);
                return self.rows_expected(exactly, RowSource::View(view), view, path, body);
            }
        }
        let loc = self.loc(path.span());
        if path.model.is_some() {
            let (names, findings) = (self.names, &mut *self.findings);
            if let Some(view) = names.view(&self.item, path, findings) {
                let view = &self.model.views[view].name.text;
                findings.push(rules::rows_of_a_lent_view(loc, view));
            }
            self.lose_of(body);
            return None;
        }
        if let Some(command) = self.names.commands.get(name)
            && !self.names.is_declared(Space::View, name)
        {
            let event = self.brought_about(*command);
            let finding = rules::command_as_event(loc, name, event.as_deref());
            self.report(finding);
            self.lose_of(body);
            return None;
        }
        let sought: &[Space] = match (args.is_some(), body) {
            (true, _) => &[Space::Query],
            (false, ast::ExpectBody::Record(_)) => &[Space::Event, Space::View, Space::Query],
            (false, _) => &[Space::View, Space::Query],
        };
        let noun = match sought {
            [Space::Query] => "query",
            [Space::Event, ..] => "event, view or query",
            _ => "view or query",
        };
        let finding = self.names.missing(sought, noun, name, loc);
        self.findings.extend(finding);
        self.lose_of(body);
        None
    }

    /// Reports a name that is retired.
    pub(super) fn not_retired(&mut self, space: Space, name: &ast::Name) {
        let item = self.item;
        self.names.used(space, &item, name, self.findings);
    }

    fn lose_of(&mut self, body: &ast::ExpectBody) {
        if let ast::ExpectBody::Record(inits) = body {
            self.lose(inits);
        }
    }

    fn event_expected(
        &mut self,
        exactly: bool,
        event: EventRef,
        path: &ast::Path,
        body: &ast::ExpectBody,
        span: Span,
    ) -> Option<Expect> {
        let ast::ExpectBody::Record(inits) = body else {
            return None;
        };
        let model = self.model;
        let (kind, step) = match event {
            EventRef::Act(kind, step) => (kind, step),
            EventRef::Plain(id) => {
                let fields = self.then_plain(id, inits);
                if exactly {
                    let all = model.events[id].fields.iter();
                    self.all_given(path, span, all.map(|field| field.name.text.as_str()), inits);
                }
                return Some(Expect::PlainEvent { event: id, fields });
            }
        };
        let def = model.kinds[kind].act(step)?;
        let (subject, fields) = self.fields(kind, def, inits, Unknown::Produced);
        if exactly {
            let about = model.entities[model.kinds[kind].product.entity].subject();
            let names = def.payload.iter().map(|field| field.name.text.as_str());
            let names = std::iter::once(about.as_str()).chain(names);
            self.all_given(path, span, names, inits);
        }
        Some(Expect::Event {
            kind,
            step,
            subject,
            fields,
        })
    }

    /// `exactly` compares every field, so that each must be written.
    fn all_given<'n>(
        &mut self,
        path: &ast::Path,
        span: Span,
        names: impl Iterator<Item = &'n str>,
        inits: &[ast::FieldInit],
    ) {
        let missing: Vec<&str> = names
            .filter(|name| !inits.iter().any(|init| init.name.text == *name))
            .collect();
        if !missing.is_empty() && !self.item.faulty {
            let what = format!("`exactly {}`", path.name.text);
            let finding = rules::missing_fields(self.loc(span), &what, &missing);
            self.report(finding.hint(
                "write all fields, or leave `exactly` out: then what is left out is not compared",
            ));
        }
    }

    fn query_expected(
        &mut self,
        exactly: bool,
        query: crate::model::QueryId,
        path: &ast::Path,
        args: Option<&[ast::Expr]>,
        body: &ast::ExpectBody,
    ) -> Option<Expect> {
        let model = self.model;
        let found = &model.queries[query];
        let args = args.unwrap_or_default();
        if args.len() != found.params.len() {
            let wanted = counted(found.params.len());
            let loc = self.loc(path.span());
            let finding = rules::wrong_arguments(loc, &path.name.text, &wanted, args.len());
            self.report(finding);
            return None;
        }
        let typed: Vec<Expr> = found
            .params
            .iter()
            .zip(args)
            .map(|(param, arg)| self.expect(arg, &param.ty))
            .collect();
        if typed.iter().any(|arg| arg.ty == Type::Error) {
            return None;
        }
        self.rows_expected(
            exactly,
            RowSource::Query(query, typed),
            found.view,
            path,
            body,
        )
    }

    fn rows_expected(
        &mut self,
        exactly: bool,
        source: RowSource,
        view: ViewId,
        path: &ast::Path,
        body: &ast::ExpectBody,
    ) -> Option<Expect> {
        let model = self.model;
        let written: &[Vec<ast::FieldInit>] = match body {
            ast::ExpectBody::Empty => &[],
            ast::ExpectBody::Record(inits) => std::slice::from_ref(inits),
            ast::ExpectBody::Rows(rows) => rows,
        };
        let rows = written.iter().map(|inits| {
            let row = self.row(view, inits);
            if exactly {
                let span = match inits.as_slice() {
                    [first, .., last] => first.name.span.to(last.name.span),
                    [only] => only.name.span,
                    [] => path.span(),
                };
                let fields = model.views[view].fields.iter();
                self.all_given(
                    path,
                    span,
                    fields.map(|field| field.name.text.as_str()),
                    inits,
                );
            }
            row
        });
        let rows = rows.collect();
        let exactly = exactly || matches!(body, ast::ExpectBody::Empty);
        Some(Expect::Rows {
            source,
            exactly,
            rows,
        })
    }

    fn row(&mut self, view: ViewId, inits: &[ast::FieldInit]) -> Vec<(usize, Expr)> {
        let model = self.model;
        let found = &model.views[view];
        let mut row: Vec<(usize, Expr)> = Vec::new();
        for init in inits {
            let loc = self.loc(init.name.span);
            let at = found
                .fields
                .iter()
                .position(|field| field.name.text == init.name.text);
            let Some((at, field)) = at.and_then(|at| found.fields.get(at).map(|field| (at, field)))
            else {
                self.lacks(Owner::View(view), &init.name);
                continue;
            };
            if row.iter().any(|(known, _)| *known == at) {
                self.report(rules::given_twice(loc, &init.name.text));
                continue;
            }
            let value = self.spec_value(init, &field.ty, Unknown::Forbidden);
            if value.ty != Type::Error {
                row.push((at, value));
            }
        }
        row
    }
}
