//! What may be read at a place of an expression: the values that its type and bounds admit.

use coact_syntax::ast::BinaryOp;
use jiff::civil::Date;
use rust_decimal::Decimal;

use super::domain::{Domain, Sort};
use super::value::{Value, constant, of_day};
use crate::ctp::{Performer, Step};
use crate::model::{Bound, BoundKind, Builtin, CommandId, Expr, ExprKind, Model, Type};

/// The values of an expression, by its type and the bounds to which it was held when it was recorded.
pub(super) fn domain(model: &Model, command: Option<CommandId>, expr: &Expr) -> Domain {
    let (mut ty, optional) = match &expr.ty {
        Type::Optional(inner) => (&**inner, true),
        ty => (ty, false),
    };
    let mut bounds: Vec<&Bound> = bounds_of(model, command, expr).iter().collect();
    while let Type::Scalar(id) = ty {
        let scalar = &model.scalars[*id];
        bounds.extend(&scalar.bounds);
        ty = &scalar.base;
    }
    let sort = match ty {
        Type::Bool => Sort::Truth,
        Type::Int(_) => Sort::Whole(Decimal::from(i64::MIN), Decimal::from(i64::MAX)),
        Type::Date => Sort::Whole(of_day(Date::MIN), of_day(Date::MAX)),
        Type::Decimal(_) | Type::Time | Type::DateTime | Type::Duration => Sort::Dense,
        Type::Enum(id) => Sort::Variants(model.enums[*id].variants.len()),
        Type::Role(kind, Performer::Initiator) => {
            Sort::Roles(model.kinds[*kind].initiators.clone())
        }
        Type::Role(kind, Performer::Executor) => Sort::Roles(vec![model.kinds[*kind].executor]),
        _ => Sort::Named,
    };
    let mut domain = Domain {
        optional,
        unknown: may_be_unknown(expr),
        ..Domain::of(sort)
    };
    for bound in bounds {
        if let BoundKind::Range(low, high) = &bound.kind {
            let end = |end: &Option<Expr>| match end.as_ref().and_then(constant) {
                Some(Value::Number(number)) => Some(number),
                _ => None,
            };
            domain.within(end(low), end(high));
        }
    }
    if let ExprKind::Builtin(builtin, of) = &expr.kind {
        let (low, high) = answers(model, command, *builtin, of);
        domain.within(low, high);
    }
    domain
}

impl Domain {
    fn within(&mut self, low: Option<Decimal>, high: Option<Decimal>) {
        self.low = self.low.max(low);
        self.high = match (self.high, high) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
    }
}

/// Between which ends the answers of a function lie.
fn answers(
    model: &Model,
    command: Option<CommandId>,
    builtin: Builtin,
    of: &[Expr],
) -> (Option<Decimal>, Option<Decimal>) {
    let bounds = || {
        of.first()
            .map_or(&[][..], |of| bounds_of(model, command, of))
    };
    let zero = Decimal::ZERO;
    match (builtin, of) {
        (Builtin::Count, _) => {
            let (mut least, mut most) = (zero, None);
            for bound in bounds() {
                if let BoundKind::Length(low, high) = bound.kind {
                    // Of those that are counted under a condition there may be fewer.
                    least = least.max(if of.len() == 1 {
                        Decimal::from(low)
                    } else {
                        zero
                    });
                    most = high.map(Decimal::from).or(most);
                }
            }
            (Some(least), most)
        }
        (Builtin::Length, [text]) => {
            let scalar = match &text.ty {
                Type::Scalar(id) => model.scalars[*id].bounds.as_slice(),
                _ => &[],
            };
            let most = bounds()
                .iter()
                .chain(scalar)
                .find_map(|bound| match bound.kind {
                    BoundKind::MaxLength(most) => Some(Decimal::from(most)),
                    _ => None,
                });
            (Some(zero), most)
        }
        (Builtin::Abs, _) => (Some(zero), None),
        (Builtin::Month, _) => (Some(Decimal::ONE), Some(Decimal::from(12))),
        (Builtin::Day, _) => (Some(Decimal::ONE), Some(Decimal::from(31))),
        _ => (None, None),
    }
}

/// The bounds that what is read was held to when it was recorded or given.
pub(crate) fn bounds_of<'m>(
    model: &'m Model,
    command: Option<CommandId>,
    read: &Expr,
) -> &'m [Bound] {
    let found = match &read.kind {
        ExprKind::Fact(_, entity, at) => {
            let fact = model.entities[*entity].facts.get(*at);
            fact.map(|fact| &fact.field.bounds)
        }
        ExprKind::Field(_, value, at) => {
            let field = model.values[*value].fields.get(*at);
            field.map(|field| &field.bounds)
        }
        ExprKind::ActField(instance, act, at) => {
            let act = model.kinds[instance.kind].act(Step::Base(*act));
            let field = act.and_then(|act| act.payload.get(*at));
            field.map(|field| &field.bounds)
        }
        ExprKind::CommandField(at) => {
            let command = command.map(|command| &model.commands[command]);
            let field = command.and_then(|command| command.fields.get(*at));
            field.map(|field| &field.bounds)
        }
        _ => None,
    };
    found.map_or(&[], Vec::as_slice)
}

/// Whether there may be no value though the type promises one. Facts and what acts said count as known: where they are
/// not, that is told for itself.
fn may_be_unknown(expr: &Expr) -> bool {
    let unsure = |part: &&Expr| match &part.kind {
        ExprKind::Find(..)
        | ExprKind::RowAt(..)
        | ExprKind::At(..)
        | ExprKind::Read(_)
        | ExprKind::Arithmetic(BinaryOp::Div | BinaryOp::Rem, ..)
        | ExprKind::Builtin(Builtin::Min | Builtin::Max, _) => true,
        ExprKind::Convert(of) => match (&of.ty, &part.ty) {
            (Type::Optional(_), Type::Optional(_)) => false,
            (Type::Optional(_), _) => true,
            (Type::Actor(_), Type::Entity(_)) => true,
            _ => false,
        },
        _ => false,
    };
    expr.all().iter().any(unsure)
}

/// Whether what is read may have each of its values whatever else is the case: it is given from outside, and nothing
/// but its type and bounds confines it.
pub(super) fn is_free(model: &Model, command: Option<CommandId>, expr: &Expr) -> bool {
    let is_free = |of: &Expr| is_free(model, command, of);
    let of_subject = |of: &Expr| matches!(of.kind, ExprKind::Subject(_));
    let free = match &expr.kind {
        ExprKind::CommandField(_)
        | ExprKind::StateField(_)
        | ExprKind::RowField(_)
        | ExprKind::EventField(_)
        | ExprKind::ResultField(_)
        | ExprKind::Local(_)
        | ExprKind::Lookup(..) => true,
        ExprKind::Fact(of, ..) => of_subject(of),
        ExprKind::ActField(instance, ..) => of_subject(&instance.subject),
        ExprKind::ActMeta(instance, ..) => {
            matches!(expr.ty, Type::Role(..)) && of_subject(&instance.subject)
        }
        ExprKind::RowMember(row, ..) => matches!(row.kind, ExprKind::Read(_)),
        ExprKind::Field(of, ..) => is_free(of),
        ExprKind::Builtin(Builtin::Count | Builtin::Length, of) => match of.as_slice() {
            [of] => is_free(of) && !has_form(model, command, of),
            _ => false,
        },
        _ => false,
    };
    free && !(matches!(domain(model, command, expr).sort, Sort::Named)
        && has_form(model, command, expr))
}

/// Whether a text has to have a form, which is not looked into.
fn has_form(model: &Model, command: Option<CommandId>, expr: &Expr) -> bool {
    let ty = match &expr.ty {
        Type::Optional(inner) => &**inner,
        ty => ty,
    };
    let scalar = match ty {
        Type::Scalar(id) => model.scalars[*id].bounds.as_slice(),
        _ => &[],
    };
    let mut bounds = bounds_of(model, command, expr).iter().chain(scalar);
    bounds.any(|bound| matches!(bound.kind, BoundKind::Matching(_) | BoundKind::MaxLength(_)))
}
