//! Variants of enums, and actor roles where one is asked for.

use coact_syntax::{Span, ast};

use super::super::super::cx::{Space, TypeName};
use super::super::missing::Owner;
use super::super::typer::Typer;
use crate::model::{EnumId, Expr, ExprKind, Type};
use crate::rules;

impl Typer<'_> {
    /// `Requested` where an enum is wanted, `OrderStatus.Requested` anywhere.
    pub(super) fn variant(&mut self, expr: &ast::Expr, want: Option<&Type>) -> Option<Expr> {
        match &expr.kind {
            ast::ExprKind::Name(name) if !self.means_something(&name.text) => {
                let wanted = match want? {
                    Type::Optional(inner) => inner,
                    wanted => wanted,
                };
                match wanted {
                    Type::Enum(id) => Some(self.variant_of(*id, name, expr.span)),
                    Type::Role(kind, party) => Some(self.role((*kind, *party), name)),
                    _ => None,
                }
            }
            ast::ExprKind::Member(of, variant) => match &of.kind {
                ast::ExprKind::Name(name) if !self.means_something(&name.text) => {
                    match self.names.types.get(&name.text) {
                        Some(TypeName::Enum(id)) => {
                            let item = self.item;
                            self.names.used(Space::Type, &item, name, self.findings);
                            Some(self.variant_of(*id, variant, expr.span))
                        }
                        _ => None,
                    }
                }
                ast::ExprKind::Member(..) => {
                    let path = self.lent_path(of)?;
                    let found = self.names.ty(&self.item, &path, self.findings);
                    Some(match found {
                        Some(TypeName::Enum(id)) => self.variant_of(id, variant, expr.span),
                        Some(_) => {
                            let loc = self.loc(of.span);
                            let name = format!("`{}`", path.name.text);
                            let finding = rules::type_mismatch(loc, "an enum", &name);
                            self.fail(expr.span, finding)
                        }
                        None => self.broken(expr.span),
                    })
                }
                _ => None,
            },
            _ => None,
        }
    }

    /// `billing.Status`: a name of an imported model, where nothing here bears the name of the model.
    pub(super) fn lent_path(&self, expr: &ast::Expr) -> Option<ast::Path> {
        let ast::ExprKind::Member(of, name) = &expr.kind else {
            return None;
        };
        let ast::ExprKind::Name(model) = &of.kind else {
            return None;
        };
        let lent =
            self.names.imports.contains_key(&model.text) && !self.means_something(&model.text);
        lent.then(|| ast::Path {
            model: Some(model.clone()),
            name: name.clone(),
        })
    }

    /// Whether the enum in front of a variant is the one that is wanted; none where it is none at all, which is
    /// reported. An imported one needs no model in front, because the value tells which one it is.
    pub(super) fn is_enum(&mut self, id: EnumId, of: &ast::Path) -> Option<bool> {
        if of.model.is_none() {
            let found = &self.model.enums[id].name.text;
            return Some(found.rsplit('.').next() == Some(of.name.text.as_str()));
        }
        let found = self.names.ty(&self.item, of, self.findings)?;
        Some(found == TypeName::Enum(id))
    }

    fn variant_of(&mut self, id: EnumId, name: &ast::Name, span: Span) -> Expr {
        match self.variant_index(id, name) {
            Some(index) => self.expr(ExprKind::Variant(id, index), Type::Enum(id), span),
            None => self.broken(span),
        }
    }

    /// Which variant of the enum the name is; that it is none is reported.
    pub(super) fn variant_index(&mut self, id: EnumId, name: &ast::Name) -> Option<usize> {
        let variants = &self.model.enums[id].variants;
        let found = variants
            .iter()
            .position(|(variant, _)| variant.text == name.text);
        if found.is_none() {
            self.lacks(Owner::Enum(id), name);
        }
        found
    }
}
