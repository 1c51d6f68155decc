//! Operands: a beginning and the steps after it, `order.lines`, `Payment[reference: x]`, `s.OrderShipping accepted`.

use pest::iterators::Pairs;

use super::expr::error;
use super::{Cursor, Lowering, Node};
use crate::ast::{Expr, ExprKind, IndexArg, Name, Path};
use crate::engine::Rule;
use crate::scan::span;
use crate::{Span, SyntaxErrorKind};

/// The pairs of one operand.
pub(super) struct OperandParts<'t> {
    first: Node<'t>,
    steps: Vec<Node<'t>>,
    /// All of it.
    pub(super) span: Span,
}

impl<'t> Lowering<'_, 't> {
    /// What an operand begins with, and the steps that follow it among its neighbours.
    pub(super) fn parts_of_operand(
        &self,
        first: Node<'t>,
        rest: &mut Pairs<'t, Rule>,
    ) -> OperandParts<'t> {
        let mut steps = Vec::new();
        while let Some(step) = rest.peek().filter(|next| is_step(next.as_rule())) {
            rest.next();
            steps.push(step);
        }
        let (start, end) = self.range(&first);
        let end = steps.last().map_or(end, |last| self.range(last).1);
        OperandParts {
            first,
            steps,
            span: span(start, end),
        }
    }

    pub(super) fn operand(&mut self, operand: OperandParts<'t>) -> Option<Expr> {
        let OperandParts {
            first,
            steps,
            span: at,
        } = operand;
        let mut steps = steps.into_iter().peekable();
        let details = steps.next_if(|step| matches!(step.as_rule(), Rule::args | Rule::inits));
        // Every step wraps what stands before it, so that the beginning lies as deep as there are steps.
        self.nested(steps.len(), at, |lower| {
            let mut expr = match first.as_rule() {
                Rule::name => lower.reference(&first, details)?,
                _ => lower.primary(first)?,
            };
            for step in steps {
                let (_, end) = lower.range(&step);
                let kind = lower.step(expr, step)?;
                expr = Expr {
                    kind,
                    span: span(at.start as usize, end),
                };
            }
            Some(expr)
        })
    }

    /// A name, a call by name, or a record.
    fn reference(&mut self, node: &Node<'t>, details: Option<Node<'t>>) -> Option<Expr> {
        let name = self.name(node);
        let Some(details) = details else {
            return Some(Expr {
                span: name.span,
                kind: ExprKind::Name(name),
            });
        };
        let at = name.span.to(self.span(&details));
        let path = Path { model: None, name };
        let kind = self.nested(1, at, |lower| {
            Some(if details.as_rule() == Rule::args {
                ExprKind::Call(Box::new(path), lower.exprs(details)?)
            } else {
                ExprKind::Record(Box::new(path), lower.inits(details))
            })
        });
        match kind {
            Some(kind) => Some(Expr { kind, span: at }),
            None if self.too_deep => Some(error(at)),
            None => None,
        }
    }

    fn step(&mut self, before: Expr, node: Node<'t>) -> Option<ExprKind> {
        let before = Box::new(before);
        let rule = node.as_rule();
        let mut cursor = Cursor::of(node);
        Some(match rule {
            Rule::member | Rule::head_member => {
                let name = self.next_name(&mut cursor)?;
                match cursor.next() {
                    None => ExprKind::Member(before, name),
                    Some(rest) if rest.as_rule() == Rule::args => {
                        ExprKind::MemberCall(before, Box::new(name), self.exprs(rest)?.into())
                    }
                    Some(fields) => self.qualified_record(*before, name, fields)?,
                }
            }
            Rule::index => {
                let args = cursor.many(Rule::index_arg);
                let args: Option<_> = args.into_iter().map(|node| self.index_arg(node)).collect();
                ExprKind::Index(before, args?)
            }
            Rule::fact_test => ExprKind::FactTest(before, self.fact(cursor.maybe(Rule::fact)?)?),
            _ => return None,
        })
    }

    /// `billing.Address { … }`: only a model's name may stand before the point.
    fn qualified_record(&mut self, before: Expr, name: Name, fields: Node<'t>) -> Option<ExprKind> {
        let inits = self.inits(fields);
        Some(match before.kind {
            ExprKind::Name(model) => {
                let model = Some(model);
                ExprKind::Record(Box::new(Path { model, name }), inits)
            }
            _ => {
                let at = name.span;
                let kind = SyntaxErrorKind::Expected {
                    expected: vec!["a record of a model, `other.Name { … }`"],
                    found: self.source.found(at.start as usize, at.end as usize),
                };
                self.report(kind, at);
                ExprKind::Error
            }
        })
    }

    fn index_arg(&mut self, node: Node<'t>) -> Option<IndexArg> {
        let mut cursor = Cursor::of(node);
        let name = match cursor.maybe(Rule::index_name) {
            Some(name) => Some(self.only_name(name)?),
            None => None,
        };
        Some(IndexArg {
            name,
            value: self.next_expr(&mut cursor)?,
        })
    }
}

/// Whether a pair goes on with the operand before it.
fn is_step(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::args | Rule::inits | Rule::member | Rule::head_member | Rule::index | Rule::fact_test
    )
}
