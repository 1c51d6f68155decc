//! How requests say what encloses the new instance, and what is left to the model.

use super::{REQUEST, Topology};
use crate::ctp::{Act, Step};
use crate::model::{KindId, PayloadDefault, PayloadField, PayloadOrigin, Type};

/// How a request says what encloses the new instance: by the payload field at this place, or beside the payload.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Address {
    /// By a field that is in the event only; the command has it to be found by.
    FilledIn(usize),
    /// By a field that the command gives anyway.
    Given(usize),
    /// By a value of the command beside its payload: the subject of this kind.
    Added(KindId),
}

/// Whether the command has the field at all: a filled-in fact is in the event only.
pub const fn in_command(field: &PayloadField) -> bool {
    !matches!(field.origin, PayloadOrigin::FilledIn(_))
}

impl<'a> Topology<'a> {
    /// How the request of an instance with a subject of its own says what encloses it: the payload field that is the
    /// parent's subject, else something added to the command.
    pub fn address(&self, kind: KindId) -> Option<Address> {
        let place = self.place(kind);
        let parent = match place.parent.filter(|_| place.own_subject) {
            Some((parent, _)) => parent,
            None => self.apart(kind)?.0,
        };
        let request = self.act(kind, Act::Request)?;
        Some(match self.addresses(kind).first() {
            Some(at) => match request.payload.get(*at).map(|field| field.origin) {
                Some(PayloadOrigin::FilledIn(_)) => Address::FilledIn(*at),
                _ => Address::Given(*at),
            },
            None => Address::Added(parent),
        })
    }

    /// The payload fields of a request that may say what encloses the new instance, as indices; where there are several,
    /// nothing tells which. The fact that is filled in says it; else the subject's own fact before data of the act, and of
    /// several facts the one that has a way back.
    pub fn addresses(&self, kind: KindId) -> Vec<usize> {
        let (Some(parent), Some(request)) = (self.around(kind), self.act(kind, Act::Request))
        else {
            return Vec::new();
        };
        let subject = self.subject(kind);
        let around = self.subject(parent);
        let is_it = |ty: &Type| matches!(ty, Type::Entity(id) if self.model.lineage(around).any(|more| more == *id));
        let has_way_back = |fact: usize| {
            let lineage = self.model.lineage(around);
            let mut inverses = lineage.flat_map(|entity| &self.entity(entity).inverses);
            inverses.any(|inverse| {
                inverse.fact == fact
                    && self
                        .model
                        .bearers(subject, fact)
                        .any(|id| id == inverse.entity)
            })
        };
        let rank = |field: &PayloadField| match field.origin {
            PayloadOrigin::FilledIn(_) => 0,
            PayloadOrigin::Fact(fact) if has_way_back(fact) => 1,
            PayloadOrigin::Fact(_) => 2,
            PayloadOrigin::Data => 3,
        };
        let fields = || {
            let fields = request.payload.iter().enumerate();
            fields.filter(|(_, field)| is_it(&field.ty))
        };
        let Some(best) = fields().map(|(_, field)| rank(field)).min() else {
            return Vec::new();
        };
        fields()
            .filter(|(_, field)| rank(field) == best)
            .map(|(at, _)| at)
            .collect()
    }

    /// What a link or rule gives a payload field that is left out. By the field that says what encloses a new instance its
    /// case is found, before anything can be computed: it has no default.
    pub fn default_of(&self, kind: KindId, step: Step, at: usize) -> Option<&'a PayloadDefault> {
        let field = self.step(kind, step)?.payload.get(at)?;
        let default = field.default.as_ref()?;
        if step != REQUEST {
            return Some(default);
        }
        let is_address =
            matches!(self.address(kind), Some(Address::Given(address)) if address == at);
        // A transaction that asks for itself, or for another apart, opens another case: there is nothing of this one to
        // read in it.
        let source = match default {
            PayloadDefault::Link(link, _) => self.model.links[*link].source.0,
            PayloadDefault::Rule(rule, _) => self.model.rules[*rule].kind,
        };
        let asks = self.apart(kind).map(|(parent, _)| parent);
        let is_next = source == kind || Some(source) == asks;
        (!is_address && !is_next).then_some(default)
    }
}
