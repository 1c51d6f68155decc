//! Actors and transaction kinds.

use super::block::Separated;
use super::{Cursor, Lowering, Node};
use crate::Span;
use crate::ast::{
    ActClause, ActorItem, Name, Naming, Past, Path, PayloadField, ProductClause, RevocationClause,
    TransactionItem, TransactionMember,
};
use crate::engine::Rule;
use crate::scan::span;

impl<'t> Lowering<'_, 't> {
    pub(super) fn actor(&mut self, node: Node<'t>) -> Option<ActorItem> {
        let mut cursor = Cursor::of(node);
        let external = cursor.flag(Rule::kw_external);
        let composite = cursor.flag(Rule::kw_composite);
        let name = self.declared("actor", &mut cursor)?;
        let number = self.next_str(&mut cursor);
        let is = match cursor.maybe(Rule::actor_is) {
            Some(is) => Some(self.next_path(&mut Cursor::of(is))?),
            None => None,
        };
        let parts = cursor
            .maybe(Rule::actor_parts)
            .map_or_else(Vec::new, |block| {
                self.block(
                    block,
                    Rule::only_actor_part,
                    Separated::Yes,
                    |lower, node| lower.path(node),
                    |_| None,
                )
            });
        Some(ActorItem {
            external,
            composite,
            name,
            number,
            is,
            parts,
        })
    }

    pub(super) fn transaction(&mut self, node: Node<'t>) -> Option<TransactionItem> {
        let mut cursor = Cursor::of(node);
        let name = self.declared("transaction", &mut cursor)?;
        let number = self.next_str(&mut cursor);
        let block = cursor.maybe(Rule::transaction_block)?;
        let members = self.block(
            block,
            Rule::only_transaction_member,
            Separated::Yes,
            Self::transaction_member,
            |span| Some(TransactionMember::Broken(span)),
        );
        Some(TransactionItem {
            name,
            number,
            members,
        })
    }

    fn transaction_member(&mut self, node: Node<'t>) -> Option<TransactionMember> {
        let rule = node.as_rule();
        let span = self.span(&node);
        let mut cursor = Cursor::of(node);
        let doc = self.doc();
        Some(match rule {
            Rule::clause_sort => TransactionMember::Sort(self.next_name(&mut cursor)?),
            Rule::clause_pattern => TransactionMember::Pattern(self.next_name(&mut cursor)?),
            Rule::clause_initiator => TransactionMember::Initiator(self.paths(&mut cursor), span),
            Rule::clause_executor => TransactionMember::Executor(self.next_path(&mut cursor)?),
            Rule::clause_product => {
                let new = cursor.flag(Rule::product_new);
                let (entity, fact) = self.product(cursor.maybe(Rule::product_path)?)?;
                TransactionMember::Product(ProductClause {
                    new,
                    entity,
                    fact,
                    sentence: self.next_text(&mut cursor),
                    span,
                })
            }
            Rule::act_clause => {
                let act = self.next_act(&mut cursor)?;
                let mut naming = self.naming(&mut cursor);
                let tacit = cursor.flag(Rule::kw_tacit);
                naming.span = self.head(span, &cursor);
                self.payload(&mut naming, &mut cursor);
                let due = match cursor.maybe(Rule::due) {
                    Some(due) => Some(self.only_expr(due)?),
                    None => None,
                };
                TransactionMember::Act(ActClause {
                    doc,
                    act,
                    naming,
                    tacit,
                    due,
                    span,
                })
            }
            Rule::revocation => {
                let act = self.next_act(&mut cursor)?;
                let mut ask = self.naming(&mut cursor);
                ask.span = self.head(span, &cursor);
                self.payload(&mut ask, &mut cursor);
                TransactionMember::Revocation(RevocationClause {
                    doc,
                    act,
                    ask,
                    allow: self.settlement(cursor.maybe(Rule::allow_clause)),
                    refuse: self.settlement(cursor.maybe(Rule::refuse_clause)),
                    span,
                })
            }
            _ => return None,
        })
    }

    fn settlement(&mut self, clause: Option<Node<'t>>) -> Option<Naming> {
        let clause = clause?;
        let span = self.span(&clause);
        let mut cursor = Cursor::of(clause);
        // The word itself is part of the head, also where nothing but a payload follows it.
        let _ = cursor.flag(Rule::kw_allow) || cursor.flag(Rule::kw_refuse);
        let mut naming = self.naming(&mut cursor);
        naming.span = self.head(span, &cursor);
        self.payload(&mut naming, &mut cursor);
        Some(naming)
    }

    /// A clause as far as it is read.
    fn head(&self, clause: Span, cursor: &Cursor<'t>) -> Span {
        cursor.ahead().map_or(clause, |ahead| {
            span(clause.start as usize, self.source.tight_end(ahead))
        })
    }

    /// `as Command -> Event`, without the payload.
    fn naming(&mut self, cursor: &mut Cursor<'t>) -> Naming {
        let command = cursor.maybe(Rule::command_name);
        let event = cursor.maybe(Rule::event_name);
        Naming {
            command: command.and_then(|node| self.only_name(node)),
            event: event.and_then(|node| self.event_name(node)),
            ..Naming::default()
        }
    }

    /// `-> Event was OldEvent`
    fn event_name(&mut self, node: Node<'t>) -> Option<Name> {
        let mut cursor = Cursor::of(node);
        let name = self.next_name(&mut cursor)?;
        let was = self.next_was(&mut cursor);
        let past = Past {
            was,
            ..Past::default()
        };
        self.note_past("event", &name, past);
        Some(name)
    }

    /// The payload of an act, and the steps from older ones, where braces are written.
    fn payload(&mut self, naming: &mut Naming, cursor: &mut Cursor<'t>) {
        if let Some(block) = cursor.maybe(Rule::payload) {
            naming.payload = Some(self.block(
                block,
                Rule::only_payload_field,
                Separated::Yes,
                Self::payload_field,
                |_| None,
            ));
            naming.upcasts = std::mem::take(&mut self.upcasts);
        }
    }

    fn payload_field(&mut self, node: Node<'t>) -> Option<PayloadField> {
        let span = self.span(&node);
        let mut cursor = Cursor::of(node);
        let doc = self.doc();
        let name = self.next_name(&mut cursor)?;
        let ty = match cursor.maybe(Rule::payload_type) {
            Some(ty) => Some(self.next_type(&mut Cursor::of(ty))?),
            None => None,
        };
        Some(PayloadField {
            span,
            doc,
            name,
            ty,
            past: self.next_past(&mut cursor, Rule::past)?,
        })
    }

    /// `Order`, `Rental.car`, `billing.Rental`, `billing.Rental.car`: facts begin with a small letter.
    fn product(&mut self, node: Node<'t>) -> Option<(Path, Option<Name>)> {
        let mut names = self.names(&mut Cursor::of(node)).into_iter();
        let path = |model, name| Path { model, name };
        let first = names.next()?;
        let Some(second) = names.next() else {
            return Some((path(None, first), None));
        };
        if let Some(third) = names.next() {
            return Some((path(Some(first), second), Some(third)));
        }
        if second.text.starts_with(char::is_uppercase) {
            Some((path(Some(first), second), None))
        } else {
            Some((path(None, first), Some(second)))
        }
    }
}
