//! Whether two expressions read the same, wherever they stand.

use crate::model::{Expr, ExprKind, Local, Pattern};

/// Locals that stand for each other.
type Pairs<'e> = Vec<(&'e Local, &'e Local)>;

/// Whether both have the same value at the same moment in the same place.
pub(super) fn same(a: &Expr, b: &Expr) -> bool {
    same_where(a, b, &mut Vec::new())
}

fn same_where<'e>(a: &'e Expr, b: &'e Expr, pairs: &mut Pairs<'e>) -> bool {
    match (&a.kind, &b.kind) {
        (ExprKind::Local(a), ExprKind::Local(b)) => {
            let bound = pairs
                .iter()
                .rev()
                .find(|(left, right)| *left == &**a || *right == &**b);
            bound.map_or(a == b, |(left, right)| *left == &**a && *right == &**b)
        }
        (ExprKind::Lambda(local, body), ExprKind::Lambda(other, of)) => {
            local.ty == other.ty && within(Some((local, other)), body, of, pairs)
        }
        (ExprKind::Match(of, arms), ExprKind::Match(other, others)) => {
            same_where(of, other, pairs)
                && arms.len() == others.len()
                && arms.iter().zip(others).all(|((a, value), (b, result))| {
                    let bound = match (a, b) {
                        (Pattern::Some(a), Pattern::Some(b)) => Some((a, b)),
                        _ => None,
                    };
                    patterns_alike(a, b) && within(bound, value, result, pairs)
                })
        }
        _ => {
            let (inside, others) = (a.children(), b.children());
            alike(a, b)
                && inside.len() == others.len()
                && inside
                    .into_iter()
                    .zip(others)
                    .all(|(a, b)| same_where(a, b, pairs))
        }
    }
}

/// The same, where one local stands for another.
fn within<'e>(
    bound: Option<(&'e Local, &'e Local)>,
    a: &'e Expr,
    b: &'e Expr,
    pairs: &mut Pairs<'e>,
) -> bool {
    let before = pairs.len();
    pairs.extend(bound);
    let same = same_where(a, b, pairs);
    pairs.truncate(before);
    same
}

/// Whether both are alike in what is not inside them.
fn alike(a: &Expr, b: &Expr) -> bool {
    use ExprKind as Kind;
    match (&a.kind, &b.kind) {
        (Kind::Literal(a), Kind::Literal(b)) => a == b,
        (Kind::None, Kind::None)
        | (Kind::Some(_), Kind::Some(_))
        | (Kind::EventSubject, Kind::EventSubject)
        | (Kind::Me, Kind::Me)
        | (Kind::Now, Kind::Now)
        | (Kind::Today, Kind::Today)
        | (Kind::At(..), Kind::At(..))
        | (Kind::Key(_), Kind::Key(_))
        | (Kind::List(_), Kind::List(_))
        | (Kind::Map(_), Kind::Map(_))
        | (Kind::Coalesce(..), Kind::Coalesce(..))
        | (Kind::If(..), Kind::If(..)) => true,
        // What a value becomes shows in its type.
        (Kind::Convert(_), Kind::Convert(_)) => a.ty == b.ty,
        (Kind::Constant(a), Kind::Constant(b)) => a == b,
        (Kind::Subject(a), Kind::Subject(b)) => a == b,
        (Kind::EventField(a), Kind::EventField(b))
        | (Kind::RowField(a), Kind::RowField(b))
        | (Kind::CommandField(a), Kind::CommandField(b))
        | (Kind::StateField(a), Kind::StateField(b))
        | (Kind::ResultField(a), Kind::ResultField(b))
        | (Kind::Read(a), Kind::Read(b)) => a == b,
        (Kind::EventMeta(a), Kind::EventMeta(b)) => a == b,
        (Kind::Find(a, keys), Kind::Find(b, others)) => {
            let facts = |keys: &[(Option<usize>, Expr)]| -> Vec<Option<usize>> {
                keys.iter().map(|(fact, _)| *fact).collect()
            };
            a == b && facts(keys) == facts(others)
        }
        (Kind::RowAt(a, _), Kind::RowAt(b, _)) => a == b,
        (Kind::RowMember(_, view, a), Kind::RowMember(_, other, b)) => (view, a) == (other, b),
        (Kind::Fact(_, of, a), Kind::Fact(_, other, b))
        | (Kind::Derived(_, of, a), Kind::Derived(_, other, b))
        | (Kind::Inverse(_, of, a), Kind::Inverse(_, other, b)) => (of, a) == (other, b),
        (Kind::ActField(of, act, a), Kind::ActField(other, done, b)) => {
            (of.kind, act, a) == (other.kind, done, b)
        }
        (Kind::ActMeta(of, act, a), Kind::ActMeta(other, done, b)) => {
            (of.kind, act, a) == (other.kind, done, b)
        }
        (Kind::FactTest(of, a), Kind::FactTest(other, b)) => (of.kind, a) == (other.kind, b),
        (Kind::Field(_, of, a), Kind::Field(_, other, b)) => (of, a) == (other, b),
        (Kind::Record(a, _), Kind::Record(b, _)) => a == b,
        (Kind::Variant(of, a), Kind::Variant(other, b)) => (of, a) == (other, b),
        (Kind::Role(a), Kind::Role(b)) => a == b,
        (Kind::Lookup(a, _), Kind::Lookup(b, _)) => a == b,
        (Kind::Builtin(a, _), Kind::Builtin(b, _)) => a == b,
        (Kind::Unary(a, _), Kind::Unary(b, _)) => a == b,
        (Kind::Logic(a, _), Kind::Logic(b, _)) => a == b,
        (Kind::Arithmetic(a, ..), Kind::Arithmetic(b, ..)) => a == b,
        (Kind::Compare(a, ..), Kind::Compare(b, ..)) => a == b,
        _ => false,
    }
}

fn patterns_alike(a: &Pattern, b: &Pattern) -> bool {
    let ends = |a: &Option<Expr>, b: &Option<Expr>| match (a, b) {
        (Some(a), Some(b)) => same(a, b),
        (None, None) => true,
        _ => false,
    };
    match (a, b) {
        (Pattern::Some(_), Pattern::Some(_)) => true,
        (Pattern::Literal(a), Pattern::Literal(b)) => same(a, b),
        (Pattern::Range(low, high), Pattern::Range(other, end)) => {
            ends(low, other) && ends(high, end)
        }
        (a, b) => a == b,
    }
}
