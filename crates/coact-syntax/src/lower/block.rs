//! Blocks: members, their separators, and the members that could not be read.

use super::{Lowering, Node};
use crate::ast::Doc;
use crate::engine::{self, Asked, Refusal, Rule};
use crate::scan::{MOST_IN_ITEM, span};
use crate::{Slip, Span, SyntaxErrorKind, words};

/// How the members of a block are divided.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Separated {
    /// By a newline or a comma.
    Yes,
    /// By nothing: each begins with a word of its own, and several may share a line.
    No,
}

/// What came before a member of a block.
#[derive(Clone, Copy)]
struct Before {
    start: usize,
    end: usize,
    comma: bool,
    broken: bool,
    /// No separator stood before it, which was reported.
    unseparated: bool,
}

impl<'t> Lowering<'_, 't> {
    /// Reads the members of a block. `only` is the rule that reads one member and nothing else.
    pub(super) fn block<T>(
        &mut self,
        block: Node<'t>,
        only: Rule,
        separated: Separated,
        mut read: impl FnMut(&mut Self, Node<'t>) -> Option<T>,
        broken: impl Fn(Span) -> Option<T>,
    ) -> Vec<T> {
        let mut members = Vec::new();
        let mut before: Option<Before> = None;
        let mut comma: Option<(usize, usize)> = None;
        let mut doc: Option<Doc> = None;
        let mut nodes = block.into_inner().peekable();
        while let Some(node) = nodes.next() {
            let (start, end) = self.range(&node);
            match node.as_rule() {
                Rule::p_comma => {
                    if comma.is_some() || before.is_none() {
                        self.expected(only, start, end);
                    }
                    comma = Some((start, end));
                }
                Rule::inner_doc => self.report(SyntaxErrorKind::DanglingDoc, span(start, end)),
                Rule::doc => doc = Some(self.doc_text(&node, "///")),
                Rule::p_lbrace
                | Rule::p_rbrace
                | Rule::p_lbracket
                | Rule::p_rbracket
                | Rule::EOI => {}
                rule => {
                    let mut this = Before {
                        start,
                        end,
                        comma: comma.take().is_some(),
                        broken: matches!(rule, Rule::broken | Rule::broken_step),
                        unseparated: false,
                    };
                    self.pending_doc = doc.take();
                    if this.broken {
                        self.broken_member(only, before, this);
                        members.extend(broken(span(start, end)));
                    } else {
                        // `then … else …` is one construct.
                        if separated == Separated::Yes && rule != Rule::else_clause {
                            this.unseparated = self.separator(only, before, this);
                        }
                        let faults = self.errors.len();
                        let of_story =
                            matches!(only, Rule::only_story_member | Rule::only_slice_member);
                        if matches!(rule, Rule::mark | Rule::remark) && !of_story {
                            let mark = self.mark(node);
                            self.marks.extend(mark);
                            self.pending_doc = None;
                            before = Some(this);
                            continue;
                        }
                        let cut = nodes
                            .peek()
                            .is_some_and(|next| self.goes_on(only, end, next))
                            .then_some(end);
                        // The tree has them beside the fields of their block.
                        if rule == Rule::upcast && only != Rule::only_entity_member {
                            let upcast = self.cut_short(cut, |lower| lower.upcast(node));
                            self.upcasts.extend(upcast);
                            self.pending_doc = None;
                            before = Some(this);
                            continue;
                        }
                        match self.cut_short(cut, |lower| read(lower, node)) {
                            Some(_) if cut.is_some() && stands_whole(rule) => {
                                members.extend(broken(span(start, end)));
                            }
                            Some(member) => members.push(member),
                            None => {
                                if self.errors.len() == faults && !self.too_deep {
                                    self.report(SyntaxErrorKind::TooComplex, span(start, end));
                                }
                                members.extend(broken(span(start, end)));
                            }
                        }
                    }
                    self.pending_doc = None;
                    before = Some(this);
                }
            }
        }
        if let Some(doc) = doc {
            self.report(SyntaxErrorKind::DanglingDoc, doc.span);
        }
        members
    }

    /// Two members on one line need a comma between them; says whether it was missing.
    fn separator(&mut self, only: Rule, before: Option<Before>, this: Before) -> bool {
        let Some(before) = before else { return false };
        let missing = !this.comma && !before.broken && self.on_one_line(before.end, this.start);
        if !missing {
            return false;
        }
        match self.word_of_a_fact(only, this) {
            Some(word) => self.report(
                SyntaxErrorKind::Slip(Slip::WordOfAFact { word }),
                span(this.start, this.end),
            ),
            None => self.report(
                SyntaxErrorKind::MissingSeparator,
                span(before.end, this.start),
            ),
        }
        true
    }

    /// A word about a fact behind a field of an act, which could be a field of that name.
    fn word_of_a_fact(&self, only: Rule, this: Before) -> Option<&'static str> {
        let text = self.source.slice(this.start, this.end);
        ["generated", "personal"]
            .into_iter()
            .find(|word| only == Rule::only_payload_field && *word == text)
    }

    /// Whether what follows a member was meant to belong to it: what was read of it is its front then.
    fn goes_on(&self, only: Rule, end: usize, next: &Node<'t>) -> bool {
        let (start, next_end) = self.range(next);
        match next.as_rule() {
            Rule::broken | Rule::broken_step => {
                self.on_one_line(end, start) && !is_step(only, self.source.slice(start, next_end))
            }
            Rule::p_comma => self.source.comma_in_number(start).is_some(),
            _ => false,
        }
    }

    fn on_one_line(&self, end: usize, start: usize) -> bool {
        !self.source.slice(end, start).contains('\n')
    }

    fn broken_member(&mut self, only: Rule, before: Option<Before>, this: Before) {
        let text = self.source.slice(this.start, this.end);
        let starts_with_word = text.starts_with(|c| c == '`' || crate::lex::starts_word(c));
        let step = is_step(only, text);
        match before {
            Some(before) if this.comma && self.comma_in_number(before, this) => {}
            Some(before) if this.comma && self.comma_between_names(only, before, this) => {}
            // The rest of what is broken already: one cause, one message.
            Some(before) if before.broken && !this.comma && !starts_with_word => {}
            // The line is known to be wrong.
            Some(before)
                if before.unseparated
                    && !this.comma
                    && self.on_one_line(before.end, this.start) => {}
            // The member before it ended too early: what could have gone on there is of interest.
            Some(before) if !this.comma && !step && self.on_one_line(before.end, this.start) => {
                self.diagnose(only, before.start, this.end);
            }
            _ => self.diagnose(only, this.start, this.end),
        }
    }

    /// Says it where a comma divides a number: it is no separator, and what follows it no member.
    fn comma_in_number(&mut self, before: Before, this: Before) -> bool {
        let adjacent = before.end + 1 == this.start;
        let Some(slip) = self.source.comma_in_number(before.end).filter(|_| adjacent) else {
            return false;
        };
        if self.errors.len() < MOST_IN_ITEM {
            self.errors.push(slip);
        }
        true
    }

    /// Says it where a comma stands between the names of a clause, which a word joins.
    fn comma_between_names(&mut self, only: Rule, before: Before, this: Before) -> bool {
        let clause = self.source.slice(before.start, before.end);
        let of_initiators = only == Rule::only_transaction_member
            && clause.starts_with("initiator")
            && self.on_one_line(before.end, this.start);
        let Some(comma) = self.source.next_token(before.end).filter(|_| of_initiators) else {
            return false;
        };
        let (start, end) = (comma.start, comma.end);
        self.report(
            SyntaxErrorKind::Slip(Slip::Joined { by: "or" }),
            span(start, end),
        );
        true
    }

    /// Says why a stretch of text cannot be read by a rule, unless the scan has said it.
    pub(super) fn diagnose(&mut self, only: Rule, start: usize, end: usize) {
        if self.errors.len() >= MOST_IN_ITEM || self.source.is_faulty(start, end) {
            return;
        }
        let text = self.source.plain.get(start..end).unwrap_or_default();
        match engine::parse(only, text) {
            Err(refusal) => {
                let refusal = Refusal {
                    at: start + refusal.at,
                    ..refusal
                };
                let asked = Asked {
                    rule: only,
                    start,
                    end,
                };
                let error = self.source.refused(refusal, asked);
                self.errors.push(error);
            }
            Ok(_) => self.expected(only, start, end),
        }
    }

    /// Something of the rule should stand here.
    pub(super) fn expected(&mut self, rule: Rule, start: usize, end: usize) {
        let kind = SyntaxErrorKind::Expected {
            expected: words::of_rules(&[rule]),
            found: self.source.found(start, end),
        };
        self.report(kind, span(start, end));
    }
}

/// Whether the member that could not be read is a step of its own: on the line of another one it begins with its
/// word.
fn is_step(only: Rule, text: &str) -> bool {
    only == Rule::only_spec_member
        && ["given", "when", "then"]
            .iter()
            .any(|word| text.starts_with(word))
}

/// Whether a member says what it says as a whole and declares nothing that others name: its front alone would be
/// taken for something else.
const fn stands_whole(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::link
            | Rule::handler
            | Rule::step_given
            | Rule::step_when
            | Rule::step_then
            | Rule::then_clause
            | Rule::else_clause
            | Rule::slice_automation
            | Rule::slice_translation
    )
}
