//! Expressions in the language's own spelling.

mod literal;
mod member;
mod operator;
mod scope;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use self::literal::literal_text;
pub(super) use self::literal::quoted;
pub(crate) use self::scope::Scope;
use super::words;
use crate::ctp::{Step, fact_words};
use crate::model::{Expr, ExprKind, Field, KindId, Pattern, Type};

/// A field and its value.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub(super) struct Assignment {
    pub(super) field: String,
    /// An expression.
    pub(super) value: String,
}

/// Precedences, weakest first; `ATOM` needs no parentheses anywhere.
mod level {
    pub(super) const ANY: u8 = 0;
    pub(super) const OR: u8 = 1;
    pub(super) const AND: u8 = 2;
    pub(super) const NOT: u8 = 3;
    pub(super) const COMPARE: u8 = 4;
    pub(super) const COALESCE: u8 = 5;
    pub(super) const SUM: u8 = 6;
    pub(super) const PRODUCT: u8 = 7;
    pub(super) const SIGN: u8 = 8;
    pub(super) const ATOM: u8 = 9;
}

impl Scope<'_> {
    /// The expression as it would be written.
    pub(crate) fn text(&self, expr: &Expr) -> String {
        self.at(expr, level::ANY)
    }

    /// Values for the payload of an act, after the key of what it makes.
    pub(super) fn given(
        &self,
        act: (KindId, Step),
        key: Option<&Expr>,
        values: &[(usize, Expr)],
    ) -> Vec<Assignment> {
        let entity = self.model.kinds[act.0].product.entity;
        let key = key.map(|key| Assignment {
            field: self.model.entities[entity].subject(),
            value: self.text(key),
        });
        key.into_iter().chain(self.payload(act, values)).collect()
    }

    /// Values for the payload of an act.
    pub(super) fn payload(&self, act: (KindId, Step), values: &[(usize, Expr)]) -> Vec<Assignment> {
        let payload = self.model.kinds[act.0]
            .act(act.1)
            .map(|act| act.payload.as_slice());
        let names: Vec<&str> = payload
            .unwrap_or_default()
            .iter()
            .map(|field| field.name.text.as_str())
            .collect();
        self.assigned(&names, values)
    }

    /// Values for fields.
    pub(super) fn fields(&self, fields: &[Field], values: &[(usize, Expr)]) -> Vec<Assignment> {
        let names: Vec<&str> = fields
            .iter()
            .map(|field| field.name.text.as_str())
            .collect();
        self.assigned(&names, values)
    }

    /// Values for the fields of an element of a list field.
    pub(super) fn element(
        &self,
        list: Option<&Field>,
        values: &[(usize, Expr)],
    ) -> Vec<Assignment> {
        match list.map(|list| &list.ty) {
            Some(Type::List(element)) => match **element {
                Type::Value(value) => self.fields(&self.model.values[value].fields, values),
                _ => Vec::new(),
            },
            _ => Vec::new(),
        }
    }

    fn assigned(&self, names: &[&str], values: &[(usize, Expr)]) -> Vec<Assignment> {
        values
            .iter()
            .map(|(at, value)| Assignment {
                field: names.get(*at).copied().unwrap_or_default().to_owned(),
                value: self.text(value),
            })
            .collect()
    }

    /// The expression where at least this precedence is needed.
    fn at(&self, expr: &Expr, needed: u8) -> String {
        // A conversion is not written.
        if let ExprKind::Convert(inner) = &expr.kind {
            return self.at(inner, needed);
        }
        let (text, own) = self.kind(expr);
        if own < needed {
            format!("({text})")
        } else {
            text
        }
    }

    fn kind(&self, expr: &Expr) -> (String, u8) {
        let atom = |text: String| (text, level::ATOM);
        match &expr.kind {
            ExprKind::Literal(literal) => (literal_text(literal, &expr.ty), level::SIGN),
            ExprKind::None => atom("none".to_owned()),
            ExprKind::Some(inner) => (format!("some {}", self.at(inner, level::SIGN)), level::SIGN),
            ExprKind::Local(local) => atom(words::bare(&local.name)),
            ExprKind::Constant(id) => atom(
                usize::try_from(id.0)
                    .ok()
                    .and_then(|at| self.constants.get(at))
                    .map(|name| words::bare(name))
                    .unwrap_or_default(),
            ),
            ExprKind::Subject(entity) => atom(words::bare(&self.model.entities[*entity].subject())),
            ExprKind::EventSubject
            | ExprKind::EventField(_)
            | ExprKind::EventMeta(_)
            | ExprKind::RowField(_)
            | ExprKind::CommandField(_)
            | ExprKind::StateField(_)
            | ExprKind::Read(_)
            | ExprKind::ResultField(_)
            | ExprKind::RowMember(..)
            | ExprKind::Key(_)
            | ExprKind::Fact(..)
            | ExprKind::Derived(..)
            | ExprKind::Inverse(..)
            | ExprKind::ActField(..)
            | ExprKind::ActMeta(..)
            | ExprKind::Field(..) => atom(self.member(&expr.kind)),
            ExprKind::FactTest(instance, fact) => (
                format!("{} {}", self.instance(instance), fact_words(*fact)),
                level::COMPARE,
            ),
            ExprKind::Record(id, fields) => {
                let value = &self.model.values[*id];
                let fields: Vec<String> = value
                    .fields
                    .iter()
                    .zip(fields)
                    .map(|(field, value)| format!("{}: {}", field.name.text, self.text(value)))
                    .collect();
                atom(format!(
                    "{} {{ {} }}",
                    words::bare(&value.name.text),
                    fields.join(", ")
                ))
            }
            ExprKind::Find(entity, keys) => {
                let keys: Vec<String> = keys
                    .iter()
                    .map(|(fact, key)| match fact {
                        Some(fact) => format!(
                            "{}: {}",
                            words::fact_name(self.model, *entity, *fact),
                            self.text(key)
                        ),
                        None => self.text(key),
                    })
                    .collect();
                let entity = words::entity(self.model, *entity);
                atom(format!("{entity}[{}]", keys.join(", ")))
            }
            ExprKind::RowAt(view, keys) => {
                let view = words::text(&self.model.views[*view].name);
                atom(format!("{view}[{}]", self.list(keys)))
            }
            ExprKind::At(of, key) => {
                atom(format!("{}[{}]", self.at(of, level::ATOM), self.text(key)))
            }
            ExprKind::List(items) => atom(format!("[{}]", self.list(items))),
            ExprKind::Map(entries) if entries.is_empty() => atom("{}".to_owned()),
            ExprKind::Map(entries) => {
                let entries: Vec<String> = entries
                    .iter()
                    .map(|(key, value)| self.entry(key, value))
                    .collect();
                atom(format!("{{ {} }}", entries.join(", ")))
            }
            ExprKind::Variant(id, at) => {
                let variant = self.model.enums[*id].variants.get(*at);
                atom(
                    variant
                        .map(|(name, _)| words::bare(&name.text))
                        .unwrap_or_default(),
                )
            }
            ExprKind::Role(actor) => atom(words::bare(&self.model.actors[*actor].name.text)),
            ExprKind::Lookup(id, arguments) => atom(format!(
                "{}({})",
                words::bare(&self.model.lookups[*id].name.text),
                self.list(arguments)
            )),
            ExprKind::Builtin(builtin, arguments) => atom(format!(
                "{}({})",
                crate::resolve::function_name(*builtin),
                self.list(arguments)
            )),
            ExprKind::Lambda(local, body) => (
                format!("{} => {}", words::bare(&local.name), self.text(body)),
                level::ANY,
            ),
            ExprKind::Me => atom("me".to_owned()),
            ExprKind::Now => atom("now()".to_owned()),
            ExprKind::Today => atom("today()".to_owned()),
            ExprKind::Unary(..)
            | ExprKind::Logic(..)
            | ExprKind::Arithmetic(..)
            | ExprKind::Coalesce(..)
            | ExprKind::Compare(..) => self.operator(&expr.kind),
            ExprKind::If(condition, then, otherwise) => (
                format!(
                    "if {} then {} else {}",
                    self.text(condition),
                    self.text(then),
                    self.text(otherwise)
                ),
                level::ANY,
            ),
            ExprKind::Match(of, arms) => {
                let arms: Vec<String> = arms
                    .iter()
                    .map(|(pattern, value)| {
                        format!("{} => {}", self.pattern(pattern), self.text(value))
                    })
                    .collect();
                let of = self.at(of, level::ATOM);
                (format!("match {of} {{ {} }}", arms.join(", ")), level::ANY)
            }
            ExprKind::Convert(inner) => self.kind(inner),
        }
    }

    fn list(&self, items: &[Expr]) -> String {
        let items: Vec<String> = items.iter().map(|item| self.text(item)).collect();
        items.join(", ")
    }

    /// A key that is not one word or text stands in parentheses: behind others a colon means something else.
    fn entry(&self, key: &Expr, value: &Expr) -> String {
        let (key, value) = (self.text(key), self.text(value));
        let word = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
        if key.starts_with('"') || key.chars().all(word) {
            format!("{key}: {value}")
        } else {
            format!("({key}): {value}")
        }
    }

    fn pattern(&self, pattern: &Pattern) -> String {
        match pattern {
            Pattern::Any => "_".to_owned(),
            Pattern::None => "none".to_owned(),
            Pattern::Some(local) => format!("some {}", words::bare(&local.name)),
            Pattern::Variant(id, at) => {
                let variant = self.model.enums[*id].variants.get(*at);
                variant
                    .map(|(name, _)| words::bare(&name.text))
                    .unwrap_or_default()
            }
            Pattern::Role(actor) => words::bare(&self.model.actors[*actor].name.text),
            Pattern::Literal(literal) => self.text(literal),
            Pattern::Range(low, high) => {
                let end = |end: &Option<Expr>| end.as_ref().map(|end| self.text(end));
                format!(
                    "{}..{}",
                    end(low).unwrap_or_default(),
                    end(high).unwrap_or_default()
                )
            }
        }
    }
}
