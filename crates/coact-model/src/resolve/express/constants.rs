//! Bounds with constant ends, and defaults of fields.

use coact_syntax::ast::{self, ItemKind};

use super::super::cx::{Element, ItemRef};
use super::bounds;
use super::pass::Pass;
use super::scope::Root;
use super::slots::{Slot, slots};
use crate::model::{
    Bound, BoundKind, Expr, ExprKind, Field, KindId, PayloadOrigin, TransactionKind, Type,
};
use crate::rules;

/// A typed range with the place of its bound.
type Ends = (crate::Loc, Option<Expr>, Option<Expr>);

/// Ends of the ranges of an item. They come first, so that every later literal is held against them; then what
/// acts [take over](take_over) from facts; then [`defaults`].
pub(super) fn ranges(pass: &mut Pass<'_>, item: ItemRef<'_>) {
    match (&item.item.kind, pass.names.item(&item)) {
        (ItemKind::Scalar(scalar), Some(Element::Scalar(id))) => {
            let base = pass.model.scalars[id].base.clone();
            let ends = typed(pass, item, &scalar.base.bounds, &base);
            fill(&mut pass.model.scalars[id].bounds, &ends);
        }
        (ItemKind::Transaction(transaction), Some(Element::Kind(id))) => {
            for field in payload_fields(transaction) {
                payload_range(pass, item, id, field);
            }
        }
        _ => {
            for (slot, def) in slots(pass, item) {
                let Some(ty) = slot.field(pass.model).map(|field| field.ty.clone()) else {
                    continue;
                };
                let ends = typed(pass, item, &def.ty.bounds, &ty);
                if let Some(field) = slot.field_mut(pass.model) {
                    fill(&mut field.bounds, &ends);
                }
            }
        }
    }
}

fn payload_range(pass: &mut Pass<'_>, item: ItemRef<'_>, id: KindId, written: &ast::PayloadField) {
    let Some(ty) = &written.ty else { return };
    let place = item.loc(written.name.span);
    let acts = &pass.model.kinds[id].acts;
    let found = acts
        .iter()
        .flat_map(|act| &act.payload)
        .find(|field| field.name.loc == place);
    let Some(bounded) = found.map(|field| field.ty.clone()) else {
        return;
    };
    let ends = typed(pass, item, &ty.bounds, &bounded);
    let acts = &mut pass.model.kinds[id].acts;
    for field in acts.iter_mut().flat_map(|act| &mut act.payload) {
        if field.name.loc == place {
            fill(&mut field.bounds, &ends);
        }
    }
}

/// All payload fields as written, of acts and revocations.
pub(in crate::resolve) fn payload_fields(
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
        // A bound that says nothing about the type is reported where it stands.
        if !bounds::ordered(&plain) || plain == Type::Text {
            continue;
        }
        let loc = item.loc(bound.span);
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
    let (Type::Int(unit) | Type::Decimal(unit)) = ty else {
        return end;
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
            from.clone_from(low);
            to.clone_from(high);
        }
    }
}

/// Payload fields that are facts have the bounds of the fact.
pub(super) fn take_over(pass: &mut Pass<'_>, is_meant: impl Fn(KindId, &TransactionKind) -> bool) {
    let model = &mut *pass.model;
    let kinds: Vec<_> = model.kinds.ids().collect();
    for id in kinds {
        let kind = &mut model.kinds[id];
        if !is_meant(id, kind) {
            continue;
        }
        let facts = &model.entities[kind.product.entity].facts;
        for field in kind.acts.iter_mut().flat_map(|act| &mut act.payload) {
            if let PayloadOrigin::Fact(at) | PayloadOrigin::FilledIn(at) = field.origin
                && let Some(fact) = facts.get(at)
            {
                field.bounds.clone_from(&fact.field.bounds);
            }
        }
    }
}

/// The defaults of the fields of an item.
pub(super) fn defaults(pass: &mut Pass<'_>, item: ItemRef<'_>) {
    for (slot, def) in slots(pass, item) {
        default(pass, item, slot, def);
    }
}

/// The default of a field; in a row, what may be absent is absent by default.
fn default(pass: &mut Pass<'_>, item: ItemRef<'_>, slot: Slot, def: &ast::FieldDef) {
    if matches!(slot, Slot::Key(_)) {
        return;
    }
    let Some(field) = slot.field(pass.model).cloned() else {
        return;
    };
    let mut typer = pass.typer(item, Root::Constant);
    let default = match &def.default {
        Some(written) => {
            let typed = typer.expect(written, &field.ty);
            if let Some(bound) = typer.index.patterns.broken(&typed, &field.bounds) {
                let finding = rules::out_of_bounds(typed.loc, &field.name.text, bound);
                typer.report(finding);
            }
            // Whatever is wrong inside, the field has a default.
            Some(typed)
        }
        None if slot.is_row() && !field.key => absent(&typer, &field, def),
        None => None,
    };
    if let Some(field) = slot.field_mut(pass.model) {
        field.default = default;
    }
}

fn absent(typer: &super::typer::Typer<'_>, field: &Field, def: &ast::FieldDef) -> Option<Expr> {
    typer.absent(field, def.name.span)
}
