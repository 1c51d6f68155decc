//! A cursor over the children of a pair that passes over keywords and marks which nobody asks for.

use pest::iterators::Pairs;

use super::Node;
use crate::engine::Rule;
use crate::words::is_mark;

/// Where a reader stands among the children of a pair.
pub(super) struct Cursor<'t> {
    pairs: Pairs<'t, Rule>,
}

impl<'t> Cursor<'t> {
    pub(super) const fn new(pairs: Pairs<'t, Rule>) -> Self {
        Self { pairs }
    }

    /// The children of a pair.
    pub(super) fn of(node: Node<'t>) -> Self {
        Self::new(node.into_inner())
    }

    /// The next child that is of the rule, if nothing but marks stands before it.
    pub(super) fn maybe(&mut self, rule: Rule) -> Option<Node<'t>> {
        let mut ahead = self.pairs.clone();
        while let Some(node) = ahead.next() {
            if node.as_rule() == rule {
                self.pairs = ahead;
                return Some(node);
            }
            if !is_mark(node.as_rule()) {
                return None;
            }
        }
        None
    }

    /// Whether the mark stands next among the marks.
    pub(super) fn flag(&mut self, rule: Rule) -> bool {
        self.maybe(rule).is_some()
    }

    /// Where the next child begins.
    pub(super) fn ahead(&self) -> Option<usize> {
        self.pairs.peek().map(|node| node.as_span().start())
    }

    /// The next child that is no mark.
    pub(super) fn next(&mut self) -> Option<Node<'t>> {
        self.pairs.by_ref().find(|node| !is_mark(node.as_rule()))
    }

    /// The next child, whatever it is.
    pub(super) fn any(&mut self) -> Option<Node<'t>> {
        self.pairs.next()
    }

    /// All children of the rule that follow one another, marks between them passed over.
    pub(super) fn many(&mut self, rule: Rule) -> Vec<Node<'t>> {
        std::iter::from_fn(|| self.maybe(rule)).collect()
    }
}
