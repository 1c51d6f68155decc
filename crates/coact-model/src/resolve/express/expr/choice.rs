//! `if` and `match`.

use std::cmp::Ordering;

use coact_syntax::{Span, ast};

use super::super::bounds;
use super::super::describe::{explained, type_name};
use super::super::gaps;
use super::super::typer::Typer;
use super::cover::Cover;
use crate::model::{Expr, ExprKind, Pattern, Type};
use crate::rules;

impl Typer<'_> {
    pub(in super::super) fn conditional(
        &mut self,
        condition: &ast::Expr,
        then: &ast::Expr,
        otherwise: &ast::Expr,
        span: Span,
        want: Option<&Type>,
    ) -> Expr {
        let condition = self.condition(condition);
        let then = self.while_holding([&condition], |typer| typer.branch(then, want));
        let told = want.cloned().or_else(|| known_type(&then));
        let otherwise = self.knowing(
            |shown| shown.learn_not(&condition),
            |typer| typer.branch(otherwise, told.as_ref()),
        );
        if condition.ty == Type::Error {
            return self.broken(span);
        }
        let Some((then, otherwise)) = self.unify(then, otherwise) else {
            return self.broken(span);
        };
        let ty = then.ty.clone();
        let kind = ExprKind::If(Box::new(condition), Box::new(then), Box::new(otherwise));
        self.expr(kind, ty, span)
    }

    /// A branch, in the wanted type where there is one.
    fn branch(&mut self, branch: &ast::Expr, want: Option<&Type>) -> Expr {
        let typed = self.infer(branch, want);
        match want {
            Some(want) if self.converts(&typed.ty, want) => self.fit(typed, want),
            _ => typed,
        }
    }

    pub(in super::super) fn matched(
        &mut self,
        subject: &ast::Expr,
        arms: &[ast::MatchArm],
        span: Span,
        want: Option<&Type>,
    ) -> Expr {
        let asks = |arm: &ast::MatchArm| {
            matches!(arm.pattern, ast::Pattern::None(_) | ast::Pattern::Some(_))
        };
        let asks = arms.iter().any(asks);
        let subject = if asks {
            self.as_declared(subject, None)
        } else {
            self.infer(subject, None)
        };
        if subject.ty == Type::Error {
            return self.broken(span);
        }
        let subject = if asks && gaps::may_be_missing(self.model, &subject) {
            self.or_none(subject)
        } else {
            subject
        };
        let mut cover = Cover::default();
        let mut typed: Vec<(Pattern, Expr)> = Vec::new();
        let mut told = want.cloned();
        let mut broken = false;
        for arm in arms {
            let Some(pattern) = self.pattern(&arm.pattern, &subject.ty) else {
                broken = true;
                continue;
            };
            let left_over =
                pattern != Pattern::Any || cover.missing(self.model, &subject.ty).is_some();
            if !cover.add(&pattern) || !left_over {
                let finding = rules::unreachable_arm(self.loc(arm.span));
                self.report(finding);
            }
            let bound = matches!(pattern, Pattern::Some(_));
            // What `none` has taken away is there for every other arm.
            let there = typed.iter().any(|(known, _)| *known == Pattern::None);
            let value = self.knowing(
                |shown| {
                    if there {
                        shown.has(&subject);
                    }
                },
                |typer| typer.branch(&arm.value, told.as_ref()),
            );
            if bound {
                self.unbind();
            }
            broken |= value.ty == Type::Error;
            told = told.or_else(|| known_type(&value));
            typed.push((pattern, value));
        }
        if let Some(missing) = cover.missing(self.model, &subject.ty)
            && !broken
        {
            let finding = rules::not_exhaustive(self.loc(span), &missing);
            return self.fail(span, finding);
        }
        let Some(ty) = told.or_else(|| typed.first().map(|(_, value)| value.ty.clone())) else {
            return self.broken(span);
        };
        let mut fitted = Vec::new();
        for (pattern, value) in typed {
            let value = self.fit(value, &ty);
            broken |= value.ty == Type::Error;
            fitted.push((pattern, value));
        }
        if broken {
            return self.broken(span);
        }
        self.expr(ExprKind::Match(Box::new(subject), fitted), ty, span)
    }

    /// A pattern of what is matched. `some x` binds its name; the caller ends that.
    fn pattern(&mut self, pattern: &ast::Pattern, ty: &Type) -> Option<Pattern> {
        Some(match (pattern, ty) {
            (ast::Pattern::Any(_), _) => Pattern::Any,
            (ast::Pattern::None(_), Type::Optional(_)) => Pattern::None,
            (ast::Pattern::Some(name), Type::Optional(inner)) => {
                Pattern::Some(self.bind(name, (**inner).clone()))
            }
            (ast::Pattern::None(span), _) => return self.misplaced("none", *span, ty),
            (ast::Pattern::Some(name), _) => return self.misplaced("some", name.span, ty),
            (ast::Pattern::Variant(of, variant), Type::Enum(id)) => {
                if let Some(of) = of
                    && !self.is_enum(*id, of)?
                {
                    let whole = of.span().to(variant.span);
                    return self.misplaced(&of.name.text, whole, ty);
                }
                Pattern::Variant(*id, self.variant_index(*id, variant)?)
            }
            (ast::Pattern::Variant(of, role), Type::Role(kind, party))
                if of.as_ref().is_none_or(|of| of.model.is_none()) =>
            {
                let path = ast::Path {
                    model: of.as_ref().map(|of| of.name.clone()),
                    name: role.clone(),
                };
                Pattern::Role(self.role_of((*kind, *party), &path)?)
            }
            (ast::Pattern::Variant(of, name), _) => {
                let first = of.as_ref().map_or(name.span, ast::Path::span);
                return self.misplaced(&name.text, first.to(name.span), ty);
            }
            (ast::Pattern::Literal(literal), _) => Pattern::Literal(self.end(literal, ty)?),
            (ast::Pattern::Range(low, high), _) => {
                return self.range(low.as_ref(), high.as_ref(), ty);
            }
        })
    }

    fn range(
        &mut self,
        low: Option<&ast::Expr>,
        high: Option<&ast::Expr>,
        ty: &Type,
    ) -> Option<Pattern> {
        let ends = [low, high].into_iter().flatten().map(|end| end.span);
        let span = ends.reduce(Span::to)?;
        if let Some(finding) = self.off_scale("..", ty, span) {
            self.report(finding);
            return None;
        }
        let mut end = |end: Option<&ast::Expr>| match end {
            Some(end) => self.end(end, ty).map(Some),
            None => Some(None),
        };
        let (low, high) = (end(low)?, end(high)?);
        if let (Some(low), Some(high)) = (&low, &high)
            && bounds::compare(low, high) == Some(Ordering::Greater)
        {
            self.report(rules::empty_range(self.loc(span)));
            return None;
        }
        Some(Pattern::Range(low, high))
    }

    fn end(&mut self, literal: &ast::Expr, ty: &Type) -> Option<Expr> {
        let daring = std::mem::replace(&mut self.daring, true);
        let dared = self.dared.len();
        let end = self.expect(literal, ty);
        self.dared.truncate(dared);
        self.daring = daring;
        (end.ty != Type::Error).then_some(end)
    }

    fn misplaced(&mut self, what: &str, span: Span, ty: &Type) -> Option<Pattern> {
        let hint = match ty {
            Type::Optional(_) => Some(format!(
                "match `some x` and `none` first, because this is `{}`",
                type_name(self.model, ty)
            )),
            _ if what.starts_with(char::is_lowercase) => {
                Some("what no other arm names is `_`".to_owned())
            }
            _ => None,
        };
        let mut finding = rules::type_mismatch(
            self.loc(span),
            &format!("a pattern for {}", explained(self.model, ty)),
            &format!("`{what}`"),
        );
        if let Some(hint) = hint {
            finding = finding.hint(hint);
        }
        self.report(finding);
        None
    }
}

fn known_type(expr: &Expr) -> Option<Type> {
    (expr.ty != Type::Error).then(|| expr.ty.clone())
}
