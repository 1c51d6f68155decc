//! What stands after a point.

use coact_syntax::{Span, ast};

use super::super::super::cx::Space;
use super::super::describe::type_name;
use super::super::missing::{self, Owner};
use super::super::scope::{Head, Root};
use super::super::typer::Typer;
use super::functions;
use crate::diagnostics::Diagnostic;
use crate::model::{
    AutomationSource, EntityForm, EntityId, Expr, ExprKind, Instance, Type, ViewId,
};
use crate::rules;

impl Typer<'_> {
    /// Reports a name that its owner does not have.
    pub(in super::super) fn lacks(&mut self, owner: Owner, name: &ast::Name) {
        let loc = self.loc(name.span);
        let finding = missing::missing(self.model, self.index, owner, &name.text, loc);
        self.findings.extend(finding);
    }

    pub(in super::super) fn member(
        &mut self,
        head: Head,
        name: &ast::Name,
        span: Span,
    ) -> Option<Head> {
        match head {
            Head::Value(of) => self.value_member(of, name, span),
            Head::Event => self.event_member(name, span).map(Head::Value),
            Head::Row => self.row_member(name, span),
            Head::State => self.state_member(name, span),
            Head::Result => self.result_member(name, span),
            Head::Instance(instance) => self.instance_member(instance, name),
            Head::Act(instance, act) => self.act_member(&instance, act, name, span),
        }
    }

    /// A member of a value; reports what it lacks.
    pub(in super::super) fn member_value(
        &mut self,
        of: Expr,
        name: &ast::Name,
        span: Span,
    ) -> Option<Expr> {
        match self.value_member(of, name, span)? {
            Head::Value(value) => Some(value),
            _ => None,
        }
    }

    /// The finding for a member of what has none: of a list, a number, of what may be absent; `written` is what stands
    /// before the point.
    pub(super) fn memberless(
        &self,
        of: &Expr,
        written: &str,
        name: &ast::Name,
    ) -> Option<Diagnostic> {
        let loc = self.loc(name.span);
        let member = &name.text;
        let without = match &of.ty {
            Type::Optional(_) => {
                let finding = rules::may_be_absent(of.loc, &type_name(self.model, &of.ty));
                return Some(finding.hint(format!(
                    "say what holds in both cases: `match {written} {{ some x => x.{member}, none => … }}`"
                )));
            }
            Type::List(_) => rules::Memberless::List,
            Type::Map(..) => rules::Memberless::Map,
            Type::Error | Type::Entity(_) | Type::Row(_) | Type::Value(_) => return None,
            _ if functions::find(member).is_some() => rules::Memberless::Function,
            _ => rules::Memberless::Other,
        };
        let ty = type_name(self.model, &of.ty);
        Some(rules::no_members(loc, &ty, member, written, without))
    }

    fn value_member(&mut self, of: Expr, name: &ast::Name, span: Span) -> Option<Head> {
        if let Some(finding) = self.memberless(&of, "…", name) {
            self.report(finding);
            return None;
        }
        match of.ty.clone() {
            Type::Entity(entity) => {
                if let Some(member) = self.entity_member(&of, entity, &name.text, span) {
                    let inside = match &member {
                        Head::Value(value) => self.reaches(value),
                        _ => true,
                    };
                    return inside.then_some(member);
                }
                if let Some(kind) = self.names.kinds.get(&name.text) {
                    let kind = &self.model.kinds[*kind];
                    let about = &self.model.entities[kind.product.entity].name.text;
                    let owner = &self.model.entities[entity].name.text;
                    let loc = self.loc(name.span);
                    self.report(rules::kind_of_another(loc, &name.text, about, owner));
                } else if !self.names.is_declared(Space::Kind, &name.text) {
                    // A kind that was left out is reported where it is declared.
                    self.lacks(Owner::Entity(entity), name);
                }
                None
            }
            Type::Row(view) => {
                let fields = &self.model.views[view].fields;
                let found = fields.iter().position(|field| field.name.text == name.text);
                match found.and_then(|at| fields.get(at).map(|field| (at, field.ty.clone()))) {
                    Some((at, ty)) => {
                        let kind = ExprKind::RowMember(Box::new(of), view, at);
                        Some(Head::Value(self.expr(kind, ty, span)))
                    }
                    None => {
                        self.lacks(Owner::View(view), name);
                        None
                    }
                }
            }
            Type::Value(id) => {
                let value = &self.model.values[id];
                let found = value
                    .fields
                    .iter()
                    .enumerate()
                    .find(|(_, field)| field.name.text == name.text);
                match found {
                    Some((index, field)) => {
                        let ty = field.ty.clone();
                        let kind = ExprKind::Field(Box::new(of), id, index);
                        Some(Head::Value(self.expr(kind, ty, span)))
                    }
                    None => {
                        self.lacks(Owner::Value(id), name);
                        None
                    }
                }
            }
            // Everything else has none, which is told.
            _ => None,
        }
    }

    /// The key, a fact, a derived fact, a way back, or a kind about the entity.
    pub(in super::super) fn entity_member(
        &self,
        of: &Expr,
        entity: EntityId,
        name: &str,
        span: Span,
    ) -> Option<Head> {
        let found = &self.model.entities[entity];
        let inside = || Box::new(of.clone());
        if found.key.name.text == name {
            let ty = found.key.ty.clone();
            return Some(Head::Value(self.expr(ExprKind::Key(inside()), ty, span)));
        }
        for (index, fact) in found.facts.iter().enumerate() {
            if fact.field.name.text == name {
                let kind = ExprKind::Fact(inside(), entity, index);
                return Some(Head::Value(self.expr(kind, fact.field.ty.clone(), span)));
            }
        }
        for (index, derived) in found.derived.iter().enumerate() {
            if derived.name.text == name {
                let kind = ExprKind::Derived(inside(), entity, index);
                return Some(Head::Value(self.expr(kind, derived.value.ty.clone(), span)));
            }
        }
        for (index, inverse) in found.inverses.iter().enumerate() {
            if inverse.name.text == name {
                let ty = Type::List(Box::new(Type::Entity(inverse.entity)));
                let kind = ExprKind::Inverse(inside(), entity, index);
                return Some(Head::Value(self.expr(kind, ty, span)));
            }
        }
        if let EntityForm::Specialised(base, _) = found.form
            && let Some(member) = self.entity_member(&self.as_base(of, base), base, name, span)
        {
            return Some(member);
        }
        let kind = *self.names.kinds.get(name)?;
        (self.model.kinds[kind].product.entity == entity).then(|| {
            Head::Instance(Instance {
                kind,
                subject: inside(),
            })
        })
    }

    /// A specialised entity as what it specialises.
    fn as_base(&self, of: &Expr, base: EntityId) -> Expr {
        let kind = ExprKind::Convert(Box::new(of.clone()));
        Expr {
            kind,
            ty: Type::Entity(base),
            loc: of.loc,
        }
    }

    fn row_member(&mut self, name: &ast::Name, span: Span) -> Option<Head> {
        let view = match self.root {
            Root::Row(view)
            | Root::Event { view, .. }
            | Root::Reaction {
                on: AutomationSource::View(view),
                ..
            } => view,
            _ => return None,
        };
        if let Some(field) = self.row_field(view, &name.text, span) {
            return Some(Head::Value(field));
        }
        self.lacks(Owner::View(view), name);
        None
    }

    pub(in super::super) fn row_field(&self, view: ViewId, name: &str, span: Span) -> Option<Expr> {
        let (index, field) = self.model.views[view]
            .fields
            .iter()
            .enumerate()
            .find(|(_, field)| field.name.text == name)?;
        Some(self.expr(ExprKind::RowField(index), field.ty.clone(), span))
    }
}
