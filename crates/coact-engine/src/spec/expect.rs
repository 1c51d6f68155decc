//! What is expected.

use coact_model::ctp::Step;
use coact_model::model::{ActorId, ConstantId, Expect, Expr, KindId, RowSource, ViewId};
use coact_runtime::expr::Eval;

use super::run::Running;
use crate::case::agenda;
use crate::message::{Envelope, Event};
use crate::value::Value;
use crate::views;
use crate::world::{Going, Stuck};

/// What an event of an expectation says.
struct Wanted<'e> {
    /// What it is of.
    of: coact_model::model::EventRef,
    subject: Option<&'e Expr>,
    fields: &'e [(usize, Expr)],
}

impl Running<'_> {
    /// Compares what came with what is expected.
    pub(super) fn expect(&mut self, expect: &Expect) -> Going<()> {
        match expect {
            Expect::Nothing => {
                self.world.accepted()?;
                if self.world.events.is_empty() {
                    return Ok(());
                }
                Err(Stuck::new("nothing", self.happened()))
            }
            Expect::Rejected(name) => self.rejected(name.as_deref()),
            Expect::Event {
                kind,
                step,
                subject,
                fields,
            } => self.event(&Wanted {
                of: coact_model::model::EventRef::Act(*kind, *step),
                subject: subject.as_ref(),
                fields,
            }),
            Expect::PlainEvent { event, fields } => self.event(&Wanted {
                of: coact_model::model::EventRef::Plain(*event),
                subject: None,
                fields,
            }),
            Expect::Rows {
                source,
                exactly,
                rows,
            } => self.rows(source, *exactly, rows),
            Expect::Agenda(actor, acts) => self.agenda(*actor, acts),
        }
    }

    /// The command was refused, by this element where one is named.
    fn rejected(&mut self, name: Option<&str>) -> Going<()> {
        let expected = name.map_or_else(
            || "a rejection".to_owned(),
            |name| format!("rejected by {name}"),
        );
        match self.world.rejection.take() {
            None => Err(Stuck::new(expected, self.happened())),
            Some(rejection) if name.is_none_or(|name| rejection.is_named(name)) => Ok(()),
            Some(rejection) => Err(Stuck::refused(expected, &rejection)),
        }
    }

    /// An event happened that none of the expectations before it has taken.
    fn event(&mut self, wanted: &Wanted<'_>) -> Going<()> {
        self.world.accepted()?;
        let found = self.world.events.iter().enumerate();
        let mut free = found.filter(|(_, (_, taken))| !*taken);
        let found = free.find_map(|(at, (envelope, _))| {
            let bound = self.fits(wanted, envelope).ok().flatten()?;
            Some((at, bound))
        });
        let Some((at, bound)) = found else {
            return Err(Stuck {
                differs: self.unlike_event(wanted),
                ..Stuck::new(self.wanted_event(wanted), self.happened())
            });
        };
        if let Some((_, taken)) = self.world.events.get_mut(at) {
            *taken = true;
        }
        for (constant, value) in bound {
            self.bind(constant, value);
        }
        Ok(())
    }

    /// The constants that an event binds; none where it is another one than is expected.
    fn fits(
        &self,
        wanted: &Wanted<'_>,
        envelope: &Envelope,
    ) -> Eval<Option<Vec<(ConstantId, Value)>>> {
        if envelope.event.of() != Some(wanted.of) {
            return Ok(None);
        }
        let mut bound = Vec::new();
        let mut compare = |expected: &Expr, value: &Value| -> Eval<bool> {
            if let Some(constant) = self.produced(expected)
                && !bound.iter().any(|(known, _)| *known == constant)
            {
                bound.push((constant, value.clone()));
                return Ok(true);
            }
            if let Some(constant) = self.produced(expected) {
                let known = bound.iter().find(|(known, _)| *known == constant);
                return Ok(known.is_some_and(|(_, known)| known == value));
            }
            Ok(self.scope(false).eval(expected)? == *value)
        };
        if let (Event::Act(event), Some(subject)) = (&envelope.event, wanted.subject)
            && !compare(subject, &event.subject)?
        {
            return Ok(None);
        }
        for (at, expected) in wanted.fields {
            let value = envelope.event.fields().get(*at).unwrap_or(&Value::None);
            if !compare(expected, value)? {
                return Ok(None);
            }
        }
        Ok(Some(bound))
    }

    /// The rows of a view or query: contained, or all of them; of a query in order.
    fn rows(
        &mut self,
        source: &RowSource,
        exactly: bool,
        rows: &[Vec<(usize, Expr)>],
    ) -> Going<()> {
        self.world.accepted()?;
        let (view, found) = self.found(source)?;
        let is = |row: &[(usize, Expr)], found: &Vec<Value>| {
            row.iter().all(|(at, expected)| {
                let expected = self.scope(false).eval(expected);
                expected.is_ok_and(|expected| found.get(*at) == Some(&expected))
            })
        };
        let holds = match source {
            RowSource::Query(..) if exactly => {
                found.len() == rows.len()
                    && found.iter().zip(rows).all(|(found, row)| is(row, found))
            }
            RowSource::Query(..) => rows
                .iter()
                .all(|row| found.iter().any(|found| is(row, found))),
            RowSource::View(_) => {
                // The order of keys says nothing, so each expected row takes one that fits.
                let mut left: Vec<&Vec<Value>> = found.iter().collect();
                let fits = rows.iter().all(|row| {
                    let at = left.iter().position(|found| is(row, found));
                    at.map(|at| left.remove(at)).is_some()
                });
                fits && (!exactly || left.is_empty())
            }
        };
        if holds {
            return Ok(());
        }
        let expected = self.wanted_rows(view, exactly, rows);
        Err(Stuck {
            differs: self.unlike_rows(view, rows, &found),
            ..Stuck::new(expected, self.shown_rows(view, &found))
        })
    }

    fn found(&self, source: &RowSource) -> Going<(ViewId, Vec<Vec<Value>>)> {
        let rows = &self.world.outside.rows;
        match source {
            RowSource::View(view) => {
                let all = rows.all(*view).map(|(_, row)| row.to_vec());
                Ok((*view, all.collect()))
            }
            RowSource::Query(query, args) => {
                let query = &self.cx.model.queries[*query];
                let args = self.scope(false).all(args);
                let args =
                    args.map_err(|_| Stuck::new("a value", "something that is not known"))?;
                let me = self.world.asker();
                Ok((query.view, views::select(self.cx, rows, query, &args, &me)))
            }
        }
    }

    /// The acts on the agenda of a role, all of them, by kind.
    fn agenda(&self, role: ActorId, acts: &[(KindId, Step)]) -> Going<()> {
        self.world.accepted()?;
        let cases = self.world.outside.cases.values();
        let items = cases.flat_map(|case| agenda::agenda(self.cx, case));
        let mut owed: Vec<(KindId, Step)> = items
            .filter(|item| item.role == role)
            .filter(|item| item.not_before.is_none_or(|time| time <= self.world.now))
            .map(|item| (item.kind, item.step))
            .collect();
        let mut acts = acts.to_vec();
        for list in [&mut owed, &mut acts] {
            list.sort_unstable();
            list.dedup();
        }
        if owed == acts {
            return Ok(());
        }
        Err(Stuck::new(
            self.shown_acts(role, &acts),
            self.shown_acts(role, &owed),
        ))
    }

    /// How the only event of the expected sort that happened is another than was expected.
    fn unlike_event(&self, wanted: &Wanted<'_>) -> Vec<String> {
        let events = self.world.events.iter();
        let same = events.filter(|(it, taken)| !taken && it.event.of() == Some(wanted.of));
        let same: Vec<&Event> = same.map(|(envelope, _)| &envelope.event).collect();
        let [only] = same.as_slice() else {
            return Vec::new();
        };
        let mut unlike = Vec::new();
        if let (Event::Act(event), Some(subject)) = (only, wanted.subject) {
            let name = self.subject_of(wanted.of).unwrap_or_default();
            unlike.extend(self.unlike(&name, subject, &event.subject));
        }
        let names = self.names_of(wanted.of);
        unlike.extend(self.unlike_fields(&names, wanted.fields, only.fields()));
        unlike
    }

    /// How the only row is another than the only one that was expected.
    fn unlike_rows(
        &self,
        view: ViewId,
        rows: &[Vec<(usize, Expr)>],
        found: &[Vec<Value>],
    ) -> Vec<String> {
        let ([wanted], [found]) = (rows, found) else {
            return Vec::new();
        };
        let fields = self.cx.model.views[view].fields.iter();
        let names: Vec<&str> = fields.map(|field| &*field.name.text).collect();
        self.unlike_fields(&names, wanted, found)
    }

    /// The text of an event that is expected.
    fn wanted_event(&self, wanted: &Wanted<'_>) -> String {
        self.shown_event(wanted.of, wanted.subject, wanted.fields)
    }
}
