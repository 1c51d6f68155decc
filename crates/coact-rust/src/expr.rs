//! Expressions. What is emitted may use `?` on `coact_runtime::expr::Absent`, so it stands in a function or
//! closure that returns `Eval`.

mod builtin;
mod convert;
mod entities;
mod literal;
mod matching;
mod outside;
mod piece;
mod read;

pub(crate) use entities::{ByKey, by_key, is_read, read_of};
pub(crate) use literal::{constant, literal};
pub(crate) use outside::result;
pub(crate) use piece::Piece;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use coact_model::model::{
    ActDef, CallId, CommandId, EventId, Expr, ExprKind, KindId, Local, Model, Spec, Type, ValueId,
    ViewId,
};
use coact_syntax::ast::{BinaryOp, CompareOp, UnaryOp};

use crate::cx::Cx;
use crate::{names, tokens};

/// Where an expression is evaluated: what its names stand for. Wherever something of the case is read,
/// there is a variable `case`.
#[derive(Clone)]
pub(crate) enum Scene<'s> {
    /// In a rule, law, link or derived fact about the subject at this place; `ctx` and `facts` are there
    /// where the expression uses them.
    Subject(Piece),
    /// In a handler of a view: `event`, `envelope`, `row`, and the rows of others that it reads.
    View {
        of: Happened<'s>,
        view: ViewId,
        reads: &'s [&'s Expr],
    },
    /// In a plain command: `command`, `ctx`, `facts`, and `state` where it is of an aggregate.
    Command(CommandId),
    /// In what a plain event does to the state of its aggregate: `event`, `envelope` and `state`.
    Apply(EventId),
    /// In an automation or a translation: what it works on, `outside`, and the fields of the answer to a call.
    Reaction(Entry<'s>, Option<(CallId, usize)>),
    /// Nowhere: nothing is read.
    Constant,
    /// In a method of a query: `row`, and the parameters as fields of `self`.
    Query { params: &'s [Local], view: ViewId },
    /// In a spec: its constants are variables.
    Spec {
        spec: &'s Spec,
        /// Values may lie outside their bounds.
        daring: bool,
    },
}

/// What an automation or a translation works on.
#[derive(Clone, Copy)]
pub(crate) enum Entry<'s> {
    /// `row`
    Row(ViewId),
    /// `event` and `envelope`, with what can be read of the `case`.
    Happened(Happened<'s>),
    /// `event`, of an external system.
    Arrived(EventId),
}

/// The event that a handler of a view is about.
#[derive(Clone, Copy)]
pub(crate) enum Happened<'s> {
    /// Of an act.
    Act(KindId, &'s ActDef),
    /// A plain one.
    Plain(EventId),
}

/// Turns expressions into tokens.
#[derive(Clone)]
pub(crate) struct Exprs<'c, 'a, 's> {
    pub(crate) cx: &'c Cx<'a>,
    pub(crate) scene: Scene<'s>,
    /// What is accepted is so until the revocation is allowed: in derived facts and views. Everywhere else it holds
    /// only while nothing is pending.
    keeps: bool,
}

impl<'c, 'a, 's> Exprs<'c, 'a, 's> {
    pub(crate) fn new(cx: &'c Cx<'a>, scene: Scene<'s>) -> Self {
        let keeps = matches!(scene, Scene::View { .. });
        Self { cx, scene, keeps }
    }

    /// In a derived fact of the entity of this key.
    pub(crate) fn derived(cx: &'c Cx<'a>, key: Piece) -> Self {
        Self {
            keeps: true,
            ..Self::new(cx, Scene::Subject(key))
        }
    }

    /// An expression about the subject of an instance: of this kind, seen from the instance itself.
    pub(crate) fn own(cx: &'c Cx<'a>, kind: KindId) -> Self {
        Self::new(cx, Scene::Subject(cx.own_key(kind)))
    }

    fn model(&self) -> &'a Model {
        self.cx.model
    }

    /// The value, owned.
    pub(crate) fn value(&self, expr: &Expr) -> TokenStream {
        let copy = self.cx.is_copy(&expr.ty);
        self.piece(expr).value(copy)
    }

    /// A reference to the value.
    pub(crate) fn reference(&self, expr: &Expr) -> TokenStream {
        self.piece(expr).reference()
    }

    /// An iterator over the elements of a list, by reference; over none where the list is not known. The
    /// statement keeps the list alive for it.
    pub(crate) fn items(&self, list: &Expr) -> (TokenStream, TokenStream) {
        match self.piece(list) {
            Piece::Ref(tokens) => (
                quote!(let items = ::coact_runtime::expr::attempt(|| Ok(#tokens));),
                quote!(items.into_iter().flatten()),
            ),
            piece => {
                let value = piece.value(false);
                (
                    quote!(let items = ::coact_runtime::expr::attempt(|| Ok(#value));),
                    quote!(items.iter().flatten()),
                )
            }
        }
    }

    /// The value as `Eval<T>`, in a scope of its own.
    pub(crate) fn eval(&self, expr: &Expr) -> TokenStream {
        let value = self.value(expr);
        quote!(::coact_runtime::expr::attempt(|| Ok(#value)))
    }

    /// The body of a function that returns `Eval<T>`.
    pub(crate) fn body(&self, expr: &Expr) -> TokenStream {
        let value = self.value(expr);
        quote!(Ok(#value))
    }

    fn piece(&self, expr: &Expr) -> Piece {
        match &expr.kind {
            ExprKind::Literal(value) => literal(value),
            ExprKind::None => Piece::Value(quote!(None)),
            ExprKind::Some(inner) => {
                let inner = self.value(inner);
                Piece::Value(quote!(Some(#inner)))
            }
            ExprKind::Local(local) => self.local(local),
            ExprKind::Constant(id) => match &self.scene {
                Scene::Spec { spec, .. } => {
                    let name = constant_name(&spec.constants[*id].name.text);
                    Piece::Place(quote!(#name))
                }
                _ => Piece::Value(quote!(())),
            },
            ExprKind::Convert(inner) => self.convert(inner, &expr.ty),
            ExprKind::Field(of, value, index) => {
                let field = &self.model().values[*value].fields[*index].name.text;
                let field = names::ident(field);
                let of = self.piece(of).base();
                Piece::Place(quote!(#of.#field))
            }
            ExprKind::Record(value, fields) => {
                Piece::Value(self.record(*value, fields, Self::value))
            }
            ExprKind::List(items) => {
                let items = items.iter().map(|item| self.value(item));
                Piece::Value(quote!(::std::vec::Vec::from([#(#items),*])))
            }
            ExprKind::Map(entries) => {
                let entries = entries.iter().map(|(key, value)| {
                    let (key, value) = (self.value(key), self.value(value));
                    quote!((#key, #value))
                });
                Piece::Value(quote!(::std::collections::BTreeMap::from([#(#entries),*])))
            }
            ExprKind::Role(actor) => Piece::Value(self.cx.role(*actor)),
            ExprKind::Variant(id, index) => {
                let def = &self.model().enums[*id];
                let name = names::ident(&def.name.text);
                let variant = names::ident(&def.variants[*index].0.text);
                Piece::Value(quote!(super::types::#name::#variant))
            }
            ExprKind::Lookup(id, args) => {
                let name = names::ident(&self.model().lookups[*id].name.text);
                let args = args.iter().map(|arg| self.reference(arg));
                let answer = quote!(facts.#name(#(#args),*)?);
                if self.model().lookups[*id].from.is_some() {
                    Piece::Value(answer)
                } else {
                    Piece::Ref(answer)
                }
            }
            ExprKind::Builtin(builtin, args) => {
                Piece::Value(self.builtin(*builtin, args, &expr.ty))
            }
            // Only as an argument of a builtin, which takes it apart.
            ExprKind::Lambda(_, body) => self.piece(body),
            ExprKind::Unary(op, inner) => Piece::Value(self.unary(*op, inner)),
            ExprKind::Logic(op, operands) => {
                let operands = operands.iter().enumerate().map(|(at, operand)| {
                    let operand = self.value(operand);
                    if at == 0 {
                        tokens::first(operand)
                    } else {
                        tokens::one(operand)
                    }
                });
                Piece::Value(match op {
                    BinaryOp::Or => quote!(#(#operands)||*),
                    _ => quote!(#(#operands)&&*),
                })
            }
            ExprKind::Arithmetic(op, left, right) => {
                let (left, right) = (self.value(left), self.value(right));
                Piece::Value(match op {
                    BinaryOp::Sub => quote!(::coact_runtime::expr::Sub::minus(#left, #right)?),
                    BinaryOp::Mul => quote!(::coact_runtime::expr::Mul::times(#left, #right)?),
                    BinaryOp::Div => quote!(::coact_runtime::expr::Number::over(#left, #right)?),
                    BinaryOp::Rem => quote!(::coact_runtime::expr::Number::rest(#left, #right)?),
                    _ => quote!(::coact_runtime::expr::Add::plus(#left, #right)?),
                })
            }
            ExprKind::Coalesce(first, second) => {
                Piece::Value(self.coalesce(first, second, &expr.ty))
            }
            ExprKind::Compare(op, left, right) => Piece::Value(self.compare(*op, left, right)),
            ExprKind::If(condition, then, otherwise) => {
                let (condition, then, otherwise) = (
                    self.value(condition),
                    self.value(then),
                    self.value(otherwise),
                );
                Piece::Value(tokens::one(
                    quote!(if #condition { #then } else { #otherwise }),
                ))
            }
            // Rows that were read are found by their key.
            ExprKind::At(of, key) if matches!(of.kind, ExprKind::Read(_) | ExprKind::RowAt(..)) => {
                self.read_row(of, Some(key))
            }
            ExprKind::At(of, _) if matches!(of.kind, ExprKind::Find(..)) => match by_key(expr) {
                Some(found) => self.found_read(&found),
                None => Piece::Value(quote!(())),
            },
            ExprKind::At(of, key) => {
                let (of, key) = (tokens::one(self.reference(of)), self.reference(key));
                Piece::Ref(quote!((#of).get(#key).ok_or(::coact_runtime::expr::Absent::Unknown)?))
            }
            ExprKind::Match(of, arms) => Piece::Value(self.matched(of, arms)),
            ExprKind::Me => Piece::Place(quote!(self.me)),
            ExprKind::Now => Piece::Place(quote!(ctx.now)),
            ExprKind::Today => Piece::Place(quote!(ctx.today)),
            _ => self.read(expr),
        }
    }

    /// The value of a default, which is constant: what is written down needs no `?`, what is computed may.
    pub(crate) fn constant(&self, expr: &Expr) -> TokenStream {
        match &expr.kind {
            ExprKind::Some(inner) => {
                let inner = self.constant(inner);
                return quote!(Some(#inner));
            }
            ExprKind::List(items) => {
                let items = items.iter().map(|item| self.constant(item));
                return quote!(::std::vec::Vec::from([#(#items),*]));
            }
            ExprKind::Map(entries) => {
                let entries = entries.iter().map(|(key, value)| {
                    let (key, value) = (self.constant(key), self.constant(value));
                    quote!((#key, #value))
                });
                return quote!(::std::collections::BTreeMap::from([#(#entries),*]));
            }
            ExprKind::Record(value, fields) => return self.record(*value, fields, Self::constant),
            ExprKind::Convert(inner) if matches!(&expr.ty, Type::Optional(of) if **of == inner.ty) =>
            {
                let inner = self.constant(inner);
                return quote!(Some(#inner));
            }
            _ => {}
        }
        let mut inner = expr;
        while let ExprKind::Convert(of) | ExprKind::Unary(_, of) = &inner.kind {
            inner = of;
        }
        match inner.kind {
            ExprKind::Literal(_) => constant(self.cx, expr),
            _ => self.value(expr),
        }
    }

    fn record(
        &self,
        value: ValueId,
        fields: &[Expr],
        of: fn(&Self, &Expr) -> TokenStream,
    ) -> TokenStream {
        let def = &self.model().values[value];
        let name = names::ident(&def.name.text);
        let fields = def.fields.iter().zip(fields).map(|(field, value)| {
            let (name, value) = (names::ident(&field.name.text), of(self, value));
            quote!(#name: #value)
        });
        quote!(super::types::#name { #(#fields),* })
    }

    fn local(&self, local: &Local) -> Piece {
        if let Scene::Query { params, .. } = &self.scene
            && params.contains(local)
        {
            let name = names::ident(&local.name);
            return Piece::Place(quote!(self.#name));
        }
        let name = names::local(local);
        Piece::Ref(quote!(#name))
    }

    /// The parameter of a closure over `local`; `_` where the body does not use it.
    pub(crate) fn parameter(local: &Local, bodies: &[&Expr]) -> Ident {
        let used = bodies.iter().flat_map(|body| body.all()).any(
            |part| matches!(&part.kind, ExprKind::Local(other) if other.id == local.id && other.name == local.name),
        );
        if used {
            names::local(local)
        } else {
            Ident::new("_", proc_macro2::Span::call_site())
        }
    }

    fn unary(&self, op: UnaryOp, inner: &Expr) -> TokenStream {
        let inner = self.value(inner);
        match op {
            UnaryOp::Not => {
                let inner = tokens::one(inner);
                quote!(!#inner)
            }
            UnaryOp::Neg => quote!(::coact_runtime::expr::Neg::negated(#inner)?),
        }
    }

    fn compare(&self, op: CompareOp, left: &Expr, right: &Expr) -> TokenStream {
        if op == CompareOp::In {
            let (list, item) = (tokens::one(self.reference(right)), self.reference(left));
            return quote!((#list).contains(#item));
        }
        let of = |expr: &Expr| {
            if self.cx.is_copy(&expr.ty) {
                self.value(expr)
            } else {
                self.reference(expr)
            }
        };
        let (left, right) = (tokens::first(of(left)), tokens::one(of(right)));
        match op {
            CompareOp::Ne => quote!(#left != #right),
            CompareOp::Lt => quote!(#left < #right),
            CompareOp::Le => quote!(#left <= #right),
            CompareOp::Gt => quote!(#left > #right),
            CompareOp::Ge => quote!(#left >= #right),
            CompareOp::Eq | CompareOp::In => quote!(#left == #right),
        }
    }
}

/// The variable of a spec's constant; kept apart from what tests use themselves, and from what is a pattern.
pub(crate) fn constant_name(name: &str) -> Ident {
    let is_pattern = name.starts_with(char::is_uppercase);
    if is_pattern || matches!(name, "spec" | "event" | "row" | "value") || name.ends_with('_') {
        names::ident(&format!("{name}_"))
    } else {
        names::ident(name)
    }
}
