//! Entities: what the case tells of them, and what is read of others by key.

use coact_model::model::{EntityId, Expr, ExprKind, Type};
use coact_runtime::expr::{Absent, Eval};

use super::Scope;
use crate::case::{Case, Sort, entity, held};
use crate::cx::Cx;
use crate::value::{Value, json, parsed};

impl Scope<'_> {
    /// A fact, a derived fact or a way back.
    pub(super) fn member(&self, member: &Expr) -> Eval<Value> {
        let (ExprKind::Fact(of, id, index)
        | ExprKind::Derived(of, id, index)
        | ExprKind::Inverse(of, id, index)) = &member.kind
        else {
            return Err(Absent::Unknown);
        };
        let key = self.eval(of)?;
        let decides = self.subject.is_some() || self.command.is_some();
        let case = if decides && is_read(of) {
            if self.cx.maker(*id).is_none() {
                return self.lacks(member, "a fact of an entity of which no case tells");
            }
            let outside = self.outside.ok_or(Absent::Unknown)?;
            let owner = outside.owner(self.cx, *id, &key);
            owner.ok_or(Absent::Unknown)?
        } else {
            self.case()?
        };
        if !is_told(self.cx, case, *id) {
            return self.lacks(member, "a fact that lies outside the case");
        }
        match &member.kind {
            ExprKind::Fact(..) => entity::fact(self.cx, case, *id, *index, &key).cloned(),
            ExprKind::Derived(..) => {
                let derived = self.cx.entity(*id).derived.get(*index);
                let derived = derived.ok_or(Absent::Unknown)?;
                self.derived(case, key).eval(&derived.value)
            }
            _ if !entity::leads_inside(self.cx, case, *id, *index) => {
                self.lacks(member, "a way back that leaves the case")
            }
            _ => Ok(Value::List(entity::inverse(
                self.cx, case, *id, *index, &key,
            ))),
        }
    }

    /// An entity that is found by its key, or by unique facts.
    pub(super) fn found(
        &self,
        id: EntityId,
        keys: &[(Option<usize>, Expr)],
        of: &Expr,
    ) -> Eval<Value> {
        if let [(None, key)] = keys {
            return self.existing(id, self.eval(key)?);
        }
        let facts: Vec<usize> = keys.iter().filter_map(|(fact, _)| *fact).collect();
        let Some((law, order)) = held::unique(self.cx, id, &facts) else {
            return self.lacks(of, "an entity that is found by these facts");
        };
        let mut values = Vec::new();
        for fact in order {
            let mut keys = keys.iter();
            let value = keys.find(|(known, _)| *known == Some(fact));
            let (_, value) = value.ok_or(Absent::Unknown)?;
            values.push(held::compared(self.eval(value)?)?);
        }
        let outside = self.outside.ok_or(Absent::Unknown)?;
        let holder = outside.holder(&law, &json(self.cx, &values));
        let holder = holder.ok_or(Absent::Unknown)?;
        let key = parsed(self.cx, &Type::Entity(id), holder).ok_or(Absent::Unknown)?;
        if self.subject.is_some() || self.command.is_some() {
            return self.existing(id, key);
        }
        Ok(key)
    }
}

/// Whether a case tells of entities of a type.
fn is_told(cx: &Cx<'_>, case: &Case, id: EntityId) -> bool {
    match case.sort {
        Sort::Case(sort) => cx.entities_of(sort).contains(&id),
        Sort::Aggregate(_) | Sort::Plain => false,
    }
}

/// Whether the value comes of something read by key.
fn is_read(of: &Expr) -> bool {
    let parts = of.all();
    let mut kinds = parts.iter().map(|part| &part.kind);
    kinds.any(|kind| matches!(kind, ExprKind::Find(..) | ExprKind::RowAt(..)))
}
