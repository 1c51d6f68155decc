//! Entities: their facts, derivations and laws.

use super::block::Separated;
use super::{Cursor, Lowering, Node};
use crate::ast::{DerivedFact, EntityForm, EntityItem, EntityMember, Law, LawBody};
use crate::engine::Rule;

impl<'t> Lowering<'_, 't> {
    pub(super) fn entity(&mut self, node: Node<'t>) -> Option<EntityItem> {
        let mut cursor = Cursor::of(node);
        let external = cursor.flag(Rule::kw_external);
        let name = self.declared("entity", &mut cursor)?;
        let form = self.entity_form(&mut cursor)?;
        let members = cursor
            .maybe(Rule::entity_block)
            .map_or_else(Vec::new, |block| {
                self.block(
                    block,
                    Rule::only_entity_member,
                    Separated::Yes,
                    Self::entity_member,
                    |span| Some(EntityMember::Broken(span)),
                )
            });
        Some(EntityItem {
            external,
            name,
            form,
            members,
        })
    }

    /// None where grammar and reader disagree.
    #[allow(clippy::option_option, reason = "the inner one is the tree's")]
    fn entity_form(&mut self, cursor: &mut Cursor<'t>) -> Option<Option<EntityForm>> {
        if let Some(node) = cursor.maybe(Rule::entity_is) {
            let mut inside = Cursor::of(node);
            let base = self.next_path(&mut inside)?;
            let when = match inside.maybe(Rule::entity_when) {
                Some(when) => Some(self.next_fact_ref(&mut Cursor::of(when))?),
                None => None,
            };
            return Some(Some(EntityForm::Is(base, when)));
        }
        if let Some(node) = cursor.maybe(Rule::entity_set) {
            let of = self.next_path(&mut Cursor::of(node))?;
            return Some(Some(EntityForm::SetOf(of)));
        }
        let parts = cursor.maybe(Rule::entity_sum);
        Some(parts.map(|node| EntityForm::OneOf(self.paths(&mut Cursor::of(node)))))
    }

    fn entity_member(&mut self, node: Node<'t>) -> Option<EntityMember> {
        Some(match node.as_rule() {
            Rule::field => EntityMember::Fact(self.field(node)?),
            Rule::derived => EntityMember::Derived(self.derived(node)?),
            Rule::law => EntityMember::Law(self.law(node)?),
            Rule::unique => {
                let span = self.span(&node);
                let tuple = Cursor::of(node).maybe(Rule::name_tuple)?;
                EntityMember::Unique(self.names(&mut Cursor::of(tuple)), span)
            }
            Rule::upcast => EntityMember::Upcast(self.upcast(node)?),
            _ => return None,
        })
    }

    fn derived(&mut self, node: Node<'t>) -> Option<DerivedFact> {
        let span = self.span(&node);
        let mut cursor = Cursor::of(node);
        let doc = self.doc();
        Some(DerivedFact {
            span,
            doc,
            name: self.next_name(&mut cursor)?,
            ty: self.next_type(&mut cursor)?,
            value: self.next_expr(&mut cursor)?,
        })
    }

    fn law(&mut self, node: Node<'t>) -> Option<Law> {
        let span = self.span(&node);
        let mut cursor = Cursor::of(node);
        let doc = self.doc();
        let name = self.next_name(&mut cursor)?;
        let sentence = self.next_text(&mut cursor);
        let body = cursor.next()?;
        let body = match body.as_rule() {
            Rule::law_order => {
                let mut inside = Cursor::of(body);
                let first = self.next_fact_ref(&mut inside)?;
                let before = inside.flag(Rule::kw_before);
                let second = self.next_fact_ref(&mut inside)?;
                if before {
                    LawBody::Before(first, second)
                } else {
                    LawBody::Precludes(first, second)
                }
            }
            Rule::law_excludes => {
                let mut inside = Cursor::of(body);
                LawBody::Excludes(self.next_name(&mut inside)?, self.next_name(&mut inside)?)
            }
            _ => LawBody::Condition(self.expr(body)?),
        };
        Some(Law {
            span,
            doc,
            name,
            sentence,
            body,
        })
    }
}
