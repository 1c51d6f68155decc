//! The typer: from an expression as written to a typed one.
//!
//! Types flow both ways: [`Typer::infer`] finds a type and may be told which one is wanted, so that literals,
//! variants, `none` and empty lists know what they are; [`Typer::expect`] also converts to it. What is wrong
//! is reported once, and the result then has [`Type::Error`], which fits everything.

use coact_syntax::{Span, ast};

use super::super::cx::{ItemRef, Names};
use super::describe::UNKNOWN;
use super::gaps::Shown;
use super::index::Index;
use super::scope::Root;
use super::specs::Constants;
use crate::Loc;
use crate::diagnostics::Diagnostic;
use crate::model::{Bound, Expr, ExprKind, Local, Model, Type};
use crate::rules::{self, Findings};

pub(super) struct Typer<'a> {
    pub(super) model: &'a Model,
    pub(super) names: &'a Names,
    pub(super) index: &'a Index,
    pub(super) findings: &'a mut Findings,
    pub(super) item: ItemRef<'a>,
    pub(super) root: Root,
    /// Bound variables, innermost last.
    pub(super) locals: Vec<Local>,
    /// The constants of the spec, where one is typed.
    pub(super) constants: Option<Constants<'a>>,
    /// What the conditions around have shown.
    pub(super) shown: Shown,
    /// Whether values may lie outside their bounds: what a spec tries.
    pub(super) daring: bool,
    /// What is dared of it: values outside their bounds.
    pub(super) dared: Findings,
    next_local: u32,
}

impl<'a> Typer<'a> {
    pub(super) fn new(
        model: &'a Model,
        names: &'a Names,
        index: &'a Index,
        findings: &'a mut Findings,
        item: ItemRef<'a>,
        root: Root,
    ) -> Self {
        Self {
            model,
            names,
            index,
            findings,
            item,
            root,
            locals: Vec::new(),
            constants: None,
            shown: Shown::default(),
            daring: false,
            dared: Findings::new(),
            next_local: 0,
        }
    }

    pub(super) fn loc(&self, span: Span) -> Loc {
        self.item.loc(span)
    }

    pub(super) fn report(&mut self, finding: Diagnostic) {
        // Why a type is unknown is told where it is written.
        if !finding.message.contains(UNKNOWN) {
            self.findings.push(finding);
        }
    }

    /// Reports a value that certainly lies outside bounds; of what a spec tries it is only noted.
    pub(super) fn within(&mut self, loc: Loc, value: &Expr, name: &str, bounds: &[Bound]) {
        if let Some(bound) = self.index.patterns.broken(value, bounds) {
            if self.daring {
                self.dared
                    .push(rules::tried_out_of_bounds(loc, name, bound));
            } else {
                self.report(rules::out_of_bounds(loc, name, bound));
            }
        }
    }

    /// The result of an expression that is reported already. Should it not be, the net that is laid here catches
    /// it: an expression never goes without a word.
    pub(super) fn broken(&mut self, span: Span) -> Expr {
        let loc = self.loc(span);
        self.report(rules::not_understood(loc));
        Expr::pending(Type::Error, loc)
    }

    /// Reports and gives the result of a broken expression.
    pub(super) fn fail(&mut self, span: Span, finding: Diagnostic) -> Expr {
        self.report(finding);
        Expr::pending(Type::Error, self.loc(span))
    }

    /// A fresh local.
    pub(super) fn fresh(&mut self, name: &str, ty: Type) -> Local {
        let local = Local {
            name: name.to_owned(),
            id: self.next_local,
            ty,
        };
        self.next_local += 1;
        local
    }

    /// Binds a name for what follows; [`Typer::unbind`] ends it. A name that means something here already
    /// would hide it, which is an error.
    pub(super) fn bind(&mut self, name: &ast::Name, ty: Type) -> Local {
        self.forbid_hiding(name);
        let local = self.fresh(&name.text, ty);
        self.locals.push(local.clone());
        local
    }

    /// Locals that are declared elsewhere: parameters.
    pub(super) fn take_locals(&mut self, locals: Vec<Local>) {
        self.next_local = u32::try_from(locals.len()).unwrap_or(u32::MAX);
        self.locals = locals;
    }

    pub(super) fn unbind(&mut self) {
        self.locals.pop();
    }

    /// The expression in this type.
    pub(super) fn expect(&mut self, expr: &ast::Expr, want: &Type) -> Expr {
        let typed = self.infer(expr, Some(want));
        self.fit(typed, want)
    }

    /// The expression as a condition.
    pub(super) fn condition(&mut self, expr: &ast::Expr) -> Expr {
        self.expect(expr, &Type::Bool)
    }

    /// The expression in the type that it is declared with, whatever conditions have shown; `want` helps where it has
    /// none by itself.
    pub(super) fn as_declared(&mut self, expr: &ast::Expr, want: Option<&Type>) -> Expr {
        let span = expr.span;
        match &expr.kind {
            ast::ExprKind::Number(number) => self.number(number, span, want),
            ast::ExprKind::Str(_)
            | ast::ExprKind::Bool(_)
            | ast::ExprKind::Date(_)
            | ast::ExprKind::DateTime(_)
            | ast::ExprKind::Time(_) => self.literal(&expr.kind, span),
            ast::ExprKind::None => self.none(span, want),
            ast::ExprKind::Some(inner) => self.some(inner, span, want),
            ast::ExprKind::Name(_) | ast::ExprKind::Member(..) => self.path_value(expr, want),
            ast::ExprKind::Call(function, args) => self.call(function, args, span),
            ast::ExprKind::MemberCall(of, name, args) => self.member_call(of, name, args, span),
            ast::ExprKind::Index(of, args) => self.index(of, args, span),
            ast::ExprKind::Lambda(..) => self.stray_lambda(span),
            ast::ExprKind::Unary(op, inner) => self.unary(*op, inner, span),
            ast::ExprKind::Chain(first, rest) => self.chain(first, rest, span, want),
            ast::ExprKind::Compare(op, a, b) => self.compare(*op, a, b, span),
            ast::ExprKind::If(c, a, b) => self.conditional(c, a, b, span, want),
            ast::ExprKind::Match(subject, arms) => self.matched(subject, arms, span, want),
            ast::ExprKind::Record(path, fields) => self.record(path, fields, span),
            ast::ExprKind::List(items) => self.list(items, span, want),
            ast::ExprKind::Map(entries) => self.map(entries, span, want),
            ast::ExprKind::FactTest(of, fact) => self.fact_test(of, *fact, span),
            ast::ExprKind::Paren(inner) => self.as_declared(inner, want),
            ast::ExprKind::Error => self.broken(span),
        }
    }

    /// An expression of this item.
    pub(super) fn expr(&self, kind: ExprKind, ty: Type, span: Span) -> Expr {
        Expr {
            kind,
            ty,
            loc: self.loc(span),
        }
    }
}
