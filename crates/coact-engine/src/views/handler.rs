//! What one event does to the rows of a view.

use coact_model::model::{Each, Expr, ExprKind, Field, Handler, RowSet, Type, View, ViewId};
use coact_runtime::expr::{Absent, Eval};
use coact_syntax::ast::RowVerb;

use super::change::Change;
use super::table::Becomes;
use crate::case::Case;
use crate::cx::Cx;
use crate::evaluate::{Outside, Scope};
use crate::message::Envelope;
use crate::value::{Value, json};

/// Folds one event into the rows. The case is as of the event, the event included.
pub(crate) fn project(
    cx: &Cx<'_>,
    order: &[ViewId],
    outside: &mut Outside,
    case: &Case,
    envelope: &Envelope,
) {
    for id in order {
        let view = &cx.model.views[*id];
        let of_event = |handler: &&Handler| Some(handler.on) == envelope.event.of();
        for handler in view.handlers.iter().filter(of_event) {
            handle(cx, *id, handler, outside, case, envelope);
        }
    }
}

fn handle(
    cx: &Cx<'_>,
    id: ViewId,
    handler: &Handler,
    outside: &mut Outside,
    case: &Case,
    envelope: &Envelope,
) {
    let scope = Scope::handler(cx, case, envelope);
    if let Some(Each::In(local, list)) = &handler.each {
        let items = scope.clone().with_outside(Some(outside)).items(list);
        // One after the other: a later element may be of the row of an earlier one.
        for item in items {
            let changed = {
                let scope = scope.clone().with_outside(Some(outside));
                scope.with(local, &item, |inner| {
                    let handling = Handling::of(id, handler, inner.clone());
                    handling.at_route().ok()
                })
            };
            if let Some(Some(becomes)) = changed {
                outside.rows.change(id, becomes);
            }
        }
        return;
    }
    let changes = {
        let scope = scope.with_outside(Some(outside));
        let handling = Handling::of(id, handler, scope);
        match &handler.each {
            Some(Each::Rows(condition)) => handling.rows(outside, condition),
            _ => handling.at_route().ok().flatten().into_iter().collect(),
        }
    };
    for becomes in changes {
        outside.rows.change(id, becomes);
    }
}

struct Handling<'h> {
    id: ViewId,
    view: &'h View,
    handler: &'h Handler,
    scope: Scope<'h>,
}

impl<'h> Handling<'h> {
    fn of(id: ViewId, handler: &'h Handler, scope: Scope<'h>) -> Self {
        Self {
            id,
            view: &scope.cx.model.views[id],
            handler,
            scope,
        }
    }

    /// What is changed of a row.
    fn change(&self) -> Change<'h> {
        Change {
            fields: &self.view.fields,
            sets: &self.handler.sets,
            scope: self.scope.clone(),
            is_state: false,
        }
    }

    /// A row with its changes.
    fn changed(&self, row: &[Value]) -> Eval<Vec<Value>> {
        let mut place: Vec<Option<Value>> = row.iter().cloned().map(Some).collect();
        self.change().sets(&mut place)?;
        whole(place)
    }

    /// What becomes of every row for which a condition holds.
    fn rows(&self, outside: &Outside, condition: &Expr) -> Vec<Becomes> {
        let rows = outside.rows.all(self.id);
        let such = rows.filter(|(_, row)| self.scope.of_row(row).holds(condition) == Ok(true));
        let changed = such.filter_map(|(key, row)| {
            let key = key.to_owned();
            if self.handler.verb == RowVerb::Remove {
                return Some(Becomes::Gone(key));
            }
            Some(Becomes::Put(key, self.changed(row).ok()?))
        });
        changed.collect()
    }

    /// What becomes of the row at the handler's route; nothing where it stays as it is.
    fn at_route(&self) -> Eval<Option<Becomes>> {
        let keys = self.scope.all(&self.handler.route)?;
        let key = json(self.scope.cx, &keys);
        let rows = self.scope.outside.ok_or(Absent::Unknown)?;
        let known = rows.rows.row(self.id, &key);
        Ok(match (self.handler.verb, known) {
            (RowVerb::Remove, _) => Some(Becomes::Gone(key)),
            (RowVerb::Update | RowVerb::Set, Some(row)) => {
                Some(Becomes::Put(key, self.changed(row)?))
            }
            (RowVerb::Update, None) => None,
            (RowVerb::Add, _) => {
                let mut row = self.fresh(&keys)?;
                self.change().elements(&mut row)?;
                Some(Becomes::Put(key, whole(row)?))
            }
            (RowVerb::Set, None) => Some(Becomes::Put(key, self.begun(&keys)?)),
        })
    }

    /// The row that `set` makes where there is none. It shows what fields have to begin with, before it is changed.
    fn begun(&self, keys: &[Value]) -> Eval<Vec<Value>> {
        let change = self.change();
        let fields = || self.view.fields.iter().enumerate();
        if !fields().any(|(at, _)| change.reads(at)) {
            let mut row = self.fresh(keys)?;
            change.elements(&mut row)?;
            return whole(row);
        }
        // What no field has to begin with, no value can be made of.
        if fields().any(|(at, field)| change.reads(at) && !field.key && !has_blank(field)) {
            return Err(Absent::Unknown);
        }
        let mut row = self.row(keys, |at, field| {
            self.blank(field).or_else(|| self.given(at))
        })?;
        change.sets(&mut row)?;
        whole(row)
    }

    /// What a field has to begin with.
    fn blank(&self, field: &Field) -> Option<Eval<Value>> {
        match (&field.default, &field.ty) {
            (Some(value), _) => Some(self.scope.eval(value)),
            (None, Type::Optional(_)) => Some(Ok(Value::None)),
            (None, Type::List(_)) => Some(Ok(Value::List(Vec::new()))),
            (None, _) => None,
        }
    }

    /// What is set of a field.
    fn given(&self, at: usize) -> Option<Eval<Value>> {
        self.handler.sets.iter().find_map(|set| match set {
            RowSet::Field(index, value) if *index == at => Some(self.scope.eval(value)),
            _ => None,
        })
    }

    /// A new row, with the defaults of the fields that are not set.
    fn fresh(&self, keys: &[Value]) -> Eval<Vec<Option<Value>>> {
        self.row(keys, |at, field| {
            self.given(at).or_else(|| self.blank(field))
        })
    }

    /// A row with these values beside its key.
    fn row(
        &self,
        keys: &[Value],
        value: impl Fn(usize, &Field) -> Option<Eval<Value>>,
    ) -> Eval<Vec<Option<Value>>> {
        let mut keys = keys.iter();
        let fields = self.view.fields.iter().enumerate().map(|(at, field)| {
            if field.key {
                return Ok(keys.next().cloned());
            }
            // The checker has shown that a row that may be made gets every field.
            value(at, field).unwrap_or(Err(Absent::Unknown)).map(Some)
        });
        fields.collect()
    }
}

/// Whether a field has something to begin with.
const fn has_blank(field: &Field) -> bool {
    field.default.is_some() || matches!(field.ty, Type::Optional(_) | Type::List(_))
}

/// A row of which every field has a value.
fn whole(row: Vec<Option<Value>>) -> Eval<Vec<Value>> {
    row.into_iter()
        .collect::<Option<_>>()
        .ok_or(Absent::Unknown)
}

/// All views, each behind those whose rows it reads.
pub(crate) fn in_order(cx: &Cx<'_>) -> Vec<ViewId> {
    let mut order = Vec::new();
    for id in cx.model.views.ids() {
        visit(cx, id, &mut Vec::new(), &mut order);
    }
    order
}

fn visit(cx: &Cx<'_>, id: ViewId, around: &mut Vec<ViewId>, order: &mut Vec<ViewId>) {
    // The checker refuses circles.
    if order.contains(&id) || around.contains(&id) {
        return;
    }
    around.push(id);
    let handlers = cx.model.views[id].handlers.iter();
    for expr in handlers.flat_map(Handler::expressions) {
        for part in expr.all() {
            if let ExprKind::RowAt(view, _) = part.kind {
                visit(cx, view, around, order);
            }
        }
    }
    around.pop();
    order.push(id);
}
