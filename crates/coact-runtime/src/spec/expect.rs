//! What is expected.

use super::{Failed, Outcome, Spec, Specified};
use crate::ctp::Step;
use crate::expr::Eval;
use crate::{Query, ReadModel, Rows};

/// Whether a row is one that is expected.
pub type Is<'a, V> = &'a dyn Fn(&V) -> Eval<bool>;

impl<M: Specified> Spec<M> {
    /// Nothing happened.
    ///
    /// # Errors
    /// Something did.
    pub fn nothing(&self) -> Outcome {
        self.accepted()?;
        if self.events.is_empty() {
            Ok(())
        } else {
            Err(self.failed("nothing", self.happened()))
        }
    }

    /// The command was refused, by this element where one is named.
    ///
    /// # Errors
    /// It was not, or by another element.
    pub fn rejected(&mut self, name: Option<&str>) -> Outcome {
        let expected = name.map_or_else(
            || "a rejection".to_owned(),
            |name| format!("rejected by {name}"),
        );
        match self.rejection.take() {
            None => Err(self.failed(expected, self.happened())),
            Some(rejection) if name.is_none_or(|name| rejection.is_named(name)) => Ok(()),
            Some(rejection) => Err(self.failed(expected, rejection.to_string())),
        }
    }

    /// An event happened that none of the expectations before it has taken; answers what `is` takes from it.
    ///
    /// # Errors
    /// None did.
    pub fn event<T>(
        &mut self,
        expected: &'static str,
        is: impl Fn(&M::Event) -> Eval<Option<T>>,
    ) -> Result<T, Failed> {
        self.accepted()?;
        for (envelope, taken) in self.events.iter_mut().filter(|(_, taken)| !*taken) {
            if let Ok(Some(found)) = is(&envelope.event) {
                *taken = true;
                return Ok(found);
            }
        }
        Err(self.failed(expected, self.happened()))
    }

    /// The rows of a view: contained, or all of them.
    ///
    /// # Errors
    /// They are not.
    pub fn rows<V: ReadModel>(
        &mut self,
        expected: &'static str,
        exactly: bool,
        rows: &[Is<'_, V>],
    ) -> Outcome {
        self.accepted()?;
        let found = self.all::<V>()?;
        // The order of keys says nothing, so each expected row takes one that fits.
        let mut left: Vec<&V> = found.iter().collect();
        for is in rows {
            let Some(at) = left.iter().position(|row| is(row) == Ok(true)) else {
                return Err(self.failed(expected, format!("{found:#?}")));
            };
            left.remove(at);
        }
        if exactly && !left.is_empty() {
            return Err(self.failed(expected, format!("{found:#?}")));
        }
        Ok(())
    }

    /// The rows of a query: contained, or all of them in order.
    ///
    /// # Errors
    /// They are not.
    pub fn query<Q: Query>(
        &mut self,
        expected: &'static str,
        query: &Q,
        exactly: bool,
        rows: &[Is<'_, Q::Row>],
    ) -> Outcome {
        self.accepted()?;
        let found = query.select(self.all::<Q::Row>()?);
        let holds = if exactly {
            found.len() == rows.len() && found.iter().zip(rows).all(|(row, is)| is(row) == Ok(true))
        } else {
            rows.iter()
                .all(|is| found.iter().any(|row| is(row) == Ok(true)))
        };
        if holds {
            Ok(())
        } else {
            Err(self.failed(expected, format!("{found:#?}")))
        }
    }

    /// The acts on the agenda of a role, all of them, by kind.
    ///
    /// # Errors
    /// There are others.
    pub fn agenda(&self, expected: &'static str, role: M::Role, acts: &[(&str, Step)]) -> Outcome {
        self.accepted()?;
        let mut items = Vec::new();
        for case in self.cases.values() {
            M::agenda(case, &mut items);
        }
        let mut owed: Vec<(&str, Step)> = items
            .iter()
            .filter(|item| item.role == role)
            .filter(|item| item.not_before.is_none_or(|time| time <= self.now))
            .filter_map(|item| Some((item.kind, item.step?)))
            .collect();
        let mut acts = acts.to_vec();
        for list in [&mut owed, &mut acts] {
            list.sort_unstable();
            list.dedup();
        }
        if owed == acts {
            Ok(())
        } else {
            Err(self.failed(expected, format!("{owed:?}")))
        }
    }

    fn all<V: ReadModel>(&mut self) -> Result<Vec<V>, Failed> {
        match self.rows.all::<V>() {
            Ok(rows) => Ok(rows.into_iter().map(|(_, row)| row).collect()),
            Err(error) => Err(self.failed("rows that can be read", error.to_string())),
        }
    }

    /// What happened, for people.
    fn happened(&self) -> String {
        if let Some(rejection) = &self.rejection {
            return rejection.to_string();
        }
        let events: Vec<String> = self
            .events
            .iter()
            .map(|(envelope, _)| format!("{:?}", envelope.event))
            .collect();
        if events.is_empty() {
            "nothing".to_owned()
        } else {
            events.join(", ")
        }
    }
}
