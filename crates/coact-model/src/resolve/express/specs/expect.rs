//! What a spec expects.

use coact_syntax::{Span, ast};

use super::super::super::cx::{Space, nearest};
use super::super::expr::counted;
use super::super::known::step_text;
use super::super::missing::Owner;
use super::super::typer::Typer;
use super::act::Unknown;
use super::rejections::Rejections;
use crate::model::{EventRef, Expect, Expr, Ident, RowSource, Type, ViewId};
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
            rules::unknown_rejection(loc, &name.text, near)
        };
        self.report(finding);
        None
    }

    fn agenda(&mut self, actor: &ast::Path, acts: &[ast::ActRef]) -> Option<Expect> {
        let actor = self.names.actor(&self.item, actor, self.findings)?;
        let mut found = Vec::new();
        for act in acts {
            let loc = self.loc(act.span);
            let Some(path) = &act.kind else {
                self.report(rules::act_of_which_kind(loc, &step_text(act.step)));
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
                return self.query_expected(exactly, query, path, args, body);
            }
            if args.is_none()
                && let Some(view) = self.names.views.get(name).copied()
            {
                return self.rows_expected(exactly, RowSource::View(view), view, body);
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
            let finding = rules::command_as_event(loc, name, &event);
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
                let owner = Owner::PlainEvent(id);
                let fields = self.plain_fields(owner, inits, Unknown::Produced);
                if exactly {
                    let all = &model.events[id].fields;
                    self.all_given(path, span, all.iter().map(|field| &field.name), &fields);
                }
                return Some(Expect::PlainEvent { event: id, fields });
            }
        };
        let def = model.kinds[kind].act(step)?;
        let (subject, fields) = self.fields(kind, def, inits, Unknown::Produced);
        if exactly {
            let names = def.payload.iter().map(|field| &field.name);
            self.all_given(path, span, names, &fields);
        }
        Some(Expect::Event {
            kind,
            step,
            subject,
            fields,
        })
    }

    /// `exactly` compares every field.
    fn all_given<'n>(
        &mut self,
        path: &ast::Path,
        span: Span,
        names: impl Iterator<Item = &'n Ident>,
        fields: &[(usize, Expr)],
    ) {
        let missing: Vec<&str> = names
            .enumerate()
            .filter(|(at, _)| !fields.iter().any(|(known, _)| known == at))
            .map(|(_, name)| name.text.as_str())
            .collect();
        if !missing.is_empty() {
            let what = format!("`exactly {}`", path.name.text);
            let finding = rules::missing_fields(self.loc(span), &what, &missing);
            self.report(finding);
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
        self.rows_expected(exactly, RowSource::Query(query, typed), found.view, body)
    }

    fn rows_expected(
        &mut self,
        exactly: bool,
        source: RowSource,
        view: ViewId,
        body: &ast::ExpectBody,
    ) -> Option<Expect> {
        let (exactly, rows) = match body {
            ast::ExpectBody::Empty => (true, Vec::new()),
            ast::ExpectBody::Record(inits) => (exactly, vec![self.row(view, inits)]),
            ast::ExpectBody::Rows(rows) => (
                exactly,
                rows.iter().map(|inits| self.row(view, inits)).collect(),
            ),
        };
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
