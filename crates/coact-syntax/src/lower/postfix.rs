//! Operands: a beginning and the steps after it, `order.lines`, `Payment[reference: x]`, `s.OrderShipping accepted`.

use super::{Cursor, Lowering, Node};
use crate::SyntaxErrorKind;
use crate::ast::{Expr, ExprKind, IndexArg, Name, Path};
use crate::engine::Rule;
use crate::scan::span;

impl<'t> Lowering<'_, 't> {
    pub(super) fn operand(&mut self, node: Node<'t>) -> Option<Expr> {
        let at = self.span(&node);
        let mut parts = node.into_inner();
        let first = parts.next()?;
        let steps = parts.clone().count();
        // Every step wraps what stands before it, so that the beginning lies as deep as there are steps.
        self.nested(steps, at, |lower| {
            let mut expr = lower.primary(first)?;
            for step in parts {
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
                        ExprKind::MemberCall(before, name, self.exprs(rest)?)
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
                ExprKind::Record(Path { model, name }, inits)
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
