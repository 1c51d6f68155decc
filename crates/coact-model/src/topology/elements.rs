//! Responses that perform an act once per element of a list, and what tells the elements apart.

use super::{REQUEST, Topology};
use crate::model::{Expr, ExprKind, KindId, Local, Response, Type};

/// An element of a list that is gone through.
#[derive(Clone, Copy, Debug)]
pub struct Element<'a> {
    /// The variable that it is bound to.
    pub local: &'a Local,
    /// The payload field that carries the element's key, with the value the response gives it.
    pub key: Option<(usize, &'a Expr)>,
}

impl<'a> Topology<'a> {
    /// Whether several responses of one branch ask for instances of this kind by themselves, so that each remembers which
    /// it answers.
    pub fn several_ask(&self, kind: KindId) -> bool {
        (self.place(kind).own_subject || self.apart(kind).is_some())
            && self.model.rules.values().any(|rule| {
                let asks = |response: &&Response| {
                    (response.kind, response.step) == (kind, REQUEST)
                        && self.is_by_itself(rule, response)
                };
                let branches = [&rule.then, &rule.otherwise];
                branches
                    .into_iter()
                    .any(|branch| branch.iter().filter(asks).count() > 1)
            })
    }

    /// The first response that asks for instances of this kind once per element. Where there are more, instances remember
    /// the elements of all of them in one way.
    pub fn per_element(&self, kind: KindId) -> Option<Element<'a>> {
        for rule in self.model.rules.values() {
            for response in rule.then.iter().chain(&rule.otherwise) {
                let Some((local, _)) = &response.each else {
                    continue;
                };
                if (response.kind, response.step) == (kind, REQUEST) {
                    let payload = response.payload.iter().map(|(at, value)| (*at, value));
                    return Some(self.element_of(local, payload));
                }
            }
        }
        None
    }

    /// The elements of the list that a response goes through, with the values that it gives: they are told apart by what is
    /// set from the key of a keyed value, or from the element itself.
    pub fn element_of<'e>(
        &self,
        local: &'e Local,
        payload: impl IntoIterator<Item = (usize, &'e Expr)>,
    ) -> Element<'e> {
        let mut payload = payload.into_iter();
        let key = payload.find(|(_, value)| self.is_key(local, value));
        Element { local, key }
    }

    fn is_key(&self, local: &Local, value: &Expr) -> bool {
        match &value.kind {
            ExprKind::Convert(inner) | ExprKind::Some(inner) => self.is_key(local, inner),
            ExprKind::Local(found) => **found == *local && !matches!(found.ty, Type::Value(_)),
            ExprKind::Field(of, id, field) => {
                let fields = &self.model.values[*id].fields;
                let keys = fields.iter().filter(|field| field.key).count();
                keys == 1
                    && fields.get(*field).is_some_and(|field| field.key)
                    && matches!(&of.kind, ExprKind::Local(found) if **found == *local)
            }
            _ => false,
        }
    }
}

impl Expr {
    /// Whether it asks the host, or reads by key.
    pub fn has_lookup(&self) -> bool {
        self.all().iter().any(|part| part.is_asked())
    }

    /// Whether it needs more than the fold: the host or the clock.
    pub fn has_inputs(&self) -> bool {
        let mut parts = self.all().into_iter();
        parts.any(|part| part.is_asked() || matches!(part.kind, ExprKind::Now | ExprKind::Today))
    }

    const fn is_asked(&self) -> bool {
        matches!(
            self.kind,
            ExprKind::Lookup(..) | ExprKind::RowAt(..) | ExprKind::Find(..)
        )
    }
}
