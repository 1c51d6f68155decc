//! Processes and their links.

use super::block::Separated;
use super::{Cursor, Lowering, Node};
use crate::ast::{Arrow, Link, ProcessItem, ProcessMember, Retry};
use crate::engine::Rule;

impl<'t> Lowering<'_, 't> {
    pub(super) fn process(&mut self, node: Node<'t>) -> Option<ProcessItem> {
        let mut cursor = Cursor::of(node);
        let title = self.next_text(&mut cursor);
        let block = cursor.maybe(Rule::process_block)?;
        let read = |lower: &mut Self, node| lower.link(node).map(ProcessMember::Link);
        let members = self.block(block, Rule::only_link, Separated::Yes, read, |span| {
            Some(ProcessMember::Broken(span))
        });
        Some(ProcessItem { title, members })
    }

    fn link(&mut self, node: Node<'t>) -> Option<Link> {
        let span = self.span(&node);
        let mut cursor = Cursor::of(node);
        let doc = self.doc();
        let source = self.next_fact_ref(&mut cursor)?;
        let arrow = if cursor.flag(Rule::p_wait) {
            Arrow::Wait
        } else {
            Arrow::Response
        };
        let target = self.next_act_ref(&mut cursor)?;
        let bounds = match cursor.maybe(Rule::link_bounds) {
            Some(bounds) => Some(self.multiplicity(Cursor::of(bounds).next()?)?),
            None => None,
        };
        let payload = self.next_inits(&mut cursor);
        let automated = cursor
            .maybe(Rule::kw_automated)
            .map(|node| self.span(&node));
        let retry = cursor.maybe(Rule::retry).map(|node| {
            let span = self.span(&node);
            let times = Cursor::of(node)
                .maybe(Rule::int)
                .map(|node| self.int(&node));
            Retry { times, span }
        });
        let apart = cursor.maybe(Rule::kw_apart).map(|node| self.span(&node));
        let on_revert = match cursor.maybe(Rule::on_revert) {
            Some(policy) => Some(self.only_name(policy)?),
            None => None,
        };
        let risk = match cursor.maybe(Rule::risk) {
            Some(risk) => self.next_text(&mut Cursor::of(risk)),
            None => None,
        };
        Some(Link {
            span,
            doc,
            source,
            arrow,
            target,
            bounds,
            payload,
            automated,
            retry,
            apart,
            on_revert,
            risk,
        })
    }
}
