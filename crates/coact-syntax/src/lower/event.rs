//! Stories, slices, marks and constants.

use super::block::Separated;
use super::{Cursor, Lowering, Node};
use crate::ast::{ExampleItem, LetItem, Mark, Slice, SliceMember, StoryItem, StoryMember, Str};
use crate::engine::Rule;

impl<'t> Lowering<'_, 't> {
    pub(super) fn story(&mut self, node: Node<'t>) -> Option<StoryItem> {
        let mut cursor = Cursor::of(node);
        let title = self.next_text(&mut cursor)?;
        let block = cursor.maybe(Rule::story_block)?;
        let members = self.block(
            block,
            Rule::only_story_member,
            Separated::Yes,
            Self::story_member,
            |span| Some(StoryMember::Broken(span)),
        );
        Some(StoryItem { title, members })
    }

    fn story_member(&mut self, node: Node<'t>) -> Option<StoryMember> {
        Some(match node.as_rule() {
            Rule::slice => StoryMember::Slice(self.slice(node, Rule::slice_head)?),
            Rule::slice_line => StoryMember::Slice(self.slice(node, Rule::slice_line_head)?),
            Rule::spec => StoryMember::Spec(self.spec(node)?),
            Rule::let_item => StoryMember::Let(self.let_item(node)?),
            Rule::example => StoryMember::Example(self.example(node)?),
            Rule::mark => StoryMember::Mark(self.mark(node)?),
            _ => return None,
        })
    }

    fn slice(&mut self, node: Node<'t>, head: Rule) -> Option<Slice> {
        let mut cursor = Cursor::of(node);
        let doc = self.doc();
        let head = cursor.maybe(head)?;
        let start = self.span(&head);
        let mut head = Cursor::of(head);
        let title = self.next_text(&mut head)?;
        let status = head.maybe(Rule::status).map(|node| self.name(&node));
        let members = match cursor.maybe(Rule::slice_block) {
            Some(block) => self.block(
                block,
                Rule::only_slice_member,
                Separated::Yes,
                Self::slice_member,
                |span| Some(SliceMember::Broken(span)),
            ),
            None => match cursor.next() {
                Some(member) => vec![self.slice_member(member)?],
                None => Vec::new(),
            },
        };
        Some(Slice {
            doc,
            span: start.to(title.span),
            title,
            status,
            members,
        })
    }

    fn slice_member(&mut self, node: Node<'t>) -> Option<SliceMember> {
        let rule = node.as_rule();
        match rule {
            Rule::spec => return self.spec(node).map(SliceMember::Spec),
            Rule::let_item => return self.let_item(node).map(SliceMember::Let),
            Rule::example => return self.example(node).map(SliceMember::Example),
            Rule::mark => return self.mark(node).map(SliceMember::Mark),
            Rule::slice_translation => return self.translation(node).map(SliceMember::Translation),
            _ => {}
        }
        let mut cursor = Cursor::of(node);
        if rule == Rule::slice_automation {
            let shape = cursor.next()?;
            return match shape.as_rule() {
                Rule::act_ref => self.act_ref(shape).map(SliceMember::Automation),
                _ => self.reaction(shape).map(SliceMember::Reaction),
            };
        }
        let path = self.next_path(&mut cursor)?;
        Some(match rule {
            Rule::slice_screen => SliceMember::Screen(path),
            Rule::slice_command => SliceMember::Command(path),
            Rule::slice_event => SliceMember::Event(path),
            Rule::slice_view => SliceMember::View(path),
            _ => return None,
        })
    }

    pub(super) fn mark(&mut self, node: Node<'t>) -> Option<Mark> {
        let mut cursor = Cursor::of(node);
        self.doc();
        if let Some(status) = cursor.maybe(Rule::mark_status) {
            let status = Cursor::of(status).maybe(Rule::status)?;
            let word = self.name(&status);
            return Some(Mark {
                text: Str {
                    value: String::new(),
                    span: word.span,
                },
                word,
                addressee: None,
            });
        }
        let word = cursor.maybe(Rule::mark_word)?;
        Some(Mark {
            word: self.name(&word),
            text: self.next_text(&mut cursor)?,
            addressee: match cursor.maybe(Rule::mark_for) {
                Some(addressee) => self.next_text(&mut Cursor::of(addressee)),
                None => None,
            },
        })
    }

    pub(super) fn let_item(&mut self, node: Node<'t>) -> Option<LetItem> {
        let mut cursor = Cursor::of(node);
        let name = self.next_name(&mut cursor)?;
        let ty = match cursor.maybe(Rule::let_type) {
            Some(ty) => Some(self.next_type(&mut Cursor::of(ty))?),
            None => None,
        };
        let value = match cursor.maybe(Rule::let_value) {
            Some(value) => Some(self.only_expr(value)?),
            None => None,
        };
        Some(LetItem { name, ty, value })
    }

    pub(super) fn example(&mut self, node: Node<'t>) -> Option<ExampleItem> {
        let mut cursor = Cursor::of(node);
        Some(ExampleItem {
            name: self.next_name(&mut cursor)?,
            ty: self.next_path(&mut cursor)?,
            fields: self.next_inits(&mut cursor)?,
        })
    }
}
