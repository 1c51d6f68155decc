//! What lies outside the case: rows of views, other entities, answers of the host.

use std::collections::BTreeMap;

use coact_model::model::{EntityForm, EntityId, Expr, ExprKind, LookupId, RowAnswer, Type, ViewId};
use coact_runtime::expr::{Absent, Eval};

use super::Scope;
use crate::case::held::Hold;
use crate::case::{Case, stands};
use crate::cx::Cx;
use crate::value::{Value, json, text};
use crate::views::Table;

/// What is known beside one case: all cases, what they reserved and have, the rows, and what the host answers.
#[derive(Debug, Default)]
pub(crate) struct Outside {
    /// The cases, by the names of their streams.
    pub(crate) cases: BTreeMap<String, Case>,
    /// The case that made each entity, by its key as text; what specialises another is there as that one.
    pub(crate) claims: BTreeMap<(EntityId, String), String>,
    /// What only so many may have at a time.
    pub(crate) held: Vec<Hold>,
    /// The rows of all views.
    pub(crate) rows: Table,
    /// What the host answers; the latest answer comes first.
    pub(crate) answers: Vec<Answer>,
}

/// What the host answers to a look-up.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) lookup: LookupId,
    pub(crate) asked: Vec<Value>,
    pub(crate) answer: Value,
}

impl Outside {
    /// The case that tells of an entity; none before it is one, where another becomes it.
    pub(crate) fn owner(&self, cx: &Cx<'_>, entity: EntityId, key: &Value) -> Option<&Case> {
        let claim = (cx.model.foundation(entity), text(cx, key));
        let case = self.cases.get(self.claims.get(&claim)?)?;
        let mut lineage = cx.model.lineage(entity);
        let is_one = lineage.all(|more| match cx.entity(more).form {
            EntityForm::Specialised(_, Some((kind, fact))) => {
                stands(case.entry(kind, key).map(|entry| &entry.instance), fact)
            }
            _ => true,
        });
        is_one.then_some(case)
    }

    /// The key, as text, of the entity that has unique facts of these values.
    pub(crate) fn holder(&self, law: &str, values: &str) -> Option<&str> {
        let mut held = self.held.iter();
        let held = held.find(|hold| hold.law.identity == law && hold.key == values)?;
        Some(&held.holder)
    }
}

impl Scope<'_> {
    pub(super) fn sought(&self, of: &Expr) -> Eval<Value> {
        match &of.kind {
            ExprKind::Lookup(id, args) => self.looked_up(*id, args),
            ExprKind::RowAt(view, keys) if !matches!(of.ty, Type::Map(..)) => {
                self.row_at(*view, &self.all(keys)?)
            }
            ExprKind::Read(index) if !matches!(of.ty, Type::Map(..)) => self.row_read(*index, None),
            ExprKind::At(map, key) => {
                let key = self.eval(key)?;
                match &map.kind {
                    ExprKind::RowAt(view, _) => self.row_at(*view, &[key]),
                    ExprKind::Read(index) => self.row_read(*index, Some(key)),
                    ExprKind::Find(entity, _) => self.existing(*entity, key),
                    _ => match self.eval(map)? {
                        Value::Map(entries) => entries.get(&key).cloned().ok_or(Absent::Unknown),
                        _ => Err(Absent::Unknown),
                    },
                }
            }
            ExprKind::Find(entity, keys) if !matches!(of.ty, Type::Map(..)) => {
                self.found(*entity, keys, of)
            }
            _ => self.lacks(of, "what is read by many keys, as a whole"),
        }
    }

    /// The row of a view under a key.
    fn row_at(&self, view: ViewId, keys: &[Value]) -> Eval<Value> {
        let outside = self.outside.ok_or(Absent::Unknown)?;
        let row = outside.rows.row(view, &json(self.cx, keys));
        let row = row.ok_or(Absent::Unknown)?;
        Ok(Value::Row(view, row.to_vec()))
    }

    /// A row that the command reads: the only one, or the one under a key that it reads.
    fn row_read(&self, index: usize, key: Option<Value>) -> Eval<Value> {
        let (command, _) = self.command.ok_or(Absent::Unknown)?;
        let reads = command.reads.get(index).ok_or(Absent::Unknown)?;
        let keys = self.eval(&reads.key)?;
        match key {
            None => self.row_at(reads.view, &[keys]),
            Some(key) => {
                let same = command
                    .reads
                    .iter()
                    .filter(|other| other.view == reads.view);
                let is_read = same
                    .map(|other| self.eval(&other.key))
                    .any(|keys| match keys {
                        Ok(Value::List(keys)) => keys.contains(&key),
                        Ok(other) => other == key,
                        Err(_) => false,
                    });
                if !is_read {
                    return Err(Absent::Unknown);
                }
                self.row_at(reads.view, &[key])
            }
        }
    }

    fn looked_up(&self, id: LookupId, args: &[Expr]) -> Eval<Value> {
        let asked = self.all(args)?;
        let outside = self.outside.ok_or(Absent::Unknown)?;
        let mut answers = outside.answers.iter();
        // What was answered by hand goes before.
        if let Some(known) = answers.find(|known| known.lookup == id && known.asked == asked) {
            return Ok(known.answer.clone());
        }
        let lookup = &self.cx.model.lookups[id];
        let view = lookup.from.ok_or(Absent::Unknown)?;
        let row = match self.row_at(view, &asked) {
            Ok(Value::Row(_, fields)) => Ok(fields),
            Ok(_) => Err(Absent::Unknown),
            Err(absent) => Err(absent),
        };
        let defs = &self.cx.model.views[view].fields;
        let value = |row: Vec<Value>| match self.cx.model.row_answer(lookup, view)? {
            RowAnswer::Field(at) => row.get(at).cloned(),
            RowAnswer::Value(value) => {
                let fields = self.cx.model.values[value].fields.iter();
                let fields = fields.map(|field| {
                    let at = defs
                        .iter()
                        .position(|def| def.name.text == field.name.text)?;
                    row.get(at).cloned()
                });
                Some(Value::Record(value, fields.collect::<Option<_>>()?))
            }
        };
        let found = row.and_then(|row| value(row).ok_or(Absent::Unknown));
        if !matches!(lookup.result, Type::Optional(_)) {
            return found;
        }
        // Where the field is optional itself, so is what is answered.
        Ok(match found {
            Ok(value @ (Value::Some(_) | Value::None)) => value,
            Ok(value) => Value::Some(Box::new(value)),
            Err(_) => Value::None,
        })
    }

    /// The key of an entity, where there is one.
    pub(super) fn existing(&self, entity: EntityId, key: Value) -> Eval<Value> {
        // Whether somebody outside the scope of interest exists is not known here.
        if self.cx.maker(entity).is_none() {
            return Ok(key);
        }
        let outside = self.outside.ok_or(Absent::Unknown)?;
        let owner = outside.owner(self.cx, entity, &key);
        owner.map(|_| key).ok_or(Absent::Unknown)
    }
}
