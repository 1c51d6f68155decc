//! Cases in the modeller's words.

use rust_decimal::Decimal;

use super::domain::Sort;
use super::search::Case;
use super::space::{Read, Space, What};
use super::term::Term;
use super::value::{Value, day, moment};
use crate::json::Scope;
use crate::model::{Expr, ExprKind, Type, Unit};
use crate::resolve::unit_name;

impl Space<'_> {
    /// A case as one would say it: "`left` is 0 and `open` is true". Nothing where it cannot be told.
    pub(crate) fn case_words(&self, scope: &Scope<'_>, case: &Case) -> Option<String> {
        let words: Option<Vec<String>> = case
            .0
            .iter()
            .map(|(at, value)| {
                self.reads
                    .get(*at)
                    .and_then(|read| said(self, scope, read, value))
            })
            .collect();
        words.map(|words| words.join(" and "))
    }

    /// What confines the only thing that a condition reads: "`quantity` is 1 to 99".
    pub(crate) fn bounds_words(&self, scope: &Scope<'_>, condition: &Term) -> Option<String> {
        let mut reads = Vec::new();
        condition.reads(&mut reads);
        let [only] = reads.as_slice() else {
            return None;
        };
        let read = self.reads.get(*only)?;
        let What::Value(expr) = read.what else {
            return None;
        };
        let name = spelled(scope, expr);
        let number = |number: Decimal| number_words(self, &expr.ty, number);
        Some(match (read.domain.low, read.domain.high) {
            (Some(low), Some(high)) => format!("`{name}` is {} to {}", number(low)?, number(high)?),
            (Some(low), None) => format!("`{name}` is at least {}", number(low)?),
            (None, Some(high)) => format!("`{name}` is at most {}", number(high)?),
            (None, None) => return None,
        })
    }
}

/// What is read, or a condition, as a modeller would write it: without the words in front that may be left out.
pub(crate) fn spelled(scope: &Scope<'_>, expr: &Expr) -> String {
    let mut text = scope.text(expr);
    for part in expr.all() {
        let front = match &part.kind {
            ExprKind::StateField(_) => "state.".to_owned(),
            ExprKind::RowField(_) => "row.".to_owned(),
            ExprKind::Subject(entity) => format!("{}.", scope.model.entities[*entity].subject()),
            _ => continue,
        };
        text = without(&text, &front);
    }
    text
}

/// The text without a word in front of others.
fn without(text: &str, front: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(front) {
        let (before, from) = rest.split_at(at);
        kept.push_str(before);
        let inside = kept.ends_with(|c: char| c.is_alphanumeric() || "_.`\"".contains(c));
        let (word, behind) = from.split_at(front.len());
        if inside {
            kept.push_str(word);
        }
        rest = behind;
    }
    kept + rest
}

fn said(space: &Space<'_>, scope: &Scope<'_>, read: &Read<'_>, value: &Value) -> Option<String> {
    let What::Value(expr) = read.what else {
        return None;
    };
    let name = spelled(scope, expr);
    Some(match value {
        Value::Unknown => match &expr.kind {
            ExprKind::RowMember(row, ..) => format!("there is no row `{}`", scope.text(row)),
            _ => return None,
        },
        Value::Absent => format!("`{name}` is `none`"),
        Value::Truth(value) => format!("`{name}` is {value}"),
        Value::Number(number) => format!("`{name}` is {}", number_words(space, &expr.ty, *number)?),
        Value::Text(text) => format!("`{name}` is {text:?}"),
        Value::Variant(at) => {
            let id = match without_optional(&expr.ty) {
                Type::Enum(id) => *id,
                _ => return None,
            };
            let (variant, _) = space.model.enums[id].variants.get(*at)?;
            format!("`{name}` is `{}`", variant.text)
        }
        Value::Role(role) => format!("`{name}` is `{}`", space.model.actors[*role].name.text),
        Value::Other => match (&read.domain.sort, read.constants.as_slice()) {
            (Sort::Named, [Value::Text(only)]) => format!("`{name}` is not {only:?}"),
            (Sort::Named, constants) if constants.iter().all(|it| *it == Value::Absent) => {
                format!("`{name}` is there")
            }
            _ => format!("`{name}` is another one"),
        },
        Value::Period(..) | Value::Status(_) | Value::Order(_) => return None,
    })
}

fn without_optional(ty: &Type) -> &Type {
    match ty {
        Type::Optional(inner) => inner,
        ty => ty,
    }
}

/// A number as it is written where its type is known.
fn number_words(space: &Space<'_>, ty: &Type, number: Decimal) -> Option<String> {
    let mut ty = without_optional(ty);
    while let Type::Scalar(id) = ty {
        ty = &space.model.scalars[*id].base;
    }
    Some(match ty {
        Type::Int(unit) | Type::Decimal(unit) => {
            let number = number.normalize();
            if *unit == Unit::default() {
                number.to_string()
            } else {
                format!("{number} {}", unit_name(unit))
            }
        }
        Type::Date => day(number)?.to_string(),
        Type::DateTime => moment(number)?.to_string(),
        Type::Duration => format!("{} seconds", number.normalize()),
        Type::Time => {
            let seconds = i64::try_from(number).ok()?;
            format!(
                "{:02}:{:02}:{:02}",
                seconds / 3600,
                seconds / 60 % 60,
                seconds % 60
            )
        }
        _ => return None,
    })
}
