//! The precedence of operators, with an explicit stack: an expression of any length costs no recursion, and
//! operators of one precedence make one flat chain.

use crate::Span;
use crate::ast::{BinaryOp, CompareOp, Expr, ExprKind, UnaryOp};

/// An operator in front of an operand.
#[derive(Clone, Copy)]
pub(super) enum Prefix {
    /// `not`, `-`
    Unary(UnaryOp),
    /// `some`
    Some,
}

/// An operator between two operands.
#[derive(Clone, Copy)]
pub(super) enum Infix {
    /// An operator that chains.
    Binary(BinaryOp),
    /// A comparison.
    Compare(CompareOp),
}

impl Infix {
    /// Its precedence.
    pub(super) const fn level(self) -> u8 {
        match self {
            Self::Binary(op) => binary_level(op),
            Self::Compare(_) => COMPARE,
        }
    }
}

#[derive(Clone, Copy)]
enum Operator {
    Prefix(Prefix, Span),
    Binary(BinaryOp),
    Compare(CompareOp),
}

/// Precedences, weakest first.
const OR: u8 = 0;
const AND: u8 = 1;
const NOT: u8 = 2;
const COMPARE: u8 = 3;
const COALESCE: u8 = 4;
const SUM: u8 = 5;
const PRODUCT: u8 = 6;
const SIGN: u8 = 7;

const fn binary_level(op: BinaryOp) -> u8 {
    match op {
        BinaryOp::Or => OR,
        BinaryOp::And => AND,
        BinaryOp::Coalesce => COALESCE,
        BinaryOp::Add | BinaryOp::Sub => SUM,
        BinaryOp::Mul | BinaryOp::Div | BinaryOp::Rem => PRODUCT,
    }
}

impl Operator {
    const fn level(self) -> u8 {
        match self {
            Self::Prefix(Prefix::Unary(UnaryOp::Not), _) => NOT,
            Self::Prefix(_, _) => SIGN,
            Self::Binary(op) => binary_level(op),
            Self::Compare(_) => COMPARE,
        }
    }
}

/// An operand, or what was made of some; with the level of the chain that may still grow at its right end.
struct Part {
    expr: Expr,
    chain: Option<u8>,
}

/// The operators and operands of one expression while it is read from left to right.
pub(super) struct Operators {
    parts: Vec<Part>,
    waiting: Vec<Operator>,
    levels: usize,
}

impl Operators {
    /// For an expression whose operators have so many precedences.
    pub(super) const fn new(levels: usize) -> Self {
        Self {
            parts: Vec::new(),
            waiting: Vec::new(),
            levels,
        }
    }

    /// How many operators will enclose the operand that comes next, at most.
    pub(super) fn enclosing(&self) -> usize {
        let waiting = self.waiting.len();
        let prefixes = self
            .waiting
            .iter()
            .filter(|operator| matches!(operator, Operator::Prefix(..)))
            .count();
        prefixes + self.levels.max(waiting - prefixes)
    }

    pub(super) fn prefix(&mut self, prefix: Prefix, at: Span) {
        self.waiting.push(Operator::Prefix(prefix, at));
    }

    pub(super) fn operand(&mut self, expr: Expr) {
        self.parts.push(Part { expr, chain: None });
    }

    pub(super) fn binary(&mut self, op: BinaryOp) {
        self.reduce(binary_level(op));
        self.waiting.push(Operator::Binary(op));
    }

    /// Says whether no comparison stands directly before this one.
    pub(super) fn compare(&mut self, op: CompareOp) -> bool {
        self.reduce(COMPARE + 1);
        let alone = !matches!(self.waiting.last(), Some(Operator::Compare(_)));
        self.reduce(COMPARE);
        self.waiting.push(Operator::Compare(op));
        alone
    }

    /// The whole expression; nothing where operands and operators do not fit, which the grammar excludes.
    pub(super) fn finish(mut self) -> Option<Expr> {
        self.reduce(OR);
        let mut last = self.parts.pop()?;
        if let ExprKind::Chain(_, rest) = &mut last.expr.kind {
            rest.shrink_to_fit();
        }
        (self.parts.is_empty() && self.waiting.is_empty()).then_some(last.expr)
    }

    /// Applies the waiting operators that bind at least as strongly as `level`.
    fn reduce(&mut self, level: u8) {
        while let Some(operator) = self.waiting.last().copied() {
            if operator.level() < level || self.apply(operator).is_none() {
                return;
            }
            self.waiting.pop();
        }
    }

    fn apply(&mut self, operator: Operator) -> Option<()> {
        let right = self.parts.pop()?;
        let part = match operator {
            Operator::Prefix(prefix, at) => {
                let span = at.to(right.expr.span);
                let inside = Box::new(right.expr);
                let kind = match prefix {
                    Prefix::Unary(op) => ExprKind::Unary(op, inside),
                    Prefix::Some => ExprKind::Some(inside),
                };
                Part {
                    expr: Expr { kind, span },
                    chain: None,
                }
            }
            Operator::Compare(op) => {
                let left = self.parts.pop()?;
                let span = left.expr.span.to(right.expr.span);
                let kind = ExprKind::Compare(op, Box::new(left.expr), Box::new(right.expr));
                Part {
                    expr: Expr { kind, span },
                    chain: None,
                }
            }
            Operator::Binary(op) => chained(self.parts.pop()?, op, right.expr),
        };
        self.parts.push(part);
        Some(())
    }
}

/// `left op right`, grown at the end of `left` where that is a chain of the same level.
fn chained(left: Part, op: BinaryOp, right: Expr) -> Part {
    let level = binary_level(op);
    let span = left.expr.span.to(right.span);
    let kind = match left.expr.kind {
        ExprKind::Chain(first, mut rest) if left.chain == Some(level) => {
            rest.push((op, right));
            ExprKind::Chain(first, rest)
        }
        kind => {
            let first = Expr {
                kind,
                span: left.expr.span,
            };
            ExprKind::Chain(Box::new(first), vec![(op, right)])
        }
    };
    Part {
        expr: Expr { kind, span },
        chain: Some(level),
    }
}
