//! Views, queries and screens.

use super::block::Separated;
use super::{Cursor, Lowering, Node};
use crate::ast::{
    Each, Handler, ListField, Name, OrderKey, Path, QueryItem, RowField, RowVerb, ScreenItem,
    ScreenMember, Trigger, ViewItem, ViewMember,
};
use crate::engine::Rule;

impl<'t> Lowering<'_, 't> {
    pub(super) fn view(&mut self, node: Node<'t>) -> Option<ViewItem> {
        let mut cursor = Cursor::of(node);
        let name = self.declared("view", &mut cursor)?;
        let readers = self.for_list(&mut cursor);
        let facts_of = match cursor.maybe(Rule::facts_of) {
            Some(facts) => Some(self.next_path(&mut Cursor::of(facts))?),
            None => None,
        };
        let members = cursor
            .maybe(Rule::view_block)
            .map_or_else(Vec::new, |block| {
                self.block(
                    block,
                    Rule::only_view_member,
                    Separated::Yes,
                    Self::view_member,
                    |span| Some(ViewMember::Broken(span)),
                )
            });
        Some(ViewItem {
            name,
            readers,
            facts_of,
            members,
        })
    }

    /// `for Seller or Broker`
    fn for_list(&mut self, cursor: &mut Cursor<'t>) -> Vec<Path> {
        match cursor.maybe(Rule::for_list) {
            Some(list) => self.paths(&mut Cursor::of(list)),
            None => Vec::new(),
        }
    }

    fn view_member(&mut self, node: Node<'t>) -> Option<ViewMember> {
        Some(if node.as_rule() == Rule::field {
            ViewMember::Field(self.field(node)?)
        } else {
            ViewMember::Handler(self.handler(node)?)
        })
    }

    fn handler(&mut self, node: Node<'t>) -> Option<Handler> {
        let span = self.span(&node);
        let mut cursor = Cursor::of(node);
        let doc = self.doc();
        let triggers = cursor
            .many(Rule::trigger)
            .into_iter()
            .map(|node| self.trigger(node))
            .collect::<Option<_>>()?;
        let each = match cursor.maybe(Rule::each) {
            Some(each) => Some(self.each(each)?),
            None => None,
        };
        let at = match cursor.maybe(Rule::at) {
            Some(at) => Cursor::of(at)
                .many(Rule::key_value)
                .into_iter()
                .map(|node| self.expr(node))
                .collect::<Option<_>>()?,
            None => Vec::new(),
        };
        let verb = cursor.maybe(Rule::verb)?;
        let fields = cursor
            .maybe(Rule::row_block)
            .map_or_else(Vec::new, |block| self.row_block(block));
        Some(Handler {
            span,
            doc,
            triggers,
            each,
            at,
            verb: row_verb(&verb),
            verb_span: self.span(&verb),
            fields,
        })
    }

    fn trigger(&mut self, node: Node<'t>) -> Option<Trigger> {
        let mut cursor = Cursor::of(node);
        Some(match self.next_path(&mut cursor) {
            Some(event) => Trigger::Event(event),
            None => Trigger::Fact(self.next_fact_ref(&mut cursor)?),
        })
    }

    fn each(&mut self, node: Node<'t>) -> Option<Each> {
        let shape = Cursor::of(node).next()?;
        Some(if shape.as_rule() == Rule::each_row {
            Each::Row(self.only_expr(shape)?)
        } else {
            let mut inside = Cursor::of(shape);
            Each::In(self.next_name(&mut inside)?, self.next_expr(&mut inside)?)
        })
    }

    /// What is set between braces.
    pub(super) fn row_block(&mut self, block: Node<'t>) -> Vec<RowField> {
        self.block(
            block,
            Rule::only_row_field,
            Separated::Yes,
            Self::row_field,
            |_| None,
        )
    }

    fn row_field(&mut self, node: Node<'t>) -> Option<RowField> {
        if node.as_rule() == Rule::field_init {
            return self.field_init(node).map(RowField::Init);
        }
        let span = self.span(&node);
        let mut cursor = Cursor::of(node);
        let mut head = Cursor::of(cursor.maybe(Rule::list_head)?);
        let list = self.next_name(&mut head)?;
        let verb = row_verb(&head.maybe(Rule::verb)?);
        let key = match head.maybe(Rule::key_value) {
            Some(key) => Some(self.expr(key)?),
            None => None,
        };
        Some(RowField::List(ListField {
            list,
            verb,
            key,
            fields: self.next_inits(&mut cursor).unwrap_or_default(),
            span,
        }))
    }

    pub(super) fn query(&mut self, node: Node<'t>) -> Option<QueryItem> {
        let mut cursor = Cursor::of(node);
        let mut head = Cursor::of(cursor.maybe(Rule::query_head)?);
        let name = self.next_name(&mut head)?;
        let params = match head.maybe(Rule::param_list) {
            Some(list) => self.params(list)?,
            None => Vec::new(),
        };
        self.past_of("query", &name, &mut cursor)?;
        let from = self.next_path(&mut cursor)?;
        let filter = match cursor.maybe(Rule::query_where) {
            Some(filter) => Some(self.only_expr(filter)?),
            None => None,
        };
        let order = match cursor.maybe(Rule::query_order) {
            Some(order) => Cursor::of(order)
                .many(Rule::order_key)
                .into_iter()
                .map(|node| self.order_key(node))
                .collect::<Option<_>>()?,
            None => Vec::new(),
        };
        Some(QueryItem {
            name,
            params,
            from,
            filter,
            order,
        })
    }

    fn order_key(&mut self, node: Node<'t>) -> Option<OrderKey> {
        let mut cursor = Cursor::of(node);
        Some(OrderKey {
            by: self.next_expr(&mut cursor)?,
            descending: cursor.flag(Rule::kw_desc),
        })
    }

    pub(super) fn screen(&mut self, node: Node<'t>) -> Option<ScreenItem> {
        let mut cursor = Cursor::of(node);
        let name = self.declared("screen", &mut cursor)?;
        let users = self.for_list(&mut cursor);
        let members = cursor
            .maybe(Rule::screen_block)
            .map_or_else(Vec::new, |block| {
                self.block(
                    block,
                    Rule::only_screen_member,
                    Separated::Yes,
                    Self::screen_member,
                    |span| Some(ScreenMember::Broken(span)),
                )
            });
        Some(ScreenItem {
            name,
            users,
            members,
        })
    }

    fn screen_member(&mut self, node: Node<'t>) -> Option<ScreenMember> {
        let rule = node.as_rule();
        let mut cursor = Cursor::of(node);
        let path = self.next_path(&mut cursor)?;
        Some(match rule {
            Rule::screen_shows => ScreenMember::Shows(path, self.name_block(&mut cursor)),
            Rule::screen_form => ScreenMember::Form(path, self.name_block(&mut cursor)),
            Rule::screen_opens => ScreenMember::Opens(path),
            _ => return None,
        })
    }

    fn name_block(&mut self, cursor: &mut Cursor<'t>) -> Option<Vec<Name>> {
        let block = cursor.maybe(Rule::name_block)?;
        let read = |lower: &mut Self, node| Some(lower.name(&node));
        Some(self.block(block, Rule::only_name, Separated::Yes, read, |_| None))
    }
}

fn row_verb(node: &Node<'_>) -> RowVerb {
    match node.as_str() {
        "add" => RowVerb::Add,
        "update" => RowVerb::Update,
        "set" => RowVerb::Set,
        _ => RowVerb::Remove,
    }
}
