//! Plain commands, events and aggregates.

use super::block::Separated;
use super::{Cursor, Lowering, Node};
use crate::ast::{
    AggregateItem, AggregateMember, AppliedEvent, CommandItem, CommandMember, EmitsClause,
    EventItem, FieldBlock, ReadsClause, RequiresClause,
};
use crate::engine::Rule;

impl<'t> Lowering<'_, 't> {
    pub(super) fn event_item(&mut self, node: Node<'t>) -> Option<EventItem> {
        let doc = self.doc();
        let mut cursor = Cursor::of(node);
        Some(EventItem {
            doc,
            name: self.declared("event", &mut cursor)?,
            fields: self.next_fields(&mut cursor).unwrap_or_default(),
        })
    }

    pub(super) fn aggregate(&mut self, node: Node<'t>) -> Option<AggregateItem> {
        let mut cursor = Cursor::of(node);
        let name = self.declared("aggregate", &mut cursor)?;
        let block = cursor.maybe(Rule::aggregate_block)?;
        let members = self.block(
            block,
            Rule::only_aggregate_member,
            Separated::Yes,
            Self::aggregate_member,
            |span| Some(AggregateMember::Broken(span)),
        );
        Some(AggregateItem { name, members })
    }

    fn aggregate_member(&mut self, node: Node<'t>) -> Option<AggregateMember> {
        let span = self.span(&node);
        Some(match node.as_rule() {
            Rule::field => AggregateMember::Key(self.field(node)?),
            Rule::command_item => AggregateMember::Command(self.command_item(node)?),
            Rule::state => {
                let _ = self.doc();
                let fields = self.next_fields(&mut Cursor::of(node))?;
                AggregateMember::State(fields, span)
            }
            Rule::applied => {
                let doc = self.doc();
                let mut cursor = Cursor::of(node);
                let name = self.declared("event", &mut cursor)?;
                let fields = self.next_fields(&mut cursor);
                let apply = cursor.maybe(Rule::apply)?;
                let block = Cursor::of(apply).maybe(Rule::row_block)?;
                AggregateMember::Event(AppliedEvent {
                    doc,
                    name,
                    fields,
                    apply: self.row_block(block),
                    span,
                })
            }
            _ => return None,
        })
    }

    pub(super) fn command_item(&mut self, node: Node<'t>) -> Option<CommandItem> {
        let span = self.span(&node);
        let doc = self.doc();
        let mut cursor = Cursor::of(node);
        let new = cursor.flag(Rule::kw_new);
        let name = self.declared("command", &mut cursor)?;
        let fields = self.next_fields(&mut cursor).unwrap_or_default();
        let by = cursor
            .maybe(Rule::command_by)
            .map_or_else(Vec::new, |by| self.paths(&mut Cursor::of(by)));
        let members = cursor
            .maybe(Rule::command_block)
            .map_or_else(Vec::new, |block| {
                self.block(
                    block,
                    Rule::only_command_member,
                    Separated::Yes,
                    Self::command_member,
                    |span| Some(CommandMember::Broken(span)),
                )
            });
        Some(CommandItem {
            doc,
            new,
            name,
            fields,
            by,
            members,
            span,
        })
    }

    fn command_member(&mut self, node: Node<'t>) -> Option<CommandMember> {
        let span = self.span(&node);
        let rule = node.as_rule();
        let doc = self.doc();
        let mut cursor = Cursor::of(node);
        Some(match rule {
            Rule::reads => {
                let name = self.next_name(&mut cursor)?;
                let view = self.next_path(&mut cursor)?;
                let index = cursor.maybe(Rule::index)?;
                let mut keys = Vec::new();
                for arg in Cursor::of(index).many(Rule::index_arg) {
                    keys.push(self.next_expr(&mut Cursor::of(arg))?);
                }
                CommandMember::Reads(ReadsClause {
                    name,
                    view,
                    keys,
                    span,
                })
            }
            Rule::requires => CommandMember::Requires(RequiresClause {
                doc,
                name: self.next_name(&mut cursor)?,
                sentence: self.next_text(&mut cursor),
                condition: self.next_expr(&mut cursor)?,
                span,
            }),
            Rule::emission => {
                let each = match cursor.maybe(Rule::emits_each) {
                    Some(each) => {
                        let mut inside = Cursor::of(each);
                        Some((self.next_name(&mut inside)?, self.next_expr(&mut inside)?))
                    }
                    None => None,
                };
                let emits = cursor.maybe(Rule::emits)?;
                CommandMember::Emits(EmitsClause {
                    each,
                    span,
                    ..self.emits(emits)?
                })
            }
            Rule::otherwise => {
                let emits = match cursor.maybe(Rule::emits) {
                    Some(emits) => Some(self.emits(emits)?),
                    None => None,
                };
                CommandMember::Otherwise(emits, span)
            }
            _ => return None,
        })
    }

    fn emits(&mut self, node: Node<'t>) -> Option<EmitsClause> {
        let span = self.span(&node);
        let mut cursor = Cursor::of(node);
        let event = self.next_path(&mut cursor)?;
        let fields = self.next_inits(&mut cursor);
        let when = match cursor.maybe(Rule::emits_when) {
            Some(when) => Some(self.only_expr(when)?),
            None => None,
        };
        Some(EmitsClause {
            each: None,
            event,
            fields,
            when,
            span,
        })
    }

    pub(super) fn next_fields(&mut self, cursor: &mut Cursor<'t>) -> Option<FieldBlock> {
        let block = cursor
            .maybe(Rule::field_block)
            .or_else(|| cursor.maybe(Rule::record_block))?;
        Some(self.field_block(block))
    }
}
