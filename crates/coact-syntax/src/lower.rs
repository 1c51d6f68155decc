//! From the engine's pairs to the syntax tree, by hand: one file per module of the tree.
//!
//! Every reader returns `None` where grammar and reader disagree, which [`crate::item`] reports; nothing here
//! can panic. What recurses is bounded by the nesting limit of the scan and by [`Lowering::nested`].

mod action;
mod aggregate;
mod block;
mod cooperation;
mod cursor;
mod event;
mod expr;
mod fact;
mod model;
mod operators;
mod organisation;
mod past;
mod postfix;
mod process;
mod spec;
mod step;
mod system;
mod text;
mod types;
mod view;

use pest::iterators::{Pair, Pairs};

use crate::ast::{Doc, Item, ItemKind, Mark, NamePast, Upcast};
use crate::engine::Rule;
use crate::item::Source;
use crate::lex::TokenKind;
use crate::limits::MAX_NESTING;
use crate::scan::{MOST_IN_ITEM, span};
use crate::{Span, SyntaxError, SyntaxErrorKind};

use cursor::Cursor;

/// A pair of the engine.
pub(crate) type Node<'t> = Pair<'t, Rule>;

/// The state of lowering one item.
pub(crate) struct Lowering<'s, 't> {
    source: &'s Source<'t>,
    /// What was found wrong.
    pub(crate) errors: Vec<SyntaxError>,
    pending_doc: Option<Doc>,
    /// Marks of the item that belong to no story or slice.
    marks: Vec<Mark>,
    /// Names of the item that had others, or are retired.
    pasts: Vec<NamePast>,
    /// Steps between versions of the block that is read.
    upcasts: Vec<Upcast>,
    depth: usize,
    too_deep: bool,
    /// Of the outermost expression that is being read.
    operators: Option<usize>,
    /// Where the text ends that was read of a member which goes on with something unreadable.
    cut: Option<usize>,
}

impl<'s, 't> Lowering<'s, 't> {
    /// Nothing is read yet.
    pub(crate) const fn new(source: &'s Source<'t>) -> Self {
        Self {
            source,
            errors: Vec::new(),
            pending_doc: None,
            marks: Vec::new(),
            pasts: Vec::new(),
            upcasts: Vec::new(),
            depth: 0,
            too_deep: false,
            operators: None,
            cut: None,
        }
    }

    /// Reads a member of which only the front up to `cut` could be read, if that is given: an expression that
    /// reaches it is not what was meant, and becomes an error node. Why it could not be read is said elsewhere.
    fn cut_short<T>(&mut self, cut: Option<usize>, read: impl FnOnce(&mut Self) -> T) -> T {
        let outer = self.cut;
        self.cut = cut.or(outer);
        let result = read(self);
        self.cut = outer;
        result
    }

    /// Whether something is the front of what could not be read.
    fn is_cut(&self, at: Span) -> bool {
        self.cut == Some(at.end as usize)
    }

    fn report(&mut self, kind: SyntaxErrorKind, span: Span) {
        if self.errors.len() < MOST_IN_ITEM {
            self.errors.push(SyntaxError { kind, span });
        }
    }

    /// Where a pair stands, without the blanks that the engine counts in at its end.
    fn span(&self, node: &Node<'_>) -> Span {
        let (start, end) = self.range(node);
        span(start, end)
    }

    fn range(&self, node: &Node<'_>) -> (usize, usize) {
        let written = node.as_span();
        let end = self.source.tight_end(written.end());
        (written.start(), end.max(written.start()))
    }

    /// Reads something that nests `levels` deeper than what holds it, unless that is beyond the limit.
    fn nested<T>(
        &mut self,
        levels: usize,
        at: Span,
        read: impl FnOnce(&mut Self) -> Option<T>,
    ) -> Option<T> {
        if self.depth + levels > MAX_NESTING {
            if !self.too_deep {
                self.too_deep = true;
                self.report(SyntaxErrorKind::NestingTooDeep, at);
            }
            return None;
        }
        self.depth += levels;
        let result = read(self);
        self.depth -= levels;
        result
    }

    /// Reads the answer to `item_text`.
    pub(crate) fn item_text(&mut self, pairs: Pairs<'t, Rule>) -> Option<Item> {
        let mut cursor = Cursor::new(pairs);
        let mut doc: Option<Doc> = None;
        let mut inner: Option<Doc> = None;
        loop {
            if let Some(node) = cursor.maybe(Rule::inner_doc) {
                let text = self.doc_text(&node, "//!");
                inner = Some(joined(inner, text));
            } else if let Some(node) = cursor.maybe(Rule::doc) {
                let text = self.doc_text(&node, "///");
                doc = Some(joined(doc, text));
            } else {
                break;
            }
        }
        let node = cursor.next()?;
        let at = self.span(&node);
        let trailing = cursor.maybe(Rule::trailing);
        let cut = trailing.is_some().then_some(at.end as usize);
        let kind = self.cut_short(cut, |lower| lower.item_kind(node, &mut inner))?;
        if let Some(inner) = inner {
            self.report(SyntaxErrorKind::DanglingDoc, inner.span);
        }
        if let Some(trailing) = trailing {
            self.trailing(&trailing);
        }
        Some(Item {
            doc,
            kind,
            marks: std::mem::take(&mut self.marks),
            pasts: std::mem::take(&mut self.pasts),
            span: at,
        })
    }

    fn item_kind(&mut self, node: Node<'t>, inner: &mut Option<Doc>) -> Option<ItemKind> {
        Some(match node.as_rule() {
            Rule::model => ItemKind::Model(self.model(node, inner.take())?),
            Rule::import => ItemKind::Import(self.only_name(node)?),
            Rule::scalar => ItemKind::Scalar(self.scalar(node)?),
            Rule::enumeration => ItemKind::Enum(self.enumeration(node)?),
            Rule::value => ItemKind::Value(self.value(node)?),
            Rule::entity => ItemKind::Entity(self.entity(node)?),
            Rule::actor => ItemKind::Actor(self.actor(node)?),
            Rule::transaction => ItemKind::Transaction(self.transaction(node)?),
            Rule::bank => ItemKind::Bank(self.bank(node)?),
            Rule::access => ItemKind::Access(self.access(node)?),
            Rule::position => ItemKind::Position(self.position(node)?),
            Rule::delegation => ItemKind::Delegation(self.delegation(node)?),
            Rule::process => ItemKind::Process(self.process(node)?),
            Rule::rule_item => ItemKind::Rule(self.rule(node)?),
            Rule::lookup => ItemKind::Lookup(self.lookup(node)?),
            Rule::view => ItemKind::View(self.view(node)?),
            Rule::query => ItemKind::Query(self.query(node)?),
            Rule::screen => ItemKind::Screen(self.screen(node)?),
            Rule::aggregate => ItemKind::Aggregate(self.aggregate(node)?),
            Rule::command_item => ItemKind::Command(self.command_item(node)?),
            Rule::event_item => ItemKind::Event(self.event_item(node)?),
            Rule::system => ItemKind::System(self.system(node)?),
            Rule::story => ItemKind::Story(self.story(node)?),
            Rule::let_item => ItemKind::Let(self.let_item(node)?),
            Rule::example => ItemKind::Example(self.example(node)?),
            Rule::spec => ItemKind::Spec(self.spec(node)?),
            _ => return None,
        })
    }

    /// Text after an item that is complete, or a clause of it that could not be read.
    fn trailing(&mut self, node: &Node<'_>) {
        let (start, end) = self.range(node);
        let before = self.source.tight_end(start);
        if self.source.is_faulty(before, end) {
            return;
        }
        // The brace of a map's type ends no item: `let sizes: {Text: Int} = …`
        let goes_on = self.source.slice(start, end).starts_with('=');
        if self.source.slice(0, before).ends_with('}') && !goes_on {
            let line = self.source.slice(start, end);
            let end = line
                .find('\n')
                .map_or(end, |at| self.source.tight_end(start + at));
            let word = self
                .source
                .next_token(start)
                .filter(|token| token.kind == TokenKind::Word)
                .map_or("", |token| self.source.slice(token.start, token.end))
                .to_owned();
            self.report(SyntaxErrorKind::TrailingText { word }, span(start, end));
        } else {
            self.diagnose(Rule::only_item, 0, self.source.text.len());
        }
    }
}

fn joined(first: Option<Doc>, second: Doc) -> Doc {
    match first {
        Some(first) => Doc {
            text: format!("{}\n{}", first.text, second.text),
            span: first.span.to(second.span),
        },
        None => second,
    }
}
