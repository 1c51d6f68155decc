//! The steps of a model, one module per part of it.

mod acts;
mod entities;
mod outside;
mod plain;
mod views;

use super::reads::{Scope, reads};
use super::{By, Edge, Field, How, Origin, Source, Target, Use};
use crate::Loc;
use crate::event_model::{Index, target_commands};
use crate::model::{CommandRef, Expr, Local, Model};

/// Every step, in the order of the model's lists.
pub(super) fn all(model: &Model) -> Vec<Edge> {
    let mut edges = Edges {
        model,
        index: Index::of(model),
        given: target_commands(model).collect(),
        found: Vec::new(),
    };
    edges.entities();
    edges.acts();
    edges.links();
    edges.rules();
    edges.aggregates();
    edges.commands();
    edges.events();
    edges.calls();
    edges.automations();
    edges.translations();
    edges.lookups();
    edges.views();
    edges.queries();
    edges.screens();
    edges.found
}

struct Edges<'m> {
    model: &'m Model,
    index: Index,
    /// Plain commands that an automation or a translation gives.
    given: std::collections::BTreeSet<crate::model::CommandId>,
    found: Vec<Edge>,
}

impl<'m> Edges<'m> {
    fn push(&mut self, from: Origin, to: Target, loc: Loc) {
        self.found.push(Edge {
            from,
            to,
            how: How::Same,
            by: By::Itself,
            loc,
        });
    }

    /// One field is the other.
    fn same(&mut self, from: Field, to: Field, loc: Loc) {
        self.push(Origin::Field(from), Target::Field(to), loc);
    }

    /// A value enters.
    fn enters(&mut self, from: Source, to: Field, loc: Loc) {
        self.push(Origin::Source(from), Target::Field(to), loc);
    }

    /// A value is used.
    fn used(&mut self, from: Field, to: Use, loc: Loc) {
        self.push(Origin::Field(from), Target::Use(to), loc);
    }

    /// What the expression reads goes there.
    fn reads(&mut self, expr: &'m Expr, scope: Scope<'m>, to: Target, by: By) {
        let read = reads(self.model, scope, expr);
        for (from, how) in read.origins {
            // What is used and no field's is nothing to trace.
            if matches!((&from, to), (Origin::Source(_), Target::Use(_))) {
                continue;
            }
            self.found.push(Edge {
                from,
                to,
                how,
                by,
                loc: expr.loc,
            });
        }
        for (lookup, at, argument) in read.asked {
            let asked = Target::Field(Field::Asked(lookup, at));
            self.reads(argument, scope, asked, By::Itself);
        }
    }

    /// The value of a field.
    fn value(&mut self, expr: &'m Expr, scope: Scope<'m>, to: Field) {
        self.reads(expr, scope, Target::Field(to), By::Itself);
    }

    /// What is used for something else than a value.
    fn uses(&mut self, expr: &'m Expr, scope: Scope<'m>, to: Use) {
        self.reads(expr, scope, Target::Use(to), By::Itself);
    }

    /// `for each x in E`: how many there are is decided by the list.
    fn each(&mut self, each: Option<&'m (Local, Expr)>, scope: Scope<'m>, to: Use) -> Scope<'m> {
        let Some((local, list)) = each else {
            return scope;
        };
        self.uses(list, scope, to);
        Scope {
            each: Some((local, list)),
            ..scope
        }
    }

    /// A field that a person gives with its command: on the screens that have a form for it.
    fn given(&mut self, command: CommandRef, to: Field, loc: Loc) {
        let screens = self.index.screens_with(command).to_vec();
        if screens.is_empty() {
            self.enters(Source::Person(command, None), to, loc);
        }
        for screen in screens {
            let forms = self.model.screens[screen].forms.iter();
            let form = forms
                .filter(|(form, _)| *form == command)
                .map(|(_, loc)| *loc);
            let loc = form.min().unwrap_or(loc);
            self.enters(Source::Person(command, Some(screen)), to, loc);
        }
    }

    fn default(&mut self, field: &'m crate::model::Field, to: Field) {
        if let Some(value) = &field.default
            && value.kind != crate::model::ExprKind::None
        {
            self.enters(Source::Default, to, value.loc);
        }
    }
}
