//! Acts and facts of the transaction pattern.

use super::{Cursor, Lowering, Node};
use crate::ast::{Act, ActRef, FactRef, FactWord, Outcome, StepWord};
use crate::engine::Rule;
use crate::{Slip, Span, SyntaxErrorKind};

impl<'t> Lowering<'_, 't> {
    pub(super) fn next_act(&self, cursor: &mut Cursor<'t>) -> Option<Act> {
        Self::act(&cursor.maybe(Rule::act)?)
    }

    /// A pair of rule `act`.
    pub(super) fn act(node: &Node<'_>) -> Option<Act> {
        Act::ALL.into_iter().find(|act| act.word() == node.as_str())
    }

    /// A pair of rule `fact`.
    pub(super) fn fact(&self, node: Node<'t>) -> Option<FactWord> {
        let shape = Cursor::of(node).next()?;
        if shape.as_rule() == Rule::base_fact {
            return Act::ALL
                .into_iter()
                .find(|act| act.fact_word() == shape.as_str())
                .map(FactWord::Base);
        }
        let mut cursor = Cursor::of(shape);
        let act = self.next_act(&mut cursor)?;
        let outcome = match cursor.maybe(Rule::outcome)?.as_str() {
            "asked" => Outcome::Asked,
            "allowed" => Outcome::Allowed,
            _ => Outcome::Refused,
        };
        Some(FactWord::Revocation(act, outcome))
    }

    pub(super) fn fact_ref(&mut self, node: Node<'t>) -> Option<FactRef> {
        let span = self.span(&node);
        let mut cursor = Cursor::of(node);
        Some(FactRef {
            kind: self.next_path(&mut cursor)?,
            fact: self.fact(cursor.maybe(Rule::fact)?)?,
            span,
        })
    }

    pub(super) fn next_fact_ref(&mut self, cursor: &mut Cursor<'t>) -> Option<FactRef> {
        let node = cursor.maybe(Rule::fact_ref)?;
        self.fact_ref(node)
    }

    pub(super) fn fact_refs(&mut self, cursor: &mut Cursor<'t>) -> Option<Vec<FactRef>> {
        cursor
            .many(Rule::fact_ref)
            .into_iter()
            .map(|node| self.fact_ref(node))
            .collect()
    }

    pub(super) fn next_act_ref(&mut self, cursor: &mut Cursor<'t>) -> Option<ActRef> {
        let node = cursor.maybe(Rule::act_ref)?;
        self.act_ref(node)
    }

    pub(super) fn act_ref(&mut self, node: Node<'t>) -> Option<ActRef> {
        let span = self.span(&node);
        let mut cursor = Cursor::of(node);
        if let Some(act) = self.next_act(&mut cursor) {
            let kind = match cursor.maybe(Rule::act_kind) {
                Some(kind) => Some(self.next_path(&mut Cursor::of(kind))?),
                None => None,
            };
            return Some(ActRef {
                step: StepWord::Base(act),
                kind,
                span,
            });
        }
        let shape = cursor.next()?;
        let revoke = shape.as_rule() == Rule::act_revoke;
        let mut inside = Cursor::of(shape);
        let allow = inside.flag(Rule::kw_allow);
        let act = self.next_act(&mut inside)?;
        let kind = if let Some(of) = inside.maybe(Rule::act_of) {
            Some(self.next_path(&mut Cursor::of(of))?)
        } else if let Some(kind) = inside.maybe(Rule::act_without_of) {
            let path = self.next_path(&mut Cursor::of(kind))?;
            self.expect_of(path.span());
            Some(path)
        } else {
            None
        };
        let step = if revoke {
            StepWord::Revoke(act)
        } else if allow {
            StepWord::Allow(act)
        } else {
            StepWord::Refuse(act)
        };
        Some(ActRef { step, kind, span })
    }

    /// `revoke promise OrderCompleting`
    fn expect_of(&mut self, kind: Span) {
        let name = self.source.slice(kind.start as usize, kind.end as usize);
        let slip = Slip::Of {
            name: name.to_owned(),
        };
        self.report(SyntaxErrorKind::Slip(slip), kind);
    }
}
