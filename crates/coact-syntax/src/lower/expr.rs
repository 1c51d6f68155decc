//! Expressions: what stands between operators.

use super::block::Separated;
use super::operators::{Infix, Operators, Prefix};
use super::{Cursor, Lowering, Node};
use crate::ast::{
    BinaryOp, CompareOp, Expr, ExprKind, FieldInit, MatchArm, Number, Path, Pattern, UnaryOp,
};
use crate::engine::Rule;
use crate::limits::MAX_OPERATORS;
use crate::{Span, SyntaxErrorKind};

/// The node of an expression that could not be read; reported already.
pub(super) const fn error(span: Span) -> Expr {
    Expr {
        kind: ExprKind::Error,
        span,
    }
}

impl<'t> Lowering<'_, 't> {
    /// The one expression inside a pair.
    pub(super) fn only_expr(&mut self, node: Node<'t>) -> Option<Expr> {
        self.next_expr(&mut Cursor::of(node))
    }

    /// The next child, which is an expression.
    pub(super) fn next_expr(&mut self, cursor: &mut Cursor<'t>) -> Option<Expr> {
        let node = cursor.next()?;
        self.expr(node)
    }

    /// The elements of a list or the arguments of a call.
    pub(super) fn exprs(&mut self, list: Node<'t>) -> Option<Vec<Expr>> {
        let mut cursor = Cursor::of(list);
        let mut exprs = Vec::new();
        while let Some(node) = cursor.next() {
            exprs.push(if node.as_rule() == Rule::lambda {
                self.lambda(node)?
            } else {
                self.expr(node)?
            });
        }
        exprs.shrink_to_fit();
        Some(exprs)
    }

    /// A pair of rule `expr`, `head_expr` or `key_value`. Too deep a part becomes an error node, and so does an
    /// expression of too many operators.
    pub(super) fn expr(&mut self, node: Node<'t>) -> Option<Expr> {
        let outer = self.operators;
        self.operators = Some(outer.unwrap_or_default());
        let expr = self.operations(node);
        if outer.is_none() {
            self.operators = None;
        }
        expr
    }

    fn operations(&mut self, node: Node<'t>) -> Option<Expr> {
        let whole = self.span(&node);
        if self.is_cut(whole) {
            return Some(error(whole));
        }
        if node.as_rule() == Rule::key_value {
            return self.signed(node, whole);
        }
        let mut operators = Operators::new(levels_of(&node));
        let mut parts = node.into_inner();
        while let Some(part) = parts.next() {
            match part.as_rule() {
                Rule::prefix => operators.prefix(prefix(part.as_str()), self.span(&part)),
                Rule::binary => match infix(part.as_str())? {
                    Infix::Binary(op) => {
                        if !self.admits(op, &part) {
                            return Some(error(whole));
                        }
                        operators.binary(op);
                    }
                    Infix::Compare(op) => {
                        if !operators.compare(op) {
                            self.expected_after_comparison(self.span(&part));
                            return Some(error(whole));
                        }
                    }
                },
                _ => {
                    let operand = self.parts_of_operand(part, &mut parts);
                    let levels = operators.enclosing();
                    let at = operand.span;
                    match self.nested(levels, at, |lower| lower.operand(operand)) {
                        Some(operand) => operators.operand(operand),
                        None if self.too_deep => return Some(error(whole)),
                        None => return None,
                    }
                }
            }
        }
        operators.finish()
    }

    /// Whether the expression may have one more operator, which is counted; told once where it may not.
    fn admits(&mut self, op: BinaryOp, node: &Node<'t>) -> bool {
        // A conjunction means one list.
        if matches!(op, BinaryOp::And | BinaryOp::Or) {
            return true;
        }
        let count = self.operators.unwrap_or_default() + 1;
        self.operators = Some(count);
        if count == MAX_OPERATORS + 1 {
            self.report(SyntaxErrorKind::TooManyOperators, self.span(node));
        }
        count <= MAX_OPERATORS
    }

    /// `l => l.sku`, `a => b => a + b`
    fn lambda(&mut self, node: Node<'t>) -> Option<Expr> {
        let whole = self.span(&node);
        let mut cursor = Cursor::of(node);
        let names = self.names(&mut cursor);
        let body = cursor.next()?;
        let body = match self.nested(names.len(), whole, |lower| lower.expr(body)) {
            Some(body) => body,
            None if self.too_deep => return Some(error(whole)),
            None => return None,
        };
        Some(names.into_iter().rev().fold(body, |body, name| Expr {
            span: name.span.to(body.span),
            kind: ExprKind::Lambda(name, Box::new(body)),
        }))
    }

    /// Comparisons do not chain: `a < b < c` says nothing that a modeller would mean.
    fn expected_after_comparison(&mut self, at: Span) {
        let kind = SyntaxErrorKind::Expected {
            expected: vec!["`and`", "`or`"],
            found: self.source.found(at.start as usize, at.end as usize),
        };
        self.report(kind, at);
    }

    /// `-` in front of an operand or a literal.
    fn signed(&mut self, node: Node<'t>, whole: Span) -> Option<Expr> {
        let mut parts = node.into_inner();
        let mut part = parts.next()?;
        let negative = part.as_rule() == Rule::op_neg;
        if negative {
            part = parts.next()?;
        }
        let operand = self.parts_of_operand(part, &mut parts);
        let (levels, at) = (usize::from(negative), operand.span);
        let value = match self.nested(levels, at, |lower| lower.operand(operand)) {
            Some(value) => value,
            None if self.too_deep => error(whole),
            None => return None,
        };
        Some(if negative {
            Expr {
                kind: ExprKind::Unary(UnaryOp::Neg, Box::new(value)),
                span: whole,
            }
        } else {
            value
        })
    }

    fn range_end(&mut self, node: Node<'t>) -> Option<Expr> {
        let whole = self.span(&node);
        self.signed(node, whole)
    }

    /// What stands before `..`, what stands behind it, and whether there is one.
    pub(super) fn range_ends(
        &mut self,
        parts: &mut Cursor<'t>,
    ) -> Option<(Option<Expr>, Option<Expr>, bool)> {
        let (mut least, mut greatest, mut above) = (None, None, false);
        while let Some(part) = parts.any() {
            match part.as_rule() {
                Rule::p_range => above = true,
                Rule::range_end if above => greatest = Some(self.range_end(part)?),
                Rule::range_end => least = Some(self.range_end(part)?),
                _ => {}
            }
        }
        Some((least, greatest, above))
    }

    /// What an operand begins with that is no name: a literal, a bracket, a conditional or a match.
    pub(super) fn primary(&mut self, node: Node<'t>) -> Option<Expr> {
        let span = self.span(&node);
        let text = node.as_str();
        let kind = match node.as_rule() {
            Rule::number => ExprKind::Number(self.number(node)?),
            Rule::string => ExprKind::Str(self.str(&node).value),
            Rule::word_literal => match text {
                "true" => ExprKind::Bool(true),
                "false" => ExprKind::Bool(false),
                _ => ExprKind::None,
            },
            Rule::date => ExprKind::Date(text.to_owned()),
            Rule::datetime => ExprKind::DateTime(text.to_owned()),
            Rule::time => ExprKind::Time(text.to_owned()),
            Rule::paren | Rule::list | Rule::map | Rule::if_expr | Rule::match_expr => {
                return match self.nested(1, span, |lower| lower.bracketed(node)) {
                    Some(kind) => Some(Expr { kind, span }),
                    None if self.too_deep => Some(error(span)),
                    None => None,
                };
            }
            _ => return None,
        };
        Some(Expr { kind, span })
    }

    fn bracketed(&mut self, node: Node<'t>) -> Option<ExprKind> {
        let rule = node.as_rule();
        Some(match rule {
            Rule::paren => ExprKind::Paren(Box::new(self.only_expr(node)?)),
            Rule::list => ExprKind::List(self.exprs(node)?),
            Rule::map => {
                let entries = Cursor::of(node).many(Rule::map_entry);
                let entries = entries.into_iter().map(|entry| self.map_entry(entry));
                ExprKind::Map(entries.collect::<Option<_>>()?)
            }
            Rule::if_expr => return self.conditional(node),
            Rule::match_expr => {
                let mut cursor = Cursor::of(node);
                let subject = self.next_expr(&mut cursor)?;
                let block = cursor.maybe(Rule::match_block)?;
                let arms = self.block(block, Rule::arm, Separated::Yes, Self::arm, |_| None);
                ExprKind::Match(Box::new(subject), arms)
            }
            _ => return None,
        })
    }

    /// `small: 5`
    fn map_entry(&mut self, node: Node<'t>) -> Option<(Expr, Expr)> {
        let mut cursor = Cursor::of(node);
        let key = match cursor.maybe(Rule::map_name) {
            Some(node) => self.dotted(node)?,
            None => self.next_expr(&mut cursor)?,
        };
        Some((key, self.next_expr(&mut cursor)?))
    }

    /// `Size.Small`
    fn dotted(&self, node: Node<'t>) -> Option<Expr> {
        let names = self.names(&mut Cursor::of(node)).into_iter();
        names.fold(None, |of: Option<Expr>, name| {
            let (span, kind) = match of {
                Some(of) => (
                    Span::new(of.span.start, name.span.end),
                    ExprKind::Member(Box::new(of), name),
                ),
                None => (name.span, ExprKind::Name(name)),
            };
            Some(Expr { kind, span })
        })
    }

    /// `if a then b else if c then d else e`: the chain is flat in the grammar and nests in the tree.
    fn conditional(&mut self, node: Node<'t>) -> Option<ExprKind> {
        let whole = self.span(&node);
        let mut cursor = Cursor::of(node);
        let condition = self.next_expr(&mut cursor)?;
        let then = self.next_expr(&mut cursor)?;
        let mut others = Vec::new();
        while let Some(part) = cursor.maybe(Rule::else_if) {
            let at = self.span(&part);
            let levels = others.len() + 1;
            let pair = self.nested(levels, at, |lower| {
                let mut inside = Cursor::of(part);
                Some((lower.next_expr(&mut inside)?, lower.next_expr(&mut inside)?))
            });
            let (condition, then) = pair?;
            others.push((at, condition, then));
        }
        let last = cursor.next()?;
        let levels = others.len();
        let last = self.nested(levels, whole, |lower| lower.expr(last))?;
        let otherwise = others
            .into_iter()
            .rev()
            .fold(last, |otherwise, (at, condition, then)| Expr {
                // The chain that begins at this `else`: from its `if` on.
                span: condition.span.to(otherwise.span).to(at),
                kind: ExprKind::If(Box::new(condition), Box::new(then), Box::new(otherwise)),
            });
        Some(ExprKind::If(
            Box::new(condition),
            Box::new(then),
            Box::new(otherwise),
        ))
    }

    fn arm(&mut self, node: Node<'t>) -> Option<MatchArm> {
        let span = self.span(&node);
        let mut cursor = Cursor::of(node);
        let pattern = cursor.maybe(Rule::pattern)?;
        Some(MatchArm {
            pattern: self.pattern(pattern)?,
            value: self.next_expr(&mut cursor)?,
            span,
        })
    }

    fn pattern(&mut self, node: Node<'t>) -> Option<Pattern> {
        let span = self.span(&node);
        let mut cursor = Cursor::of(node);
        let shape = cursor.any()?;
        Some(match shape.as_rule() {
            Rule::p_any => Pattern::Any(span),
            Rule::pattern_some => Pattern::Some(self.only_name(shape)?),
            Rule::pattern_path => {
                let mut names = self.names(&mut Cursor::of(shape));
                let variant = names.pop()?;
                let of = names.pop().map(|name| Path {
                    model: names.pop(),
                    name,
                });
                Pattern::Variant(of, variant)
            }
            Rule::pattern_range => match self.range_ends(&mut Cursor::of(shape))? {
                (least, greatest, true) => Pattern::Range(least, greatest),
                (only, _, false) => match only? {
                    only if matches!(only.kind, ExprKind::None) => Pattern::None(span),
                    only => Pattern::Literal(only),
                },
            },
            _ => return None,
        })
    }

    fn number(&mut self, node: Node<'t>) -> Option<Number> {
        let mut cursor = Cursor::of(node);
        let digits = cursor.maybe(Rule::digits)?.as_str().to_owned();
        let unit = cursor.maybe(Rule::unit);
        Some(Number {
            digits,
            unit: unit.and_then(|node| self.unit(node)).map(Box::new),
        })
    }

    /// `{ a: 1, b }`, where it comes next.
    pub(super) fn next_inits(&mut self, cursor: &mut Cursor<'t>) -> Option<Vec<FieldInit>> {
        cursor.maybe(Rule::inits).map(|node| self.inits(node))
    }

    pub(super) fn inits(&mut self, node: Node<'t>) -> Vec<FieldInit> {
        self.block(
            node,
            Rule::only_field_init,
            Separated::Yes,
            Self::field_init,
            |_| None,
        )
    }

    pub(super) fn field_init(&mut self, node: Node<'t>) -> Option<FieldInit> {
        let mut cursor = Cursor::of(node);
        let name = self.next_name(&mut cursor)?;
        let value = match cursor.maybe(Rule::init_value) {
            Some(value) => Some(self.only_expr(value)?),
            None => None,
        };
        Some(FieldInit { name, value })
    }
}

/// How many precedences the operators of an expression have: so deep do its operands lie at most.
fn levels_of(node: &Node<'_>) -> usize {
    let mut levels: Vec<u8> = Vec::new();
    for part in node.clone().into_inner() {
        if part.as_rule() == Rule::binary
            && let Some(level) = infix(part.as_str()).map(Infix::level)
            && !levels.contains(&level)
        {
            levels.push(level);
        }
    }
    levels.len()
}

fn prefix(written: &str) -> Prefix {
    match written {
        "not" => Prefix::Unary(UnaryOp::Not),
        "some" => Prefix::Some,
        _ => Prefix::Unary(UnaryOp::Neg),
    }
}

fn infix(written: &str) -> Option<Infix> {
    Some(match written {
        "or" => Infix::Binary(BinaryOp::Or),
        "and" => Infix::Binary(BinaryOp::And),
        "??" => Infix::Binary(BinaryOp::Coalesce),
        "+" => Infix::Binary(BinaryOp::Add),
        "-" => Infix::Binary(BinaryOp::Sub),
        "*" => Infix::Binary(BinaryOp::Mul),
        "/" => Infix::Binary(BinaryOp::Div),
        "%" => Infix::Binary(BinaryOp::Rem),
        "==" => Infix::Compare(CompareOp::Eq),
        "!=" => Infix::Compare(CompareOp::Ne),
        "<" => Infix::Compare(CompareOp::Lt),
        "<=" => Infix::Compare(CompareOp::Le),
        ">" => Infix::Compare(CompareOp::Gt),
        ">=" => Infix::Compare(CompareOp::Ge),
        "in" => Infix::Compare(CompareOp::In),
        _ => return None,
    })
}
