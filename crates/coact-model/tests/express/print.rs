//! Typed expressions as text in which every conversion shows, for tests.

use coact_model::ctp::{FactWord, Outcome, Step};
use coact_model::model::{
    ActMeta, EventMeta, Expr, ExprKind, Instance, Literal, Model, Pattern, Type, Unit,
};

/// What an expression is read with: the fields of its row and event, and the constants of its spec.
#[derive(Clone, Default)]
pub(crate) struct Names {
    pub(crate) row: Vec<String>,
    pub(crate) event: Vec<String>,
    pub(crate) constants: Vec<String>,
}

pub(crate) fn ty(model: &Model, of: &Type) -> String {
    match of {
        Type::Int(unit) => number("Int", unit),
        Type::Decimal(unit) => number("Decimal", unit),
        Type::Scalar(id) => model.scalars[*id].name.text.clone(),
        Type::Enum(id) => model.enums[*id].name.text.clone(),
        Type::Value(id) => model.values[*id].name.text.clone(),
        Type::Entity(id) => model.entities[*id].name.text.clone(),
        Type::Actor(id) => model.actors[*id].name.text.clone(),
        Type::Optional(inner) => format!("{}?", ty(model, inner)),
        Type::List(inner) => format!("[{}]", ty(model, inner)),
        Type::Map(key, value) => format!("{{{}: {}}}", ty(model, key), ty(model, value)),
        other => format!("{other:?}"),
    }
}

fn number(word: &str, unit: &Unit) -> String {
    match (unit.over().is_empty(), unit.under().is_empty()) {
        (true, true) => word.to_owned(),
        (_, true) => format!("{word} {}", unit.over().join("*")),
        _ => format!(
            "{word} {}/{}",
            unit.over().join("*"),
            unit.under().join("/")
        ),
    }
}

pub(crate) fn fact(word: FactWord) -> String {
    match word {
        FactWord::Base(act) => act.fact_word().to_owned(),
        FactWord::Revocation(act, outcome) => {
            let outcome = match outcome {
                Outcome::Asked => "asked",
                Outcome::Allowed => "allowed",
                Outcome::Refused => "refused",
            };
            format!("{} revocation {outcome}", act.word())
        }
    }
}

pub(crate) fn step(step: Step) -> String {
    match step {
        Step::Base(act) => act.word().to_owned(),
        Step::Revoke(act) => format!("revoke {}", act.word()),
        Step::Allow(act) => format!("allow {} revocation", act.word()),
        Step::Refuse(act) => format!("refuse {} revocation", act.word()),
    }
}

pub(crate) struct Printer<'a> {
    pub(crate) model: &'a Model,
    pub(crate) names: Names,
}

impl Printer<'_> {
    pub(crate) fn expr(&self, expr: &Expr) -> String {
        let one = |inner: &Expr| self.expr(inner);
        match &expr.kind {
            ExprKind::Literal(literal) => self.literal(literal, &expr.ty),
            ExprKind::None => "none".to_owned(),
            ExprKind::Some(inner) => format!("some {}", one(inner)),
            ExprKind::Local(local) => format!("{}#{}", local.name, local.id),
            ExprKind::Constant(id) => self.names.constants[id.0 as usize].clone(),
            ExprKind::Subject(id) => format!("subject:{}", self.model.entities[*id].name.text),
            ExprKind::EventSubject => "event.subject".to_owned(),
            ExprKind::EventField(at) => format!("event.{}", self.names.event[*at]),
            ExprKind::EventMeta(meta) => match meta {
                EventMeta::At => "event.at".to_owned(),
                EventMeta::By => "event.by".to_owned(),
                EventMeta::Id => "event.id".to_owned(),
            },
            ExprKind::RowField(at) => format!("row.{}", self.names.row[*at]),
            ExprKind::Key(of) => format!("key({})", one(of)),
            ExprKind::Fact(of, id, at) => {
                format!(
                    "{}.{}",
                    one(of),
                    self.model.entities[*id].facts[*at].field.name.text
                )
            }
            ExprKind::Derived(of, id, at) => {
                format!(
                    "{}.{}()",
                    one(of),
                    self.model.entities[*id].derived[*at].name.text
                )
            }
            ExprKind::Inverse(of, id, at) => {
                format!(
                    "{}<-{}",
                    one(of),
                    self.model.entities[*id].inverses[*at].name.text
                )
            }
            ExprKind::ActField(instance, act, at) => {
                let def = self.model.kinds[instance.kind]
                    .act(Step::Base(*act))
                    .unwrap();
                format!(
                    "{}.{}",
                    self.act(instance, *act),
                    def.payload[*at].name.text
                )
            }
            ExprKind::ActMeta(instance, act, meta) => {
                let word = match meta {
                    ActMeta::At => "at",
                    ActMeta::By => "by",
                    ActMeta::Role => "role",
                };
                format!("{}.{word}", self.act(instance, *act))
            }
            ExprKind::FactTest(instance, word) => {
                format!("({} {})", self.instance(instance), fact(*word))
            }
            ExprKind::Field(of, id, at) => {
                format!(
                    "{}.{}",
                    one(of),
                    self.model.values[*id].fields[*at].name.text
                )
            }
            ExprKind::Record(id, fields) => {
                let value = &self.model.values[*id];
                let fields: Vec<String> = value
                    .fields
                    .iter()
                    .zip(fields)
                    .map(|(field, value)| format!("{}: {}", field.name.text, one(value)))
                    .collect();
                format!("{} {{ {} }}", value.name.text, fields.join(", "))
            }
            ExprKind::List(items) => format!("[{}]", self.all(items)),
            ExprKind::Map(entries) => {
                let entry = |(key, value): &(Expr, Expr)| {
                    format!("{}: {}", self.expr(key), self.expr(value))
                };
                format!(
                    "{{{}}}",
                    entries.iter().map(entry).collect::<Vec<_>>().join(", ")
                )
            }
            ExprKind::Variant(id, at) => {
                let found = &self.model.enums[*id];
                format!("{}.{}", found.name.text, found.variants[*at].0.text)
            }
            ExprKind::Role(actor) => format!("role {}", self.model.actors[*actor].name.text),
            ExprKind::Lookup(id, args) => {
                format!(
                    "ask {}({})",
                    self.model.lookups[*id].name.text,
                    self.all(args)
                )
            }
            ExprKind::Builtin(builtin, args) => format!("{builtin:?}({})", self.all(args)),
            ExprKind::Lambda(local, body) => {
                format!("{}#{} => {}", local.name, local.id, one(body))
            }
            ExprKind::Unary(op, inner) => format!("{op:?}({})", one(inner)),
            ExprKind::Logic(op, operands) => format!("{op:?}({})", self.all(operands)),
            ExprKind::Arithmetic(op, a, b) => format!("({} {op:?} {})", one(a), one(b)),
            ExprKind::Coalesce(a, b) => format!("({} ?? {})", one(a), one(b)),
            ExprKind::Compare(op, a, b) => format!("({} {op:?} {})", one(a), one(b)),
            ExprKind::If(c, a, b) => format!("if {} then {} else {}", one(c), one(a), one(b)),
            ExprKind::Match(of, arms) => {
                let arms: Vec<String> = arms
                    .iter()
                    .map(|(pattern, value)| format!("{} => {}", self.pattern(pattern), one(value)))
                    .collect();
                format!("match {} {{ {} }}", one(of), arms.join(", "))
            }
            ExprKind::Convert(inner) => format!("({} as {})", one(inner), ty(self.model, &expr.ty)),
            ExprKind::Now => "now".to_owned(),
            ExprKind::Today => "today".to_owned(),
            other => format!("{other:?}"),
        }
    }

    fn all(&self, items: &[Expr]) -> String {
        let items: Vec<String> = items.iter().map(|item| self.expr(item)).collect();
        items.join(", ")
    }

    fn instance(&self, instance: &Instance) -> String {
        let kind = &self.model.kinds[instance.kind].name.text;
        format!("{}.{kind}", self.expr(&instance.subject))
    }

    fn act(&self, instance: &Instance, act: coact_model::ctp::Act) -> String {
        format!("{}.{}", self.instance(instance), act.fact_word())
    }

    fn literal(&self, literal: &Literal, of: &Type) -> String {
        let text = match literal {
            Literal::Bool(value) => return value.to_string(),
            Literal::Int(value) => value.to_string(),
            Literal::Decimal(digits) => format!("{digits}d"),
            Literal::Text(text) => return format!("{text:?}"),
            Literal::Date(y, m, d) => return format!("{y}-{m}-{d}"),
            Literal::DateTime(text) => return text.clone(),
            Literal::Time(h, m, s) => return format!("{h}:{m}:{s}"),
            Literal::Period(months, days) => return format!("{months}mo{days}d"),
            Literal::Duration(seconds) => return format!("{seconds}s"),
        };
        match of {
            Type::Int(unit) | Type::Decimal(unit) if *unit != Unit::default() => {
                format!("{text} {}", unit.over().join("*"))
            }
            _ => text,
        }
    }

    fn pattern(&self, pattern: &Pattern) -> String {
        match pattern {
            Pattern::Any => "_".to_owned(),
            Pattern::None => "none".to_owned(),
            Pattern::Some(local) => format!("some {}#{}", local.name, local.id),
            Pattern::Variant(id, at) => self.model.enums[*id].variants[*at].0.text.clone(),
            Pattern::Role(actor) => self.model.actors[*actor].name.text.clone(),
            Pattern::Literal(literal) => self.expr(literal),
            Pattern::Range(low, high) => {
                let end = |end: &Option<Expr>| end.as_ref().map(|end| self.expr(end));
                format!(
                    "{}..{}",
                    end(low).unwrap_or_default(),
                    end(high).unwrap_or_default()
                )
            }
        }
    }
}
