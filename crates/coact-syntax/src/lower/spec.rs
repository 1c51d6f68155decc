//! Specs and their steps.

use super::block::Separated;
use super::{Cursor, Lowering, Node};
use crate::Span;
use crate::ast::{Expect, ExpectBody, Expr, LetItem, Name, SpecItem, Step, StepKind};
use crate::engine::Rule;

/// A member of a spec while it is read.
enum Member {
    Step(Step),
    Let(LetItem),
}

impl<'t> Lowering<'_, 't> {
    pub(super) fn spec(&mut self, node: Node<'t>) -> Option<SpecItem> {
        let span = self.span(&node);
        let mut cursor = Cursor::of(node);
        let doc = self.doc();
        let title = self.next_text(&mut cursor)?;
        let block = cursor.maybe(Rule::spec_block)?;
        let members = self.block(
            block,
            Rule::only_spec_member,
            Separated::No,
            Self::spec_member,
            |span| Some(Member::Step(broken(span))),
        );
        let mut spec = SpecItem {
            span,
            doc,
            title,
            steps: Vec::new(),
            lets: Vec::new(),
        };
        for member in members {
            match member {
                Member::Step(step) => spec.steps.push(step),
                Member::Let(constant) => spec.lets.push(constant),
            }
        }
        Some(spec)
    }

    fn spec_member(&mut self, node: Node<'t>) -> Option<Member> {
        let rule = node.as_rule();
        if rule == Rule::let_item {
            return self.let_item(node).map(Member::Let);
        }
        let span = self.span(&node);
        let mut cursor = Cursor::of(node);
        self.doc();
        let shape = cursor.next()?;
        let kind = match rule {
            Rule::step_given => self.given(shape)?,
            Rule::step_when => self.when(shape)?,
            Rule::step_then => StepKind::Then(self.expect(shape)?),
            _ => return None,
        };
        Some(Member::Step(Step { kind, span }))
    }

    fn given(&mut self, node: Node<'t>) -> Option<StepKind> {
        let rule = node.as_rule();
        let mut cursor = Cursor::of(node);
        Some(match rule {
            Rule::given_now => StepKind::GivenNow(self.next_expr(&mut cursor)?),
            Rule::given_lookup => {
                let mut call = Cursor::of(cursor.maybe(Rule::lookup_call)?);
                let name = self.next_name(&mut call)?;
                let args = self.exprs(call.maybe(Rule::args)?)?;
                StepKind::GivenLookup(name, args, self.next_expr(&mut cursor)?)
            }
            Rule::given_answer => StepKind::GivenAnswer {
                call: self.next_path(&mut cursor)?,
                outcome: self.next_name(&mut cursor)?,
                fields: self.next_inits(&mut cursor).unwrap_or_default(),
            },
            Rule::given_event => StepKind::GivenEvent {
                unchecked: cursor.flag(Rule::given_unchecked),
                event: self.next_path(&mut cursor)?,
                fields: self.next_inits(&mut cursor).unwrap_or_default(),
                by: self.by(&mut cursor),
            },
            _ => return None,
        })
    }

    fn when(&mut self, node: Node<'t>) -> Option<StepKind> {
        if node.as_rule() == Rule::automations {
            return Some(StepKind::WhenAutomations);
        }
        let mut cursor = Cursor::of(node);
        Some(StepKind::When {
            command: self.next_path(&mut cursor)?,
            fields: self.next_inits(&mut cursor).unwrap_or_default(),
            by: self.by(&mut cursor),
        })
    }

    fn by(&mut self, cursor: &mut Cursor<'t>) -> Option<Expr> {
        let by = cursor.maybe(Rule::by)?;
        self.only_expr(by)
    }

    fn expect(&mut self, node: Node<'t>) -> Option<Expect> {
        let rule = node.as_rule();
        let mut cursor = Cursor::of(node);
        Some(match rule {
            Rule::expect_nothing => Expect::Nothing,
            Rule::expect_rejected => {
                let name = cursor.maybe(Rule::dotted);
                // Each part may stand in backticks of its own.
                Expect::Rejected(name.map(|node| Name {
                    text: node.as_str().replace('`', ""),
                    span: self.span(&node),
                }))
            }
            Rule::expect_agenda => {
                let actor = self.next_path(&mut cursor)?;
                let block = cursor.maybe(Rule::agenda_block)?;
                let acts = self.block(
                    block,
                    Rule::only_act_ref,
                    Separated::Yes,
                    Self::act_ref,
                    |_| None,
                );
                Expect::Agenda(actor, acts)
            }
            Rule::expect_named => {
                let exactly = cursor.flag(Rule::expect_exactly);
                let mut head = Cursor::of(cursor.maybe(Rule::expect_name)?);
                let name = self.next_path(&mut head)?;
                let args = match head.maybe(Rule::args) {
                    Some(args) => Some(self.exprs(args)?),
                    None => None,
                };
                Expect::Named {
                    exactly,
                    name,
                    args,
                    body: self.expect_body(&mut cursor),
                }
            }
            _ => return None,
        })
    }

    fn expect_body(&mut self, cursor: &mut Cursor<'t>) -> ExpectBody {
        if let Some(rows) = cursor.maybe(Rule::rows) {
            let read = |lower: &mut Self, node| Some(lower.inits(node));
            return ExpectBody::Rows(self.block(rows, Rule::inits, Separated::Yes, read, |_| None));
        }
        if let Some(fields) = self.next_inits(cursor) {
            return ExpectBody::Record(fields);
        }
        if cursor.flag(Rule::kw_empty) {
            ExpectBody::Empty
        } else {
            ExpectBody::Record(Vec::new())
        }
    }
}

const fn broken(span: Span) -> Step {
    Step {
        kind: StepKind::Broken,
        span,
    }
}
