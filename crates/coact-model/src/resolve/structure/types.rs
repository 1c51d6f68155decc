//! Types as written to types, with their bounds.

use coact_syntax::ast::{self, TypeExpr, TypeKind};

use super::bounds;
use crate::diagnostics::Diagnostic;
use crate::model::{Bound, Expr, Field, List, Scalar, ScalarId, Scale, Type, Unit};
use crate::resolve::cx::{ItemRef, Names, TypeName, doc};
use crate::rules;

/// What resolving types needs of the model.
#[derive(Clone, Copy)]
pub(crate) struct TypeCx<'a> {
    pub(crate) names: &'a Names,
    pub(crate) scalars: &'a List<ScalarId, Scalar>,
}

/// A type with what stands behind it.
pub(crate) struct Typed {
    pub(crate) ty: Type,
    pub(crate) bounds: Vec<Bound>,
    /// Where a scale sort is stated.
    pub(crate) scale: Option<(Scale, crate::Loc)>,
}

impl TypeCx<'_> {
    /// A type with its bounds. The ends of a range are left pending; their places are those of the text.
    pub(crate) fn resolve(
        self,
        item: &ItemRef<'_>,
        ty: &TypeExpr,
        findings: &mut Vec<Diagnostic>,
    ) -> Typed {
        let core = self.core(item, ty, findings);
        let unit = bounds::unit(&ty.bounds);
        let core = match (core, unit) {
            (Type::Int(_), Some(unit)) => Type::Int(unit),
            (Type::Decimal(_), Some(unit)) => Type::Decimal(unit),
            (core, _) => core,
        };
        let (bounds, scale) = bounds::resolve(self, item, &core, &ty.bounds, findings);
        let ty = if ty.optional && core != Type::Error {
            Type::Optional(Box::new(core))
        } else {
            core
        };
        Typed { ty, bounds, scale }
    }

    /// A type that stands inside another one, where no bound can be kept.
    fn inner(self, item: &ItemRef<'_>, ty: &TypeExpr, findings: &mut Vec<Diagnostic>) -> Type {
        let typed = self.resolve(item, ty, findings);
        for bound in &typed.bounds {
            findings.push(rules::bound_inside(bound.loc));
        }
        self.no_scale(&typed, findings);
        typed.ty
    }

    /// A scale sort belongs to a scalar.
    pub(crate) fn no_scale(self, typed: &Typed, findings: &mut Vec<Diagnostic>) {
        if let Some((_, loc)) = typed.scale {
            findings.push(rules::scale_outside(loc));
        }
    }

    fn core(self, item: &ItemRef<'_>, ty: &TypeExpr, findings: &mut Vec<Diagnostic>) -> Type {
        match &ty.kind {
            TypeKind::Named(path) => self.named(item, path, findings),
            TypeKind::List(inner) => Type::List(Box::new(self.inner(item, inner, findings))),
            TypeKind::Map(key, value) => {
                let key_ty = self.inner(item, key, findings);
                let value_ty = self.inner(item, value, findings);
                if !self.can_be_key(&key_ty) && !matches!(key_ty, Type::Entity(_)) {
                    findings.push(rules::impossible_key(item.loc(key.span), "a map"));
                    return Type::Error;
                }
                Type::Map(Box::new(key_ty), Box::new(value_ty))
            }
        }
    }

    fn named(self, item: &ItemRef<'_>, path: &ast::Path, findings: &mut Vec<Diagnostic>) -> Type {
        if path.model.is_none()
            && let Some(ty) = builtin(&path.name.text)
        {
            return ty;
        }
        match self.names.ty(item, path, findings) {
            Some(TypeName::Scalar(id)) => Type::Scalar(id),
            Some(TypeName::Enum(id)) => Type::Enum(id),
            Some(TypeName::Value(id)) => Type::Value(id),
            Some(TypeName::Entity(id)) => Type::Entity(id),
            None => Type::Error,
        }
    }

    /// The base of a scalar; any other type as it is.
    pub(crate) fn base<'t>(&'t self, ty: &'t Type) -> &'t Type {
        match ty {
            Type::Scalar(id) => &self.scalars[*id].base,
            other => other,
        }
    }

    /// Whether values of the type can be told apart and written as text: what a key needs.
    pub(crate) fn can_be_key(self, ty: &Type) -> bool {
        matches!(
            self.base(ty),
            Type::Text
                | Type::Int(_)
                | Type::Uuid
                | Type::Date
                | Type::Time
                | Type::DateTime
                | Type::Enum(_)
                | Type::Error
        )
    }

    /// A typed field. Its default is left pending.
    pub(crate) fn field(
        self,
        item: &ItemRef<'_>,
        def: &ast::FieldDef,
        findings: &mut Vec<Diagnostic>,
    ) -> Field {
        let typed = self.resolve(item, &def.ty, findings);
        self.no_scale(&typed, findings);
        Field {
            name: item.ident(&def.name),
            doc: doc(def.doc.as_ref()),
            key: def.key,
            default: def
                .default
                .as_ref()
                .map(|default| Expr::pending(typed.ty.clone(), item.loc(default.span))),
            ty: typed.ty,
            bounds: typed.bounds,
        }
    }

    /// A field of a value or a view, where the words of an entity's facts mean nothing.
    pub(crate) fn plain_field(
        self,
        item: &ItemRef<'_>,
        def: &ast::FieldDef,
        findings: &mut Vec<Diagnostic>,
    ) -> Field {
        let words = [
            (def.generated, "generated"),
            (def.personal, "personal"),
            (def.inverse.is_some(), "inverse"),
        ];
        for (_, word) in words.iter().filter(|(written, _)| *written) {
            findings.push(rules::word_of_a_fact(item.loc(def.span), word));
        }
        self.field(item, def, findings)
    }
}

/// A type of the language.
pub(crate) fn builtin(name: &str) -> Option<Type> {
    Some(match name {
        "Text" => Type::Text,
        "Bool" => Type::Bool,
        "Int" => Type::Int(Unit::default()),
        "Decimal" => Type::Decimal(Unit::default()),
        "Date" => Type::Date,
        "Time" => Type::Time,
        "DateTime" => Type::DateTime,
        "Duration" => Type::Duration,
        "Period" => Type::Period,
        "Uuid" => Type::Uuid,
        "Bytes" => Type::Bytes,
        _ => return None,
    })
}
