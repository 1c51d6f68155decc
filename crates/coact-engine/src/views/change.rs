//! Changes of what has fields: of the row of a view, of the state of an aggregate.

use coact_model::model::{Expr, ExprKind, Field, RowSet, Type};
use coact_runtime::expr::{Absent, Eval};
use coact_syntax::ast::RowVerb;

use crate::evaluate::Scope;
use crate::value::Value;

/// What is set of the fields of something.
pub(crate) struct Change<'c> {
    pub(crate) fields: &'c [Field],
    pub(crate) sets: &'c [RowSet],
    pub(crate) scope: Scope<'c>,
    /// The state of an aggregate, not a row.
    pub(crate) is_state: bool,
}

/// What is set, and where.
fn expressions(set: &RowSet) -> impl Iterator<Item = &Expr> {
    let (key, values) = match set {
        RowSet::Field(_, value) => (Some(value), &[][..]),
        RowSet::Element { key, sets, .. } => (key.as_ref(), sets.as_slice()),
    };
    let values = values.iter().map(|(_, value)| value);
    key.into_iter().chain(values)
}

impl Change<'_> {
    /// All changes. What a value reads is what was there before, whatever else is set.
    pub(crate) fn sets(&self, place: &mut [Option<Value>]) -> Eval<()> {
        let mut values = Vec::new();
        for set in self.sets {
            if let RowSet::Field(index, value) = set {
                values.push((*index, self.eval(place, value)?));
            }
        }
        self.elements(place)?;
        for (index, value) in values {
            if let Some(field) = place.get_mut(index) {
                *field = Some(value);
            }
        }
        Ok(())
    }

    /// Changes of elements of keyed lists alone.
    pub(crate) fn elements(&self, place: &mut [Option<Value>]) -> Eval<()> {
        self.sets
            .iter()
            .try_for_each(|set| self.element(place, set))
    }

    /// Whether a value is what this field showed before.
    pub(crate) fn reads(&self, field: usize) -> bool {
        let mut all = self.sets.iter().flat_map(expressions);
        all.any(|expr| {
            expr.all().into_iter().any(|part| {
                matches!(part.kind, ExprKind::RowField(index) | ExprKind::StateField(index) if index == field)
            })
        })
    }

    /// The value of an expression, with the fields as they are now.
    pub(crate) fn eval(&self, place: &[Option<Value>], expr: &Expr) -> Eval<Value> {
        if self.is_state {
            return self.scope.of_state(place).eval(expr);
        }
        let shown = place
            .iter()
            .map(|field| field.clone().unwrap_or(Value::None));
        let row: Vec<Value> = shown.collect();
        self.scope.of_row(&row).eval(expr)
    }

    /// The change of a list's element.
    fn element(&self, place: &mut [Option<Value>], set: &RowSet) -> Eval<()> {
        let RowSet::Element {
            field,
            verb,
            key,
            sets,
            ..
        } = set
        else {
            return Ok(());
        };
        let cx = self.scope.cx;
        let Some(Type::List(inner)) = self.fields.get(*field).map(|field| &field.ty) else {
            return Ok(());
        };
        let Type::Value(id) = &**inner else {
            return Ok(());
        };
        let value = &cx.model.values[*id];
        let list = match place.get(*field) {
            Some(Some(Value::List(items))) => items.clone(),
            _ => Vec::new(),
        };
        // The key as given, or as the fields say it.
        let mut wanted = Vec::new();
        for (at, _) in value.fields.iter().enumerate().filter(|(_, it)| it.key) {
            let said = sets.iter().find(|(index, _)| *index == at);
            let given = said.map(|(_, value)| value).or(key.as_ref());
            if !list.is_empty() {
                wanted.push((at, given.map(|given| self.eval(place, given)).transpose()?));
            }
        }
        let is = |element: &Value| match element {
            Value::Record(_, fields) => wanted
                .iter()
                .all(|(at, wanted)| wanted.is_some() && fields.get(*at) == wanted.as_ref()),
            _ => false,
        };
        let found = list.iter().position(is);
        let fresh = || -> Eval<Value> {
            let fields = value.fields.iter().enumerate().map(|(at, field)| {
                let said = sets.iter().find(|(index, _)| *index == at);
                let given = said.map(|(_, value)| value).or(if field.key {
                    key.as_ref()
                } else {
                    field.default.as_ref()
                });
                match (given, &field.ty) {
                    (Some(given), _) => self.eval(place, given),
                    (None, Type::Optional(_)) => Ok(Value::None),
                    (None, _) => Err(Absent::Unknown),
                }
            });
            Ok(Value::Record(*id, fields.collect::<Eval<_>>()?))
        };
        let updated = |element: &Value| -> Eval<Value> {
            let mut element = element.clone();
            if let Value::Record(_, fields) = &mut element {
                for (at, new) in sets {
                    let new = self.eval(place, new)?;
                    if let Some(field) = fields.get_mut(*at) {
                        *field = new;
                    }
                }
            }
            Ok(element)
        };
        let mut list = list.clone();
        match (verb, found) {
            (RowVerb::Remove, Some(at)) => {
                list.remove(at);
            }
            (RowVerb::Update | RowVerb::Set, Some(at)) => {
                if let Some(element) = list.get_mut(at) {
                    *element = updated(element)?;
                }
            }
            (RowVerb::Add, Some(at)) => {
                let fresh = fresh()?;
                if let Some(element) = list.get_mut(at) {
                    *element = fresh;
                }
            }
            (RowVerb::Add | RowVerb::Set, None) => list.push(fresh()?),
            (RowVerb::Remove | RowVerb::Update, None) => {}
        }
        if let Some(place) = place.get_mut(*field) {
            *place = Some(Value::List(list));
        }
        Ok(())
    }
}
