//! Expressions in the language's own spelling.

use coact_syntax::ast::{BinaryOp, CompareOp, UnaryOp};
use schemars::JsonSchema;
use serde::Serialize;

use super::words;
use crate::ctp::{Act, Step, fact_words};
use crate::model::{
    ActMeta, CallId, CommandId, EventMeta, EventRef, Expr, ExprKind, Field, Instance, KindId,
    Literal, Model, Pattern, Type, Unit,
};

/// A field and its value.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Assignment {
    pub(super) field: String,
    /// An expression.
    pub(super) value: String,
}

/// Where an expression stands: what its bare names mean.
#[derive(Clone, Copy)]
pub(super) struct Scope<'m> {
    model: &'m Model,
    kind: Option<KindId>,
    event: Option<EventRef>,
    command: Option<CommandId>,
    result: Option<(CallId, usize)>,
    state: &'m [Field],
    row: &'m [Field],
    constants: &'m [String],
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

impl<'m> Scope<'m> {
    /// Nowhere in particular.
    pub(super) const fn of(model: &'m Model) -> Self {
        Self {
            model,
            kind: None,
            event: None,
            command: None,
            result: None,
            state: &[],
            row: &[],
            constants: &[],
        }
    }

    /// In a rule or link of the kind: facts of its acts are bare.
    pub(super) const fn in_kind(self, kind: KindId) -> Self {
        Self {
            kind: Some(kind),
            ..self
        }
    }

    /// In the handler of an event.
    pub(super) const fn of_event(self, event: EventRef) -> Self {
        Self {
            event: Some(event),
            ..self
        }
    }

    /// In a plain command.
    pub(super) const fn of_command(self, command: CommandId) -> Self {
        Self {
            command: Some(command),
            ..self
        }
    }

    /// After this answer of a call.
    pub(super) const fn of_result(self, call: CallId, outcome: usize) -> Self {
        Self {
            result: Some((call, outcome)),
            ..self
        }
    }

    /// Over a state of these fields.
    pub(super) const fn of_state(self, state: &'m [Field]) -> Self {
        Self { state, ..self }
    }

    /// Over rows of these fields.
    pub(super) const fn of_rows(self, row: &'m [Field]) -> Self {
        Self { row, ..self }
    }

    /// In a spec with these constants.
    pub(super) const fn with_constants<'n>(self, constants: &'n [String]) -> Scope<'n>
    where
        'm: 'n,
    {
        Scope {
            model: self.model,
            kind: self.kind,
            event: self.event,
            command: self.command,
            result: self.result,
            state: self.state,
            row: self.row,
            constants,
        }
    }

    /// The expression as it would be written.
    pub(super) fn text(&self, expr: &Expr) -> String {
        self.at(expr, level::ANY)
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
            ExprKind::Local(local) => atom(local.name.clone()),
            ExprKind::Constant(id) => atom(
                usize::try_from(id.0)
                    .ok()
                    .and_then(|at| self.constants.get(at))
                    .cloned()
                    .unwrap_or_default(),
            ),
            ExprKind::Subject(entity) => atom(self.model.entities[*entity].subject()),
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
                atom(format!("{} {{ {} }}", value.name.text, fields.join(", ")))
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
            ExprKind::At(of, key) => {
                atom(format!("{}[{}]", self.at(of, level::ATOM), self.text(key)))
            }
            ExprKind::List(items) => atom(format!("[{}]", self.list(items))),
            ExprKind::Variant(id, at) => {
                let variant = self.model.enums[*id].variants.get(*at);
                atom(
                    variant
                        .map(|(name, _)| words::text(name))
                        .unwrap_or_default(),
                )
            }
            ExprKind::Lookup(id, arguments) => atom(format!(
                "{}({})",
                self.model.lookups[*id].name.text,
                self.list(arguments)
            )),
            ExprKind::Builtin(builtin, arguments) => atom(format!(
                "{}({})",
                crate::resolve::function_name(*builtin),
                self.list(arguments)
            )),
            ExprKind::Lambda(local, body) => {
                (format!("{} => {}", local.name, self.text(body)), level::ANY)
            }
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

    fn operator(&self, kind: &ExprKind) -> (String, u8) {
        let pair = |a: &Expr, op: &str, b: &Expr, own: u8, left: u8| {
            let text = format!("{} {op} {}", self.at(a, left), self.at(b, own + 1));
            (text, own)
        };
        match kind {
            ExprKind::Unary(UnaryOp::Not, inner) => {
                (format!("not {}", self.at(inner, level::NOT)), level::NOT)
            }
            ExprKind::Unary(UnaryOp::Neg, inner) => {
                (format!("-{}", self.at(inner, level::ATOM)), level::SIGN)
            }
            ExprKind::Logic(op, operands) => {
                let own = if *op == BinaryOp::Or {
                    level::OR
                } else {
                    level::AND
                };
                let operands: Vec<String> = operands
                    .iter()
                    .map(|operand| self.at(operand, own + 1))
                    .collect();
                (
                    operands.join(if *op == BinaryOp::Or { " or " } else { " and " }),
                    own,
                )
            }
            ExprKind::Arithmetic(op, a, b) => match op {
                BinaryOp::Add => pair(a, "+", b, level::SUM, level::SUM),
                BinaryOp::Sub => pair(a, "-", b, level::SUM, level::SUM),
                BinaryOp::Div => pair(a, "/", b, level::PRODUCT, level::PRODUCT),
                BinaryOp::Rem => pair(a, "%", b, level::PRODUCT, level::PRODUCT),
                _ => pair(a, "*", b, level::PRODUCT, level::PRODUCT),
            },
            ExprKind::Coalesce(a, b) => pair(a, "??", b, level::COALESCE, level::COALESCE + 1),
            ExprKind::Compare(op, a, b) => {
                let op = match op {
                    CompareOp::Eq => "==",
                    CompareOp::Ne => "!=",
                    CompareOp::Lt => "<",
                    CompareOp::Le => "<=",
                    CompareOp::Gt => ">",
                    CompareOp::Ge => ">=",
                    CompareOp::In => "in",
                };
                pair(a, op, b, level::COMPARE, level::COMPARE + 1)
            }
            _ => (String::new(), level::ATOM),
        }
    }

    /// What is reached by a point.
    fn member(&self, kind: &ExprKind) -> String {
        let of = |of: &Expr, name: Option<&str>| {
            format!("{}.{}", self.at(of, level::ATOM), name.unwrap_or_default())
        };
        let entities = &self.model.entities;
        match kind {
            ExprKind::EventSubject => {
                let subject = self
                    .event
                    .and_then(EventRef::act)
                    .map(|(kind, _)| entities[self.model.kinds[kind].product.entity].subject());
                format!("event.{}", subject.unwrap_or_default())
            }
            ExprKind::EventField(at) => {
                let name = match self.event {
                    Some(EventRef::Act(kind, step)) => self.model.kinds[kind]
                        .act(step)
                        .and_then(|act| act.payload.get(*at))
                        .map(|field| &field.name),
                    Some(EventRef::Plain(id)) => self.model.events[id]
                        .fields
                        .get(*at)
                        .map(|field| &field.name),
                    None => None,
                };
                format!("event.{}", name.map(words::text).unwrap_or_default())
            }
            ExprKind::CommandField(at) => {
                let command = self.command.map(|id| &self.model.commands[id]);
                let field = command.and_then(|command| command.fields.get(*at));
                let name = field.map(|field| words::text(&field.name));
                name.unwrap_or_default()
            }
            ExprKind::ResultField(at) => {
                let fields = self
                    .result
                    .and_then(|(call, outcome)| self.model.calls[call].outcomes.get(outcome));
                let field = fields.and_then(|outcome| outcome.fields.get(*at));
                let name = field.map(|field| words::text(&field.name));
                format!("result.{}", name.unwrap_or_default())
            }
            ExprKind::StateField(at) => {
                let field = self.state.get(*at);
                let name = field.map(|field| words::text(&field.name));
                format!("state.{}", name.unwrap_or_default())
            }
            ExprKind::Read(at) => {
                let command = self.command.map(|id| &self.model.commands[id]);
                let reads = command.and_then(|command| command.reads.get(*at));
                let name = reads.map(|reads| words::text(&reads.name));
                name.unwrap_or_default()
            }
            ExprKind::RowMember(row, view, at) => {
                let field = self.model.views[*view].fields.get(*at);
                of(row, field.map(|field| field.name.text.as_str()))
            }
            ExprKind::EventMeta(EventMeta::At) => "event.at".to_owned(),
            ExprKind::EventMeta(EventMeta::By) => "event.by".to_owned(),
            ExprKind::EventMeta(EventMeta::Id) => "event.id".to_owned(),
            ExprKind::RowField(at) => {
                let field = self.row.get(*at);
                format!(
                    "row.{}",
                    field
                        .map(|field| words::text(&field.name))
                        .unwrap_or_default()
                )
            }
            ExprKind::Key(inner) => match &inner.ty {
                Type::Entity(entity) => of(inner, Some(&entities[*entity].key.name.text)),
                _ => self.at(inner, level::ATOM),
            },
            ExprKind::Fact(inner, entity, at) => {
                let fact = entities[*entity].facts.get(*at);
                of(inner, fact.map(|fact| fact.field.name.text.as_str()))
            }
            ExprKind::Derived(inner, entity, at) => {
                let derived = entities[*entity].derived.get(*at);
                of(inner, derived.map(|derived| derived.name.text.as_str()))
            }
            ExprKind::Inverse(inner, entity, at) => {
                let inverse = entities[*entity].inverses.get(*at);
                of(inner, inverse.map(|inverse| inverse.name.text.as_str()))
            }
            ExprKind::Field(inner, value, at) => {
                let field = self.model.values[*value].fields.get(*at);
                of(inner, field.map(|field| field.name.text.as_str()))
            }
            ExprKind::ActField(instance, act, at) => {
                let def = self.model.kinds[instance.kind].act(Step::Base(*act));
                let field = def.and_then(|def| def.payload.get(*at));
                let name = field
                    .map(|field| words::text(&field.name))
                    .unwrap_or_default();
                format!("{}.{name}", self.act(instance, *act))
            }
            ExprKind::ActMeta(instance, act, meta) => {
                let name = match meta {
                    ActMeta::At => "at",
                    ActMeta::By => "by",
                    ActMeta::Role => "role",
                };
                format!("{}.{name}", self.act(instance, *act))
            }
            _ => String::new(),
        }
    }

    fn list(&self, items: &[Expr]) -> String {
        let items: Vec<String> = items.iter().map(|item| self.text(item)).collect();
        items.join(", ")
    }

    fn instance(&self, instance: &Instance) -> String {
        let kind = words::kind(self.model, instance.kind);
        format!("{}.{kind}", self.at(&instance.subject, level::ATOM))
    }

    /// An act of this transaction is bare.
    fn act(&self, instance: &Instance, act: Act) -> String {
        let own = self.kind == Some(instance.kind)
            && matches!(instance.subject.kind, ExprKind::Subject(_));
        if own {
            act.fact_word().to_owned()
        } else {
            format!("{}.{}", self.instance(instance), act.fact_word())
        }
    }

    fn pattern(&self, pattern: &Pattern) -> String {
        match pattern {
            Pattern::Any => "_".to_owned(),
            Pattern::None => "none".to_owned(),
            Pattern::Some(local) => format!("some {}", local.name),
            Pattern::Variant(id, at) => {
                let variant = self.model.enums[*id].variants.get(*at);
                variant
                    .map(|(name, _)| words::text(name))
                    .unwrap_or_default()
            }
            Pattern::Literal(literal) => self.text(literal),
            Pattern::Range(low, high) => format!("{}..{}", self.text(low), self.text(high)),
        }
    }
}

fn literal_text(literal: &Literal, ty: &Type) -> String {
    let number = match literal {
        Literal::Bool(value) => return value.to_string(),
        Literal::Int(value) => value.to_string(),
        Literal::Decimal(digits) => digits.clone(),
        Literal::Text(text) => return quoted(text),
        Literal::Date(year, month, day) => return format!("{year:04}-{month:02}-{day:02}"),
        Literal::DateTime(text) => return text.clone(),
        Literal::Time(hour, minute, second) => return format!("{hour:02}:{minute:02}:{second:02}"),
        Literal::Period(0, days) => return format!("{days} days"),
        Literal::Period(months, 0) => return format!("{months} months"),
        Literal::Period(months, days) => return format!("{months} months + {days} days"),
        Literal::Duration(seconds) => return format!("{seconds} seconds"),
    };
    match ty {
        Type::Int(unit) | Type::Decimal(unit) if *unit != Unit::default() => {
            format!("{number} {}", crate::resolve::unit_name(unit))
        }
        _ => number,
    }
}

/// A string with the escapes of the language.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            c if c.is_control() => quoted.push_str(&c.escape_unicode().to_string()),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}
