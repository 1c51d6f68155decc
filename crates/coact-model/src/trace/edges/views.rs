//! Views, queries, screens, banks.

use super::super::reads::Scope;
use super::super::{Field, Source, Target, Use};
use super::{By, Edges};
use crate::model::{Each, Handler, Shown, ViewId};
use coact_syntax::ast::RowVerb;

impl<'m> Edges<'m> {
    pub(super) fn views(&mut self) {
        for (id, view) in self.model.views.iter() {
            for (at, field) in view.fields.iter().enumerate() {
                let to = Field::View(id, at);
                self.default(field, to);
                if let Some(model) = &view.imported {
                    self.enters(Source::Model(model.clone()), to, field.name.loc);
                }
                if !view.readers.is_empty() {
                    self.used(to, Use::Seen(id), view.name.loc);
                }
            }
            for handler in &view.handlers {
                self.handler(id, handler);
            }
        }
        for (id, bank) in self.model.banks.iter() {
            let Some(view) = bank.from else { continue };
            for at in 0..self.model.views[view].fields.len() {
                self.used(Field::View(view, at), Use::Kept(id), bank.name.loc);
            }
        }
    }

    fn handler(&mut self, id: ViewId, handler: &'m Handler) {
        let scope = Scope {
            event: Some(handler.on),
            view: Some(id),
            ..Scope::default()
        };
        let changes = Use::Changes(id);
        let scope = match &handler.each {
            Some(Each::Rows(condition)) => {
                self.uses(condition, scope, changes);
                scope
            }
            Some(Each::In(local, list)) => {
                self.uses(list, scope, changes);
                Scope {
                    each: Some((local, list)),
                    ..scope
                }
            }
            None => scope,
        };
        let fields = self.model.views[id].fields.iter().enumerate();
        let keys = fields.filter(|(_, field)| field.key).map(|(at, _)| at);
        for (at, value) in keys.zip(&handler.route) {
            // Only what makes a row gives it its key.
            match handler.verb {
                RowVerb::Add | RowVerb::Set => {
                    let to = Target::Field(Field::View(id, at));
                    self.reads(value, scope, to, By::Itself);
                }
                RowVerb::Update | RowVerb::Remove => self.uses(value, scope, changes),
            }
        }
        self.sets(&handler.sets, scope, |at| Field::View(id, at));
    }

    pub(super) fn queries(&mut self) {
        for (id, query) in self.model.queries.iter() {
            for at in 0..query.params.len() {
                let to = Field::Parameter(id, at);
                self.enters(Source::Asker(id), to, query.name.loc);
            }
            let scope = Scope {
                view: Some(query.view),
                query: Some(id),
                ..Scope::default()
            };
            let order = query.order.iter().map(|(key, _)| key);
            for expr in query.filter.iter().chain(order) {
                self.uses(expr, scope, Use::Queried(id));
            }
            for at in 0..self.model.views[query.view].fields.len() {
                let field = Field::View(query.view, at);
                self.used(field, Use::Answered(id), query.name.loc);
            }
        }
    }

    pub(super) fn screens(&mut self) {
        for (id, screen) in self.model.screens.iter() {
            for (shown, fields, loc) in &screen.shows {
                let view = match shown {
                    Shown::View(view) => *view,
                    Shown::Query(query) => self.model.queries[*query].view,
                };
                for at in fields {
                    self.used(Field::View(view, *at), Use::Shown(id), *loc);
                }
            }
        }
    }
}
