//! What is read from the case, the event and the row.

use coact_model::ctp::Act;
use coact_model::model::{ActMeta, EventMeta, Expr, ExprKind, Instance as About};
use coact_runtime::expr::{self, Absent, Eval};

use super::Scope;
use crate::case::{self, Case, Instance, Performed, Sort};
use crate::message::Event;
use crate::value::Value;

impl<'s> Scope<'s> {
    pub(super) fn read(&self, of: &Expr) -> Eval<Value> {
        let at = |values: Option<&[Value]>, index: usize| {
            let value = values.and_then(|values| values.get(index));
            value.cloned().ok_or(Absent::Unknown)
        };
        match &of.kind {
            ExprKind::Subject(_) => self.subject.clone().ok_or(Absent::Unknown),
            ExprKind::EventSubject => match &self.happened.ok_or(Absent::Unknown)?.event {
                Event::Act(event) => Ok(event.subject.clone()),
                // What a plain event is about is its first field.
                Event::Plain(_, fields) => at(Some(fields), 0),
                Event::Noted(_) => Err(Absent::Unknown),
            },
            ExprKind::EventField(index) => at(
                self.happened.map(|happened| happened.event.fields()),
                *index,
            ),
            ExprKind::EventMeta(meta) => self.event_meta(*meta, of),
            ExprKind::RowField(index) => at(self.row, *index),
            ExprKind::ResultField(index) => at(self.result, *index),
            ExprKind::CommandField(index) => self.command_field(*index),
            ExprKind::StateField(index) => {
                let state = self.state.unwrap_or_default().get(*index);
                state.cloned().flatten().ok_or(Absent::Unknown)
            }
            ExprKind::RowMember(of, _, index) => match self.eval(of)? {
                Value::Row(_, fields) => at(Some(&fields), *index),
                _ => Err(Absent::Unknown),
            },
            ExprKind::Key(inner) => self.eval(inner),
            ExprKind::Fact(..) | ExprKind::Derived(..) | ExprKind::Inverse(..) => self.member(of),
            ExprKind::ActField(instance, act, index) => {
                let performed = self.performed(instance, *act)?;
                at(Some(&performed.payload), *index)
            }
            ExprKind::ActMeta(instance, act, meta) => {
                let performed = self.performed(instance, *act)?;
                Ok(match meta {
                    ActMeta::At => Value::DateTime(performed.at),
                    ActMeta::By => Value::Actor(performed.by.clone()),
                    ActMeta::Role => Value::Role(performed.role.ok_or(Absent::Unknown)?),
                })
            }
            ExprKind::FactTest(instance, fact) => {
                let found = self.instance(instance)?;
                Ok(Value::Bool(if self.keeps {
                    case::is_kept(found, *fact)
                } else {
                    case::stands(found, *fact)
                }))
            }
            ExprKind::Find(..)
            | ExprKind::RowAt(..)
            | ExprKind::Read(_)
            | ExprKind::At(..)
            | ExprKind::Lookup(..) => self.sought(of),
            _ => self.lacks(of, "this expression"),
        }
    }

    pub(super) fn case(&self) -> Eval<&'s Case> {
        self.case.ok_or(Absent::Unknown)
    }

    fn event_meta(&self, meta: EventMeta, of: &Expr) -> Eval<Value> {
        let happened = self.happened.ok_or(Absent::Unknown)?;
        if let (Some(id), Event::Plain(event, _)) = (self.arrival, &happened.event) {
            let system = self.cx.model.events[*event].system;
            let system = system.map(|id| &self.cx.model.systems[id].name.text);
            return Ok(match meta {
                EventMeta::At => Value::DateTime(happened.at),
                EventMeta::Id => Value::Int(expr::number(id, 0)),
                EventMeta::By => Value::Text(system.cloned().unwrap_or_default()),
            });
        }
        Ok(match meta {
            EventMeta::At => Value::DateTime(happened.at),
            EventMeta::By => Value::Actor(happened.by.clone()),
            EventMeta::Id => {
                let case = self.case()?;
                Value::Int(match (case.sort, &case.key) {
                    (Sort::Plain, Value::Uuid(key)) => expr::number(*key, case.version),
                    (Sort::Plain, _) => return self.lacks(of, "the id of this event"),
                    _ => expr::version(case.version),
                })
            }
        })
    }

    fn command_field(&self, index: usize) -> Eval<Value> {
        let (command, given) = self.command.ok_or(Absent::Unknown)?;
        if index == 0 && command.aggregate.is_some() {
            return Ok(self.case()?.key.clone());
        }
        given.get(index).cloned().flatten().ok_or(Absent::Unknown)
    }

    fn instance(&self, about: &About) -> Eval<Option<&'s Instance>> {
        let subject = self.eval(&about.subject)?;
        let case = self.case()?;
        if case.sort != Sort::Case(self.cx.place(about.kind).case) {
            self.lacks(&about.subject, "a transaction that lies outside the case")?;
        }
        let entry = case.entry(about.kind, &subject);
        Ok(entry.map(|entry| &entry.instance))
    }

    /// The latest standing performance of an act.
    fn performed(&self, about: &About, act: Act) -> Eval<&'s Performed> {
        // A tacit execution is part of the declaration.
        let act = match act {
            Act::Execute if self.cx.act(about.kind, act).is_none() => Act::Declare,
            act => act,
        };
        let instance = self.instance(about)?;
        let standing = instance.and_then(|instance| instance.standing.get(&act));
        standing.ok_or(Absent::Unknown)
    }
}
