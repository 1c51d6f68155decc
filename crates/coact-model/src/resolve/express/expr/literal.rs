//! Literals, `none` and `some`.

use coact_syntax::{Span, ast};

use super::super::typer::Typer;
use super::super::units;
use crate::model::{Expr, ExprKind, Literal, Type, Unit};
use crate::rules;

impl Typer<'_> {
    /// `5`, `7.50 EUR`, `3 days`
    pub(in super::super) fn number(
        &mut self,
        number: &ast::Number,
        span: Span,
        want: Option<&Type>,
    ) -> Expr {
        let unit = match &number.unit {
            None => Unit::default(),
            Some(unit) if unit.per.is_none() => match units::time_word(&unit.unit.text) {
                Some(word) => return self.length_of_time(number, word, span, want),
                None => units::written(unit),
            },
            Some(unit) => units::written(unit),
        };
        if number.digits.contains('.') {
            let digits = &number.digits;
            if rust_decimal::Decimal::from_str_exact(digits).is_err() {
                let loc = self.loc(span);
                return self.fail(span, rules::number_too_large(loc, digits));
            }
            let literal = ExprKind::Literal(Literal::Decimal(digits.clone()));
            return self.expr(literal, Type::Decimal(unit), span);
        }
        match number.digits.parse::<i64>() {
            Ok(value) => self.expr(
                ExprKind::Literal(Literal::Int(value)),
                Type::Int(unit),
                span,
            ),
            Err(_) => {
                let loc = self.loc(span);
                self.fail(span, rules::number_too_large(loc, &number.digits))
            }
        }
    }

    /// `3 days` is a period, `2 hours` a duration; where a count of days is wanted, `3 days` is that count.
    fn length_of_time(
        &mut self,
        number: &ast::Number,
        word: &str,
        span: Span,
        want: Option<&Type>,
    ) -> Expr {
        let Ok(count) = number.digits.parse::<i64>() else {
            let loc = self.loc(span);
            return self.fail(span, rules::number_too_large(loc, &number.digits));
        };
        if let Some(Type::Int(unit)) = want.map(|want| self.base(want))
            && unit == units::single(word)
        {
            return self.expr(
                ExprKind::Literal(Literal::Int(count)),
                Type::Int(unit),
                span,
            );
        }
        let calendar = |per: i32| {
            i32::try_from(count)
                .ok()
                .and_then(|count| count.checked_mul(per))
        };
        let literal = match word {
            "day" => calendar(1).map(|days| Literal::Period(0, days)),
            "week" => calendar(7).map(|days| Literal::Period(0, days)),
            "month" => calendar(1).map(|months| Literal::Period(months, 0)),
            "year" => calendar(12).map(|months| Literal::Period(months, 0)),
            "hour" => count.checked_mul(3600).map(Literal::Duration),
            "minute" => count.checked_mul(60).map(Literal::Duration),
            _ => Some(Literal::Duration(count)),
        };
        match literal {
            Some(literal @ Literal::Period(..)) => {
                self.expr(ExprKind::Literal(literal), Type::Period, span)
            }
            Some(literal) => self.expr(ExprKind::Literal(literal), Type::Duration, span),
            None => {
                let loc = self.loc(span);
                self.fail(span, rules::number_too_large(loc, &number.digits))
            }
        }
    }

    /// Texts, truth values, dates and times.
    pub(in super::super) fn literal(&mut self, kind: &ast::ExprKind, span: Span) -> Expr {
        let found = match kind {
            ast::ExprKind::Str(text) => Some((Literal::Text(text.clone()), Type::Text)),
            ast::ExprKind::Bool(value) => Some((Literal::Bool(*value), Type::Bool)),
            ast::ExprKind::Date(text) => date(text).map(|literal| (literal, Type::Date)),
            ast::ExprKind::Time(text) => time(text).map(|literal| (literal, Type::Time)),
            ast::ExprKind::DateTime(text) => text
                .parse::<jiff::Timestamp>()
                .ok()
                .map(|at| (Literal::DateTime(at.to_string()), Type::DateTime)),
            _ => None,
        };
        match found {
            Some((literal, ty)) => self.expr(ExprKind::Literal(literal), ty, span),
            None => {
                let loc = self.loc(span);
                let finding = match kind {
                    ast::ExprKind::DateTime(text) => rules::no_such_instant(loc, text),
                    ast::ExprKind::Date(text) => rules::no_such_day(loc, text),
                    ast::ExprKind::Time(text) => rules::no_such_time(loc, text),
                    _ => return self.broken(span),
                };
                self.fail(span, finding)
            }
        }
    }

    pub(in super::super) fn none(&mut self, span: Span, want: Option<&Type>) -> Expr {
        match want {
            Some(ty @ Type::Optional(_)) => self.expr(ExprKind::None, ty.clone(), span),
            Some(Type::Error) => self.broken(span),
            Some(ty) => {
                let loc = self.loc(span);
                let wanted = super::super::describe::type_name(self.model, ty);
                self.fail(span, rules::none_for_required(loc, &wanted))
            }
            None => {
                let loc = self.loc(span);
                self.fail(span, rules::untold_type(loc, "none"))
            }
        }
    }

    pub(in super::super) fn some(
        &mut self,
        inner: &ast::Expr,
        span: Span,
        want: Option<&Type>,
    ) -> Expr {
        let wanted = match want {
            Some(Type::Optional(inner)) => Some(&**inner),
            _ => None,
        };
        let value = self.infer(inner, wanted);
        let value = match wanted {
            Some(ty) => self.fit(value, ty),
            None => value,
        };
        if value.ty == Type::Error {
            return value;
        }
        let ty = Type::Optional(Box::new(value.ty.clone()));
        self.expr(ExprKind::Some(Box::new(value)), ty, span)
    }
}

fn date(text: &str) -> Option<Literal> {
    let day: jiff::civil::Date = text.parse().ok()?;
    Some(Literal::Date(day.year(), day.month(), day.day()))
}

fn time(text: &str) -> Option<Literal> {
    let time: jiff::civil::Time = text.parse().ok()?;
    Some(Literal::Time(time.hour(), time.minute(), time.second()))
}
