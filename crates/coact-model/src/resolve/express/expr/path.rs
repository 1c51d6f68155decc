//! Names and paths.

use coact_syntax::{Span, ast};

use super::super::scope::{Head, Root, snake};
use super::super::typer::Typer;
use super::meanings::meaning;
use crate::diagnostics::Diagnostic;
use crate::model::{Expr, ExprKind, Type};
use crate::rules;

impl Typer<'_> {
    /// A path that must end in a value.
    pub(in super::super) fn path_value(&mut self, expr: &ast::Expr, want: Option<&Type>) -> Expr {
        if let Some(variant) = self.variant(expr, want) {
            return variant;
        }
        // Where it is unknown what is wanted, a bare name may be a variant of it.
        if want == Some(&Type::Error)
            && let ast::ExprKind::Name(name) = &expr.kind
            && !self.means_something(&name.text)
        {
            return self.broken(expr.span);
        }
        let Some(head) = self.head(expr) else {
            return self.broken(expr.span);
        };
        match head {
            Head::Value(value) => value,
            // What could not be read may have been the fact.
            Head::Instance(_) if self.item.faulty => self.broken(expr.span),
            other => {
                let finding = self.not_a_value(expr.span, &other);
                self.fail(expr.span, finding)
            }
        }
    }

    fn not_a_value(&self, span: Span, head: &Head) -> Diagnostic {
        let loc = self.loc(span);
        match head {
            Head::Instance(instance) => {
                let kind = &self.model.kinds[instance.kind].name.text;
                rules::not_a_value(
                    loc,
                    &format!("`{kind}` is a transaction kind"),
                    &format!("ask for one of its facts: `{kind} accepted`"),
                )
            }
            Head::Act(_, act) => {
                let word = act.fact_word();
                rules::not_a_value(
                    loc,
                    &format!("`{word}` is an act of this transaction"),
                    &format!("name one of its fields: `{word}.at`"),
                )
            }
            Head::Event => rules::not_a_value(
                loc,
                "`event` is the whole event",
                "name one of its fields: `event.at`",
            ),
            Head::Result => rules::not_a_value(
                loc,
                "`result` is the whole answer",
                "name one of its fields",
            ),
            Head::State => {
                rules::not_a_value(loc, "`state` is the whole state", "name one of its fields")
            }
            Head::Row | Head::Value(_) => {
                rules::not_a_value(loc, "`row` is the whole row", "name one of its fields")
            }
        }
    }

    /// What a path means; none where that is reported.
    pub(in super::super) fn head(&mut self, expr: &ast::Expr) -> Option<Head> {
        match &expr.kind {
            ast::ExprKind::Name(name) => self.name(name),
            ast::ExprKind::Member(of, name) => {
                if let Some(variant) = self.variant(expr, None) {
                    return (variant.ty != Type::Error).then_some(Head::Value(variant));
                }
                let head = match self.head(of)? {
                    Head::Value(value) => Head::Value(self.narrowed(value)),
                    other => other,
                };
                if let Head::Value(value) = &head
                    && let Some(finding) = self.memberless(value, &written(of), name)
                {
                    self.report(finding);
                    return None;
                }
                self.member(head, name, expr.span)
            }
            _ => {
                let value = self.infer(expr, None);
                (value.ty != Type::Error).then_some(Head::Value(value))
            }
        }
    }

    fn name(&mut self, name: &ast::Name) -> Option<Head> {
        let span = name.span;
        if let Some(local) = self
            .locals
            .iter()
            .rev()
            .find(|local| local.name == name.text)
        {
            let local = local.clone();
            let ty = local.ty.clone();
            if ty == Type::Error {
                return None;
            }
            return Some(Head::Value(self.expr(
                ExprKind::Local(Box::new(local)),
                ty,
                span,
            )));
        }
        if self.constants.is_some() {
            return self.constant(name).map(Head::Value);
        }
        let mut found = self.meanings(&name.text, span).into_iter();
        let Some(first) = found.next() else {
            let finding = self.unknown(name);
            self.findings.extend(finding);
            return None;
        };
        if let Some(second) = found.next() {
            let finding = rules::two_meanings(
                self.loc(span),
                &name.text,
                meaning(&first),
                meaning(&second),
                &self.qualified(&name.text),
            );
            self.report(finding);
            return None;
        }
        let inside = match &first {
            Head::Value(value) => self.reaches(value),
            _ => true,
        };
        inside.then_some(first)
    }

    /// How a name of an entity's fact is written out.
    fn qualified(&self, name: &str) -> String {
        match self.root {
            Root::Instance { kind, .. } => {
                let entity = self.model.kinds[kind].product.entity;
                format!("{}.{name}", snake(&self.model.entities[entity].name.text))
            }
            Root::Entity(entity) => {
                format!("{}.{name}", snake(&self.model.entities[entity].name.text))
            }
            Root::Event { .. } => format!("event.{name}"),
            Root::Command(_) | Root::Apply(_) => format!("state.{name}"),
            Root::Row(_) | Root::Reaction { .. } | Root::Constant | Root::Spec => {
                format!("row.{name}")
            }
        }
    }
}

/// A path as it is written; `…` where it begins with anything else.
pub(super) fn written(expr: &ast::Expr) -> String {
    match &expr.kind {
        ast::ExprKind::Name(name) => name.text.clone(),
        ast::ExprKind::Member(of, name) => format!("{}.{}", written(of), name.text),
        _ => "…".to_owned(),
    }
}
