//! External systems, automations over views and events, translations.

use super::block::Separated;
use super::{Cursor, Lowering, Node};
use crate::ast::{
    CallItem, Expr, FieldBlock, Name, OutcomeArm, Reaction, SystemItem, SystemMember, Target,
    Translation,
};
use crate::engine::Rule;

impl<'t> Lowering<'_, 't> {
    pub(super) fn system(&mut self, node: Node<'t>) -> Option<SystemItem> {
        let mut cursor = Cursor::of(node);
        let name = self.declared("external system", &mut cursor)?;
        let block = cursor.maybe(Rule::system_block)?;
        let members = self.block(
            block,
            Rule::only_system_member,
            Separated::Yes,
            Self::system_member,
            |span| Some(SystemMember::Broken(span)),
        );
        Some(SystemItem { name, members })
    }

    fn system_member(&mut self, node: Node<'t>) -> Option<SystemMember> {
        if node.as_rule() == Rule::system_event {
            return self.event_item(node).map(SystemMember::Event);
        }
        let doc = self.doc();
        let mut cursor = Cursor::of(node);
        let name = self.next_name(&mut cursor)?;
        let fields = self.next_fields(&mut cursor).unwrap_or_default();
        let outcomes = cursor
            .many(Rule::result)
            .into_iter()
            .map(|node| self.result(node))
            .collect::<Option<_>>()?;
        Some(SystemMember::Call(CallItem {
            doc,
            name,
            fields,
            outcomes,
        }))
    }

    fn result(&mut self, node: Node<'t>) -> Option<(Name, FieldBlock)> {
        let mut cursor = Cursor::of(node);
        let name = self.next_name(&mut cursor)?;
        Some((name, self.next_fields(&mut cursor).unwrap_or_default()))
    }

    pub(super) fn reaction(&mut self, node: Node<'t>) -> Option<Reaction> {
        let span = self.span(&node);
        let on_event = node.as_rule() == Rule::reaction_on;
        let mut cursor = Cursor::of(node);
        Some(Reaction {
            on_event,
            source: self.next_path(&mut cursor)?,
            filter: self.clause(&mut cursor, Rule::reaction_where)?,
            due: self.clause(&mut cursor, Rule::reaction_due)?,
            target: self.next_target(&mut cursor)?,
            span,
        })
    }

    /// None where grammar and reader disagree.
    #[allow(clippy::option_option, reason = "the inner one is the tree's")]
    fn clause(&mut self, cursor: &mut Cursor<'t>, rule: Rule) -> Option<Option<Expr>> {
        match cursor.maybe(rule) {
            Some(clause) => Some(Some(self.only_expr(clause)?)),
            None => Some(None),
        }
    }

    pub(super) fn translation(&mut self, node: Node<'t>) -> Option<Translation> {
        let span = self.span(&node);
        let mut cursor = Cursor::of(node);
        Some(Translation {
            source: self.next_path(&mut cursor)?,
            target: self.next_target(&mut cursor)?,
            span,
        })
    }

    fn next_target(&mut self, cursor: &mut Cursor<'t>) -> Option<Target> {
        let node = cursor.maybe(Rule::target)?;
        let span = self.span(&node);
        let mut inside = Cursor::of(node);
        let name = self.next_path(&mut inside)?;
        let fields = self.next_inits(&mut inside).unwrap_or_default();
        let outcomes = match inside.maybe(Rule::outcomes) {
            Some(outcomes) => {
                let block = Cursor::of(outcomes).maybe(Rule::outcome_block)?;
                self.block(
                    block,
                    Rule::only_outcome_arm,
                    Separated::Yes,
                    Self::outcome_arm,
                    |_| None,
                )
            }
            None => Vec::new(),
        };
        Some(Target {
            name,
            fields,
            outcomes,
            span,
        })
    }

    fn outcome_arm(&mut self, node: Node<'t>) -> Option<OutcomeArm> {
        let span = self.span(&node);
        let mut cursor = Cursor::of(node);
        Some(OutcomeArm {
            outcome: self.next_name(&mut cursor)?,
            command: self.next_path(&mut cursor)?,
            fields: self.next_inits(&mut cursor).unwrap_or_default(),
            span,
        })
    }
}
