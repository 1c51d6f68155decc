//! Bounds with constant ends, and defaults of fields.

use coact_syntax::ast::{self, ItemKind};

use super::super::cx::{ItemId, ItemRef};
use super::bounds;
use super::pass::Pass;
use super::scope::Root;
use crate::model::{Bound, BoundKind, Expr, ExprKind, Field, PayloadOrigin, Type};
use crate::rules;

/// A typed range with the place of its bound.
type Ends = (crate::Loc, Option<Expr>, Option<Expr>);

/// Ends of ranges first, so that every later literal is held against them; then what acts take over from
/// facts; then defaults.
pub(super) fn constants(pass: &mut Pass<'_>, items: &[ItemRef<'_>]) {
    for item in items {
        ranges(pass, *item);
    }
    take_over(pass);
    for item in items {
        defaults(pass, *item);
    }
}

fn ranges(pass: &mut Pass<'_>, item: ItemRef<'_>) {
    let id = pass.names.item(&item);
    match (&item.item.kind, id) {
        (ItemKind::Scalar(scalar), Some(ItemId::Scalar(id))) => {
            let base = pass.model.scalars[id].base.clone();
            let ends = typed(pass, item, &scalar.base.bounds, &base);
            fill(&mut pass.model.scalars[id].bounds, &ends);
        }
        (ItemKind::Value(value), Some(ItemId::Value(id))) => {
            for def in value.fields.iter().flatten() {
                let place = item.loc(def.name.span);
                let fields = &pass.model.values[id].fields;
                if let Some(at) = fields.iter().position(|field| field.name.loc == place) {
                    let ends =
                        field_ends(pass, item, def, |pass| pass.model.values[id].fields.get(at));
                    if let Some(field) = pass.model.values[id].fields.get_mut(at) {
                        fill(&mut field.bounds, &ends);
                    }
                }
            }
        }
        (ItemKind::Entity(entity), Some(ItemId::Entity(id))) => {
            for member in &entity.members {
                let ast::EntityMember::Fact(def) = member else {
                    continue;
                };
                let place = item.loc(def.name.span);
                if pass.model.entities[id].key.name.loc == place {
                    let ends =
                        field_ends(pass, item, def, |pass| Some(&pass.model.entities[id].key));
                    fill(&mut pass.model.entities[id].key.bounds, &ends);
                }
                let facts = &pass.model.entities[id].facts;
                if let Some(at) = facts.iter().position(|fact| fact.field.name.loc == place) {
                    let ends = field_ends(pass, item, def, |pass| {
                        pass.model.entities[id]
                            .facts
                            .get(at)
                            .map(|fact| &fact.field)
                    });
                    if let Some(fact) = pass.model.entities[id].facts.get_mut(at) {
                        fill(&mut fact.field.bounds, &ends);
                    }
                }
            }
        }
        (ItemKind::View(view), Some(ItemId::View(id))) => {
            for member in &view.members {
                let ast::ViewMember::Field(def) = member else {
                    continue;
                };
                let place = item.loc(def.name.span);
                let fields = &pass.model.views[id].fields;
                if let Some(at) = fields.iter().position(|field| field.name.loc == place) {
                    let ends =
                        field_ends(pass, item, def, |pass| pass.model.views[id].fields.get(at));
                    if let Some(field) = pass.model.views[id].fields.get_mut(at) {
                        fill(&mut field.bounds, &ends);
                    }
                }
            }
        }
        (ItemKind::Transaction(transaction), Some(ItemId::Kind(id))) => {
            for field in payload_fields(transaction) {
                let Some(ty) = &field.ty else { continue };
                let place = item.loc(field.name.span);
                let found = pass.model.kinds[id]
                    .acts
                    .iter()
                    .enumerate()
                    .find_map(|(act, def)| {
                        let at = def
                            .payload
                            .iter()
                            .position(|field| field.name.loc == place)?;
                        Some((act, at, def.payload.get(at)?.ty.clone()))
                    });
                if let Some((act, at, bounded)) = found {
                    let ends = typed(pass, item, &ty.bounds, &bounded);
                    let def = pass.model.kinds[id].acts.get_mut(act);
                    if let Some(field) = def.and_then(|def| def.payload.get_mut(at)) {
                        fill(&mut field.bounds, &ends);
                    }
                }
            }
        }
        _ => {}
    }
}

/// All payload fields as written, of acts and revocations.
pub(super) fn payload_fields(
    transaction: &ast::TransactionItem,
) -> impl Iterator<Item = &ast::PayloadField> {
    transaction.members.iter().flat_map(|member| {
        let namings: Vec<&ast::Naming> = match member {
            ast::TransactionMember::Act(clause) => vec![&clause.naming],
            ast::TransactionMember::Revocation(clause) => std::iter::once(&clause.ask)
                .chain(&clause.allow)
                .chain(&clause.refuse)
                .collect(),
            _ => Vec::new(),
        };
        namings
            .into_iter()
            .filter_map(|naming| naming.payload.as_ref())
            .flatten()
    })
}

fn field_ends(
    pass: &mut Pass<'_>,
    item: ItemRef<'_>,
    def: &ast::FieldDef,
    field: impl for<'f> Fn(&'f Pass<'_>) -> Option<&'f Field>,
) -> Vec<Ends> {
    match field(pass).map(|field| field.ty.clone()) {
        Some(ty) => typed(pass, item, &def.ty.bounds, &ty),
        None => Vec::new(),
    }
}

/// The ranges among the bounds, with ends of the base of the bounded type; a bare number takes its unit.
fn typed(pass: &mut Pass<'_>, item: ItemRef<'_>, written: &[ast::Bound], ty: &Type) -> Vec<Ends> {
    let mut found = Vec::new();
    for bound in written {
        let ast::BoundKind::Range(low, high) = &bound.kind else {
            continue;
        };
        let mut typer = pass.typer(item, Root::Constant);
        let plain = match ty {
            Type::Optional(inner) => typer.base(inner),
            other => typer.base(other),
        };
        if plain == Type::Error {
            continue;
        }
        let loc = item.loc(bound.span);
        if !bounds::ordered(&plain) {
            continue;
        }
        let mut end = |end: &Option<ast::Expr>| {
            end.as_ref().map(|end| {
                let bare = typer.infer(end, Some(&plain));
                let bare = with_unit(bare, &plain);
                typer.fit(bare, &plain)
            })
        };
        let (low, high) = (end(low), end(high));
        if let (Some(low), Some(high)) = (&low, &high)
            && bounds::compare(low, high) == Some(std::cmp::Ordering::Greater)
        {
            typer.report(rules::empty_range(loc));
        }
        let known = |end: Option<Expr>| end.filter(|end| end.ty != Type::Error);
        found.push((loc, known(low), known(high)));
    }
    found
}

/// A bare number, possibly negative, in the unit of the type that it bounds.
fn with_unit(mut end: Expr, ty: &Type) -> Expr {
    let unit = match ty {
        Type::Int(unit) | Type::Decimal(unit) => unit,
        _ => return end,
    };
    match &mut end.ty {
        Type::Int(bare) | Type::Decimal(bare) if *bare == crate::model::Unit::default() => {
            *bare = unit.clone();
        }
        _ => return end,
    }
    if let ExprKind::Unary(op, inner) = end.kind {
        end.kind = ExprKind::Unary(op, Box::new(with_unit(*inner, ty)));
    }
    end
}

fn fill(bounds: &mut [Bound], ends: &[Ends]) {
    for bound in bounds {
        if let Some((_, low, high)) = ends.iter().find(|(loc, ..)| *loc == bound.loc)
            && let BoundKind::Range(from, to) = &mut bound.kind
        {
            *from = low.clone();
            *to = high.clone();
        }
    }
}

/// Payload fields that are facts have the bounds of the fact.
fn take_over(pass: &mut Pass<'_>) {
    let kinds: Vec<_> = pass.model.kinds.ids().collect();
    for id in kinds {
        let entity = pass.model.kinds[id].product.entity;
        let facts: Vec<Vec<Bound>> = pass.model.entities[entity]
            .facts
            .iter()
            .map(|fact| fact.field.bounds.clone())
            .collect();
        for field in pass.model.kinds[id]
            .acts
            .iter_mut()
            .flat_map(|act| &mut act.payload)
        {
            if let PayloadOrigin::Fact(fact) | PayloadOrigin::FilledIn(fact) = field.origin
                && let Some(bounds) = facts.get(fact)
            {
                field.bounds.clone_from(bounds);
            }
        }
    }
}

fn defaults(pass: &mut Pass<'_>, item: ItemRef<'_>) {
    let id = pass.names.item(&item);
    match (&item.item.kind, id) {
        (ItemKind::Value(value), Some(ItemId::Value(id))) => {
            for def in value.fields.iter().flatten() {
                let place = item.loc(def.name.span);
                let fields = &pass.model.values[id].fields;
                if let Some(at) = fields.iter().position(|field| field.name.loc == place) {
                    let default = default(pass, item, def, fields.get(at).cloned());
                    if let Some(field) = pass.model.values[id].fields.get_mut(at) {
                        field.default = default;
                    }
                }
            }
        }
        (ItemKind::Entity(entity), Some(ItemId::Entity(id))) => {
            for member in &entity.members {
                let ast::EntityMember::Fact(def) = member else {
                    continue;
                };
                let place = item.loc(def.name.span);
                let facts = &pass.model.entities[id].facts;
                if let Some(at) = facts.iter().position(|fact| fact.field.name.loc == place) {
                    let field = facts.get(at).map(|fact| fact.field.clone());
                    let default = default(pass, item, def, field);
                    if let Some(fact) = pass.model.entities[id].facts.get_mut(at) {
                        fact.field.default = default;
                    }
                }
            }
        }
        (ItemKind::View(view), Some(ItemId::View(id))) => {
            for member in &view.members {
                let ast::ViewMember::Field(def) = member else {
                    continue;
                };
                let place = item.loc(def.name.span);
                let fields = &pass.model.views[id].fields;
                if let Some(at) = fields.iter().position(|field| field.name.loc == place) {
                    let field = fields.get(at).cloned();
                    let span = def.name.span;
                    let default = default(pass, item, def, field.clone()).or_else(|| {
                        let typer = pass.typer(item, Root::Constant);
                        field
                            .filter(|field| !field.key)
                            .and_then(|field| typer.absent(&field, span))
                    });
                    if let Some(field) = pass.model.views[id].fields.get_mut(at) {
                        field.default = default;
                    }
                }
            }
        }
        _ => {}
    }
}

fn default(
    pass: &mut Pass<'_>,
    item: ItemRef<'_>,
    def: &ast::FieldDef,
    field: Option<Field>,
) -> Option<Expr> {
    let (written, field) = (def.default.as_ref()?, field?);
    let mut typer = pass.typer(item, Root::Constant);
    let typed = typer.expect(written, &field.ty);
    if let Some(bound) = bounds::broken(&typed, &field.bounds) {
        let finding = rules::out_of_bounds(typed.loc, &field.name.text, bound);
        typer.report(finding);
    }
    (typed.ty != Type::Error).then_some(typed)
}
