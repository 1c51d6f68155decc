//! What conditions read, and what they say about it.

use coact_syntax::ast::{BinaryOp, CompareOp, Outcome, UnaryOp};

use super::domain::{Domain, Sort};
use super::read::{domain, is_free};
use super::same::same;
use super::term::{Arm, Term};
use super::value::{Value, constant};
use crate::ctp::{FactWord, Status, statuses};
use crate::model::{CommandId, Expr, ExprKind, KindId, Local, Model, Pattern, Type};

/// What the conditions of one place read.
pub(crate) struct Space<'m> {
    pub(super) model: &'m Model,
    /// The command whose fields are bare.
    pub(super) command: Option<CommandId>,
    /// What is accepted is so until the revocation is allowed: in derived facts and views.
    keeps: bool,
    pub(super) reads: Vec<Read<'m>>,
    /// What `some x` of the arms around has bound.
    bound: Vec<(&'m Local, Term)>,
}

/// Something that is read.
pub(super) struct Read<'m> {
    pub(super) what: What<'m>,
    pub(super) domain: Domain,
    /// The constants that it is compared with.
    pub(super) constants: Vec<Value>,
    /// Whether it may have each of its values whatever the others have.
    pub(super) free: bool,
}

#[derive(Clone, Copy)]
pub(super) enum What<'m> {
    Value(&'m Expr),
    /// The state of the transaction of this kind about a subject.
    Status(KindId, &'m Expr),
    /// How two things compare.
    Order(&'m Expr, &'m Expr),
}

impl<'m> Space<'m> {
    /// For conditions of a command, or of something else.
    pub(crate) const fn new(model: &'m Model, command: Option<CommandId>) -> Self {
        Self {
            model,
            command,
            keeps: false,
            reads: Vec::new(),
            bound: Vec::new(),
        }
    }

    /// For conditions of derived facts and views, where what is accepted is so until the revocation is allowed.
    pub(crate) fn keeping(self) -> Self {
        Self {
            keeps: true,
            ..self
        }
    }

    /// Says in which states the transaction of a kind is that the conditions are about.
    pub(crate) fn in_states(&mut self, kind: KindId, states: &[Status]) {
        for read in &mut self.reads {
            if let What::Status(of, subject) = read.what
                && of == kind
                && matches!(subject.kind, ExprKind::Subject(_))
            {
                read.domain.sort = Sort::Statuses(states.to_vec());
            }
        }
    }

    /// What an expression says.
    pub(crate) fn term(&mut self, expr: &'m Expr) -> Term {
        if let Some(value) = constant(expr) {
            return Term::Is(value);
        }
        match &expr.kind {
            ExprKind::Some(inner) => self.term(inner),
            ExprKind::Convert(inner) => self.converted(expr, inner),
            ExprKind::Unary(UnaryOp::Not, inner) => Term::Not(Box::new(self.term(inner))),
            ExprKind::Logic(op, operands) => {
                let operands = operands.iter().map(|it| self.term(it)).collect();
                if *op == BinaryOp::Or {
                    Term::Or(operands)
                } else {
                    Term::And(operands)
                }
            }
            ExprKind::If(condition, then, otherwise) => Term::If(
                Box::new(self.term(condition)),
                Box::new(self.term(then)),
                Box::new(self.term(otherwise)),
            ),
            ExprKind::Coalesce(first, second) => {
                Term::Coalesce(Box::new(self.term(first)), Box::new(self.term(second)))
            }
            ExprKind::Match(of, arms) => self.matched(expr, of, arms),
            ExprKind::Compare(op, a, b) => self.compared(expr, *op, a, b),
            ExprKind::FactTest(instance, fact) if is_of_a_state(*fact) => Term::Stands {
                status: self.status(instance.kind, &instance.subject),
                fact: *fact,
                keeps: self.keeps,
            },
            ExprKind::Local(local) => {
                let bound = self.bound.iter().find(|(known, _)| *known == &**local);
                match bound {
                    Some((_, of)) => Term::There(Box::new(of.clone())),
                    None => self.read(expr),
                }
            }
            _ => self.read(expr),
        }
    }

    fn converted(&mut self, expr: &'m Expr, inner: &'m Expr) -> Term {
        match (&inner.ty, &expr.ty) {
            (Type::Optional(_), Type::Optional(_)) => self.term(inner),
            (Type::Optional(_), _) => Term::There(Box::new(self.term(inner))),
            // Another type is another sort of values.
            (Type::Entity(_) | Type::Actor(_), _) | (_, Type::Entity(_) | Type::Actor(_))
                if inner.ty != expr.ty =>
            {
                self.read(expr)
            }
            _ => self.term(inner),
        }
    }

    fn compared(&mut self, expr: &'m Expr, op: CompareOp, a: &'m Expr, b: &'m Expr) -> Term {
        if op == CompareOp::In {
            let ExprKind::List(items) = &b.kind else {
                return self.read(expr);
            };
            let Some(values) = items.iter().map(constant).collect::<Option<Vec<Value>>>() else {
                return self.read(expr);
            };
            let of = self.term(a);
            for value in &values {
                self.tell(&of, value);
            }
            return Term::In(Box::new(of), values);
        }
        let equality = matches!(op, CompareOp::Eq | CompareOp::Ne);
        let apart = |value: &Value| equality || matches!(value, Value::Number(_));
        match (constant(a), constant(b)) {
            (Some(left), Some(right)) => {
                Term::Compare(op, Box::new(Term::Is(left)), Box::new(Term::Is(right)))
            }
            (None, Some(right)) if apart(&right) => {
                let of = self.term(a);
                self.tell(&of, &right);
                Term::Compare(op, Box::new(of), Box::new(Term::Is(right)))
            }
            (Some(left), None) if apart(&left) => {
                let of = self.term(b);
                self.tell(&of, &left);
                Term::Compare(op, Box::new(Term::Is(left)), Box::new(of))
            }
            _ => self.ordered(op, a, b),
        }
    }

    /// How two things compare of which none is a constant.
    fn ordered(&mut self, op: CompareOp, a: &'m Expr, b: &'m Expr) -> Term {
        let turned = match op {
            CompareOp::Lt => CompareOp::Gt,
            CompareOp::Le => CompareOp::Ge,
            CompareOp::Gt => CompareOp::Lt,
            CompareOp::Ge => CompareOp::Le,
            other => other,
        };
        let (left, right) = (bare(a), bare(b));
        for (at, read) in self.reads.iter().enumerate() {
            if let What::Order(c, d) = read.what {
                let (c, d) = (bare(c), bare(d));
                if same(left, c) && same(right, d) {
                    return Term::Ordered(at, op);
                }
                if same(left, d) && same(right, c) {
                    return Term::Ordered(at, turned);
                }
            }
        }
        let unknown = [a, b].map(|side| domain(self.model, self.command, side).unknown);
        self.reads.push(Read {
            what: What::Order(a, b),
            domain: Domain {
                unknown: unknown.contains(&true),
                ..Domain::of(if same(left, right) {
                    Sort::Same
                } else {
                    Sort::Order
                })
            },
            constants: Vec::new(),
            free: false,
        });
        Term::Ordered(self.reads.len() - 1, op)
    }

    fn matched(&mut self, expr: &'m Expr, of: &'m Expr, written: &'m [(Pattern, Expr)]) -> Term {
        let clear: Option<Vec<Arm>> = written
            .iter()
            .map(|(pattern, _)| Arm::of(pattern))
            .collect();
        let Some(clear) = clear else {
            return self.read(expr);
        };
        let of = self.term(of);
        let mut arms = Vec::new();
        for (arm, (pattern, value)) in clear.into_iter().zip(written) {
            for constant in arm.constants() {
                self.tell(&of, &constant);
            }
            let bound = self.bound.len();
            if let Pattern::Some(local) = pattern {
                self.bound.push((local, of.clone()));
            }
            arms.push((arm, self.term(value)));
            self.bound.truncate(bound);
        }
        Term::Match(Box::new(of), arms)
    }

    /// Whether what is matched is of a pattern; nothing where that cannot be said.
    pub(crate) fn is_of(&mut self, of: &'m Expr, pattern: &Pattern) -> Option<Term> {
        let arm = Arm::of(pattern)?;
        let of = self.term(of);
        for constant in arm.constants() {
            self.tell(&of, &constant);
        }
        let (yes, no) = (Term::Is(Value::Truth(true)), Term::Is(Value::Truth(false)));
        Some(Term::Match(Box::new(of), vec![(arm, yes), (Arm::Any, no)]))
    }

    fn tell(&mut self, of: &Term, constant: &Value) {
        let reads = &mut self.reads;
        of.tell_from(constant, &mut |at, constant| {
            if let Some(read) = reads.get_mut(at)
                && !read.constants.contains(constant)
            {
                read.constants.push(constant.clone());
            }
        });
    }

    /// Something whose value is not looked into.
    fn read(&mut self, expr: &'m Expr) -> Term {
        let known = self.reads.iter().position(|read| match read.what {
            What::Value(known) => same(known, expr),
            _ => false,
        });
        Term::Read(known.unwrap_or_else(|| {
            let apart = self.reads.iter().all(|read| match read.what {
                What::Value(known) => !read.free || !(holds(known, expr) || holds(expr, known)),
                _ => true,
            });
            let free = apart && is_free(self.model, self.command, expr);
            self.reads.push(Read {
                what: What::Value(expr),
                domain: domain(self.model, self.command, expr),
                constants: Vec::new(),
                free,
            });
            self.reads.len() - 1
        }))
    }

    fn status(&mut self, kind: KindId, subject: &'m Expr) -> usize {
        let known = self.reads.iter().position(|read| match read.what {
            What::Status(other, of) => other == kind && same(of, subject),
            _ => false,
        });
        known.unwrap_or_else(|| {
            let pattern = self.model.kinds[kind].pattern;
            let states = statuses(self.model.profile, pattern).to_vec();
            let unknown = !matches!(subject.kind, ExprKind::Subject(_));
            self.reads.push(Read {
                what: What::Status(kind, subject),
                domain: Domain {
                    unknown,
                    ..Domain::of(Sort::Statuses(states))
                },
                constants: Vec::new(),
                free: false,
            });
            self.reads.len() - 1
        })
    }
}

impl<'m> What<'m> {
    /// Whether two things that are read rest on something that both read.
    pub(super) fn touches(self, other: What<'_>) -> bool {
        let others = other.grounds();
        let mine = self.grounds();
        mine.iter()
            .any(|part| others.iter().any(|other| same(part, other)))
    }

    /// All that its value rests on, that of a state aside.
    fn grounds(self) -> Vec<&'m Expr> {
        let all = match self {
            What::Value(expr) => expr.all(),
            What::Status(..) => Vec::new(),
            What::Order(a, b) => [a.all(), b.all()].concat(),
        };
        all.into_iter().filter(|part| is_ground(part)).collect()
    }
}

/// Whether an expression is itself what is read, and nothing in it is.
const fn is_ground(expr: &Expr) -> bool {
    matches!(
        expr.kind,
        ExprKind::CommandField(_)
            | ExprKind::StateField(_)
            | ExprKind::RowField(_)
            | ExprKind::EventField(_)
            | ExprKind::EventMeta(_)
            | ExprKind::EventSubject
            | ExprKind::ResultField(_)
            | ExprKind::Local(_)
            | ExprKind::Fact(..)
            | ExprKind::Derived(..)
            | ExprKind::Inverse(..)
            | ExprKind::ActField(..)
            | ExprKind::ActMeta(..)
            | ExprKind::Lookup(..)
            | ExprKind::Find(..)
            | ExprKind::RowAt(..)
            | ExprKind::Read(_)
            | ExprKind::Me
            | ExprKind::Now
            | ExprKind::Today
    )
}

/// Whether the state of a transaction tells that a fact stands; what became of a settled revocation is history.
const fn is_of_a_state(fact: FactWord) -> bool {
    matches!(
        fact,
        FactWord::Base(_) | FactWord::Revocation(_, Outcome::Asked)
    )
}

/// Whether an expression is somewhere in another.
fn holds(expr: &Expr, other: &Expr) -> bool {
    expr.all().iter().any(|part| same(part, other))
}

/// Without the conversions that leave a value what it is.
fn bare(expr: &Expr) -> &Expr {
    match &expr.kind {
        ExprKind::Convert(inner)
            if !matches!(
                inner.ty,
                Type::Optional(_) | Type::Entity(_) | Type::Actor(_)
            ) =>
        {
            bare(inner)
        }
        _ => expr,
    }
}
