//! What something was before.

use super::{Cursor, Lowering, Node};
use crate::ast::{Name, NamePast, Past, Retired, Upcast, Version};
use crate::engine::Rule;

impl<'t> Lowering<'_, 't> {
    /// The name that an item, a command or an event declares, and what it was before.
    pub(super) fn declared(&mut self, noun: &'static str, cursor: &mut Cursor<'t>) -> Option<Name> {
        let name = self.next_name(cursor)?;
        self.past_of(noun, &name, cursor)?;
        Some(name)
    }

    /// What a name that is read already was before.
    pub(super) fn past_of(
        &mut self,
        noun: &'static str,
        name: &Name,
        cursor: &mut Cursor<'t>,
    ) -> Option<()> {
        if let Some(node) = cursor.maybe(Rule::item_past) {
            let past = self.past(node)?;
            self.note_past(noun, name, past);
        }
        Some(())
    }

    /// Notes what a name was before, if anything is said.
    pub(super) fn note_past(&mut self, noun: &'static str, name: &Name, past: Past) {
        if !past.is_empty() {
            self.pasts.push(NamePast {
                noun,
                name: name.clone(),
                past,
            });
        }
    }

    /// The words of a field, a variant or a name; nothing where there are none.
    #[allow(clippy::option_option, reason = "the inner one is the tree's")]
    pub(super) fn next_past(
        &mut self,
        cursor: &mut Cursor<'t>,
        rule: Rule,
    ) -> Option<Option<Box<Past>>> {
        match cursor.maybe(rule) {
            Some(node) => self.past(node).map(boxed),
            None => Some(None),
        }
    }

    pub(super) fn past(&mut self, node: Node<'t>) -> Option<Past> {
        let mut cursor = Cursor::of(node);
        let was = self.next_was(&mut cursor);
        let since = match cursor.maybe(Rule::past_since) {
            Some(since) => Some(self.version(since)?),
            None => None,
        };
        let default = match cursor.maybe(Rule::past_default) {
            Some(default) => Some(self.only_expr(default)?),
            None => None,
        };
        let retired = if let Some(retired) = cursor.maybe(Rule::past_retired) {
            let span = self.span(&retired);
            Some(Retired {
                version: Some(self.version(retired)?),
                span,
            })
        } else {
            cursor.maybe(Rule::kw_retired).map(|word| Retired {
                version: None,
                span: self.span(&word),
            })
        };
        Some(Past {
            was,
            since,
            default,
            retired,
        })
    }

    /// `was buyer or purchaser`
    pub(super) fn next_was(&self, cursor: &mut Cursor<'t>) -> Vec<Name> {
        cursor
            .maybe(Rule::past_was)
            .map_or_else(Vec::new, |was| self.names(&mut Cursor::of(was)))
    }

    /// `upcast v1 -> v2 { … }`
    pub(super) fn upcast(&mut self, node: Node<'t>) -> Option<Upcast> {
        let span = self.span(&node);
        let mut cursor = Cursor::of(node);
        Some(Upcast {
            from: self.next_version(&mut cursor)?,
            to: self.next_version(&mut cursor)?,
            fields: self.next_inits(&mut cursor)?,
            span,
        })
    }

    /// The version in a clause.
    fn version(&mut self, clause: Node<'t>) -> Option<Version> {
        self.next_version(&mut Cursor::of(clause))
    }

    fn next_version(&mut self, cursor: &mut Cursor<'t>) -> Option<Version> {
        let node = cursor.maybe(Rule::version)?;
        let span = self.span(&node);
        let number = Cursor::of(node)
            .maybe(Rule::int)
            .map(|node| self.int(&node))?;
        Some(Version { number, span })
    }
}

/// What is said, if anything is.
pub(super) fn boxed(past: Past) -> Option<Box<Past>> {
    (!past.is_empty()).then(|| Box::new(past))
}
