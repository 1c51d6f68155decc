//! Banks, access, positions and delegation.

use super::block::Separated;
use super::{Cursor, Lowering, Node};
use crate::ast::{AccessItem, BankItem, DelegationItem, Path, PositionItem};
use crate::engine::Rule;

impl<'t> Lowering<'_, 't> {
    pub(super) fn bank(&mut self, node: Node<'t>) -> Option<BankItem> {
        let mut cursor = Cursor::of(node);
        let external = cursor.flag(Rule::kw_external);
        let name = self.declared("bank", &mut cursor)?;
        let number = self.next_str(&mut cursor);
        let block = cursor.maybe(Rule::bank_block)?;
        let contents = self.block(
            block,
            Rule::only_bank_content,
            Separated::Yes,
            |lower, node| lower.path(node),
            |_| None,
        );
        let from = match cursor.maybe(Rule::bank_from) {
            Some(from) => Some(self.next_path(&mut Cursor::of(from))?),
            None => None,
        };
        Some(BankItem {
            external,
            name,
            number,
            contents,
            from,
        })
    }

    pub(super) fn access(&self, node: Node<'t>) -> Option<AccessItem> {
        let mut cursor = Cursor::of(node);
        Some(AccessItem {
            readers: self.joined(&mut cursor)?,
            banks: self.joined(&mut cursor)?,
        })
    }

    pub(super) fn position(&mut self, node: Node<'t>) -> Option<PositionItem> {
        let mut cursor = Cursor::of(node);
        Some(PositionItem {
            name: self.declared("position", &mut cursor)?,
            roles: self.joined(&mut cursor)?,
        })
    }

    pub(super) fn delegation(&self, node: Node<'t>) -> Option<DelegationItem> {
        let mut cursor = Cursor::of(node);
        let mut acts = Vec::new();
        for act in cursor.many(Rule::act) {
            acts.push((Self::act(&act)?, self.span(&act)));
        }
        Some(DelegationItem {
            acts,
            kind: self.next_path(&mut cursor)?,
            from: self.next_path(&mut cursor)?,
            to: self.next_path(&mut cursor)?,
        })
    }

    /// `Seller or Shopper`, `CustomerFacts and OrderFacts`
    fn joined(&self, cursor: &mut Cursor<'t>) -> Option<Vec<Path>> {
        let paths = cursor.maybe(Rule::paths)?;
        Some(self.paths(&mut Cursor::of(paths)))
    }
}
