//! What conditions that hold have shown: that something has a value, and that something is not 0.

use coact_syntax::ast::{BinaryOp, CompareOp, UnaryOp};

use super::divisor;
use crate::Loc;
use crate::model::{Bound, Builtin, Expr, ExprKind, Type, Unit};

/// What is known to have a value, or not to be 0, once some conditions hold.
#[derive(Clone, Debug, Default)]
pub(in super::super) struct Shown {
    valued: Vec<Expr>,
    not_zero: Vec<Expr>,
}

impl Shown {
    /// What the bounds of fields show, to which they were held before.
    pub(in super::super) fn fields<'f>(
        field: fn(usize) -> ExprKind,
        fields: impl Iterator<Item = (&'f Type, &'f [Bound])>,
        loc: Loc,
    ) -> Self {
        let mut shown = Self::default();
        for (at, (ty, bounds)) in fields.enumerate() {
            let read = Expr {
                kind: field(at),
                ty: ty.clone(),
                loc,
            };
            if bounds.iter().any(divisor::never_empty) {
                let count = ExprKind::Builtin(Builtin::Count, vec![read]);
                let ty = Type::Int(Unit::default());
                shown.not_zero.push(Expr {
                    kind: count,
                    ty,
                    loc,
                });
            } else if bounds.iter().any(divisor::keeps_off_zero) {
                shown.not_zero.push(read);
            }
        }
        shown
    }

    /// What either shows.
    pub(in super::super) fn and(mut self, other: Self) -> Self {
        self.valued.extend(other.valued);
        self.not_zero.extend(other.not_zero);
        self
    }

    /// The condition holds. As one without a value does not, all that it certainly reads has one.
    pub(in super::super) fn learn(&mut self, condition: &Expr) {
        self.certainly_read(condition);
        match &condition.kind {
            ExprKind::Logic(BinaryOp::And, operands) => {
                for operand in operands {
                    self.learn(operand);
                }
            }
            ExprKind::Unary(UnaryOp::Not, inner) => self.learn_not(inner),
            ExprKind::Compare(op, a, b) => self.compared(*op, a, b),
            _ => {}
        }
    }

    /// The condition does not hold.
    pub(in super::super) fn learn_not(&mut self, condition: &Expr) {
        self.certainly_read(condition);
        match &condition.kind {
            ExprKind::Logic(BinaryOp::Or, operands) => {
                for operand in operands {
                    self.learn_not(operand);
                }
            }
            ExprKind::Unary(UnaryOp::Not, inner) => self.learn(inner),
            ExprKind::Compare(op, a, b) => {
                let other = match op {
                    CompareOp::Eq => CompareOp::Ne,
                    CompareOp::Ne => CompareOp::Eq,
                    CompareOp::Lt => CompareOp::Ge,
                    CompareOp::Le => CompareOp::Gt,
                    CompareOp::Gt => CompareOp::Le,
                    CompareOp::Ge => CompareOp::Lt,
                    CompareOp::In => return,
                };
                self.compared(other, a, b);
            }
            _ => {}
        }
    }

    pub(in super::super) fn has_value(&self, expr: &Expr) -> bool {
        self.valued.iter().any(|known| is_same(known, expr))
    }

    pub(super) fn is_not_zero(&self, expr: &Expr) -> bool {
        let expr = bare(expr);
        self.not_zero.iter().any(|known| is_same(known, expr))
    }

    fn compared(&mut self, op: CompareOp, a: &Expr, b: &Expr) {
        for (op, a, b) in [(op, a, b), (turned(op), b, a)] {
            let there = match op {
                CompareOp::Ne => b.kind == ExprKind::None,
                CompareOp::Eq => is_there(b),
                _ => false,
            };
            if there {
                self.has(a);
            }
            let Some(value) = b.number() else {
                continue;
            };
            let off_zero = match op {
                CompareOp::Ne => value.is_zero(),
                CompareOp::Eq => !value.is_zero(),
                CompareOp::Gt => !value.is_sign_negative() || value.is_zero(),
                CompareOp::Ge => value.is_sign_positive() && !value.is_zero(),
                CompareOp::Lt => value.is_sign_negative() || value.is_zero(),
                CompareOp::Le => value.is_sign_negative() && !value.is_zero(),
                CompareOp::In => false,
            };
            if off_zero {
                self.not_zero.push(bare(a).clone());
            }
        }
    }

    /// An optional value is there, or what was made absent without one has a value.
    pub(in super::super) fn has(&mut self, optional: &Expr) {
        let declared = declared(optional);
        if let Some(there) = or_none(declared) {
            self.valued.push(there.clone());
            self.certainly_read(there);
        } else if matches!(declared.ty, Type::Optional(_)) {
            self.valued.push(declared.clone());
        }
    }

    /// What an expression cannot do without.
    fn certainly_read(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::Coalesce(..) | ExprKind::Lambda(..) => return,
            ExprKind::If(first, ..) | ExprKind::Match(first, _) => {
                self.certainly_read(first);
                return;
            }
            ExprKind::Logic(_, operands) => {
                if let Some(first) = operands.first() {
                    self.certainly_read(first);
                }
                return;
            }
            _ => {}
        }
        if matches!(
            expr.kind,
            ExprKind::Arithmetic(..)
                | ExprKind::At(..)
                | ExprKind::Find(..)
                | ExprKind::RowAt(..)
                | ExprKind::Read(_)
        ) {
            self.valued.push(expr.clone());
        }
        for inside in expr.children() {
            self.certainly_read(inside);
        }
    }
}

/// The comparison with its sides exchanged.
fn turned(op: CompareOp) -> CompareOp {
    match op {
        CompareOp::Lt => CompareOp::Gt,
        CompareOp::Le => CompareOp::Ge,
        CompareOp::Gt => CompareOp::Lt,
        CompareOp::Ge => CompareOp::Le,
        other => other,
    }
}

/// What was made absent where it has no value.
fn or_none(expr: &Expr) -> Option<&Expr> {
    match &expr.kind {
        ExprKind::Coalesce(there, absent) if absent.kind == ExprKind::None => Some(bare(there)),
        _ => None,
    }
}

/// The optional value without its conversions to another optional type.
fn declared(expr: &Expr) -> &Expr {
    match &expr.kind {
        ExprKind::Convert(inner) if matches!(inner.ty, Type::Optional(_)) => declared(inner),
        _ => expr,
    }
}

/// Whether an optional value is certainly there.
fn is_there(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Some(_) => true,
        ExprKind::Convert(inner) => !matches!(inner.ty, Type::Optional(_)) || is_there(inner),
        _ => false,
    }
}

/// Without its conversions.
fn bare(expr: &Expr) -> &Expr {
    match &expr.kind {
        ExprKind::Convert(inner) => bare(inner),
        _ => expr,
    }
}

/// Whether both read the same, wherever they stand.
fn is_same(a: &Expr, b: &Expr) -> bool {
    let alike = match (&a.kind, &b.kind) {
        (ExprKind::Literal(a), ExprKind::Literal(b)) => a == b,
        (ExprKind::Local(a), ExprKind::Local(b)) => a == b,
        (ExprKind::Subject(a), ExprKind::Subject(b)) => a == b,
        (ExprKind::EventSubject, ExprKind::EventSubject)
        | (ExprKind::At(..), ExprKind::At(..))
        | (ExprKind::Key(_), ExprKind::Key(_))
        | (ExprKind::Convert(_), ExprKind::Convert(_)) => true,
        (ExprKind::EventField(a), ExprKind::EventField(b))
        | (ExprKind::RowField(a), ExprKind::RowField(b))
        | (ExprKind::CommandField(a), ExprKind::CommandField(b))
        | (ExprKind::StateField(a), ExprKind::StateField(b))
        | (ExprKind::ResultField(a), ExprKind::ResultField(b))
        | (ExprKind::Read(a), ExprKind::Read(b)) => a == b,
        (ExprKind::Lookup(a, _), ExprKind::Lookup(b, _)) => a == b,
        (ExprKind::Fact(_, of, a), ExprKind::Fact(_, other, b))
        | (ExprKind::Derived(_, of, a), ExprKind::Derived(_, other, b)) => (of, a) == (other, b),
        (ExprKind::Field(_, of, a), ExprKind::Field(_, other, b)) => (of, a) == (other, b),
        (ExprKind::RowMember(_, of, a), ExprKind::RowMember(_, other, b)) => (of, a) == (other, b),
        (ExprKind::Variant(of, a), ExprKind::Variant(other, b)) => (of, a) == (other, b),
        (ExprKind::ActField(of, act, a), ExprKind::ActField(other, act2, b)) => {
            (of.kind, act, a) == (other.kind, act2, b)
        }
        (ExprKind::Find(of, a), ExprKind::Find(other, b)) => {
            let by = |keys: &[(Option<usize>, Expr)]| -> Vec<_> {
                keys.iter().map(|(fact, _)| *fact).collect()
            };
            of == other && by(a) == by(b)
        }
        (ExprKind::RowAt(a, _), ExprKind::RowAt(b, _)) => a == b,
        (ExprKind::Builtin(a, _), ExprKind::Builtin(b, _)) => a == b,
        (ExprKind::Arithmetic(a, ..), ExprKind::Arithmetic(b, ..)) => a == b,
        _ => false,
    };
    let (of_a, of_b) = (a.children(), b.children());
    alike
        && a.ty == b.ty
        && of_a.len() == of_b.len()
        && of_a.iter().zip(of_b).all(|(a, b)| is_same(a, b))
}
