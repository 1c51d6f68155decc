//! Blocks: members, their separators, and the members that could not be read.

use super::{Lowering, Node};
use crate::ast::Doc;
use crate::engine::{self, Asked, Refusal, Rule};
use crate::scan::{MOST_IN_ITEM, span};
use crate::{Span, SyntaxErrorKind, words};

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
        for node in block.into_inner() {
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
                            this.unseparated = self.separator(before, this);
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
                        // The tree has them beside the fields of their block.
                        if rule == Rule::upcast && only != Rule::only_entity_member {
                            let upcast = self.upcast(node);
                            self.upcasts.extend(upcast);
                            self.pending_doc = None;
                            before = Some(this);
                            continue;
                        }
                        match read(self, node) {
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
    fn separator(&mut self, before: Option<Before>, this: Before) -> bool {
        let Some(before) = before else { return false };
        let missing = !this.comma && !before.broken && self.on_one_line(before.end, this.start);
        if missing && !before.unseparated {
            self.report(
                SyntaxErrorKind::MissingSeparator,
                span(before.end, this.start),
            );
        }
        missing
    }

    fn on_one_line(&self, end: usize, start: usize) -> bool {
        !self.source.slice(end, start).contains('\n')
    }

    fn broken_member(&mut self, only: Rule, before: Option<Before>, this: Before) {
        let text = self.source.slice(this.start, this.end);
        let starts_with_word = text.starts_with(|c| c == '`' || crate::lex::starts_word(c));
        // A step on the line of another one begins with its own word.
        let step = only == Rule::only_spec_member
            && ["given", "when", "then"]
                .iter()
                .any(|word| text.starts_with(word));
        match before {
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
            meant: None,
        };
        self.report(kind, span(start, end));
    }
}
