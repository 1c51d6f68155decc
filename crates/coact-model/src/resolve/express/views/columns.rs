//! The columns of a view of all facts of an entity, and their values.

use coact_syntax::Span;

use super::super::super::cx::ItemRef;
use super::super::known::Known;
use super::super::pass::Pass;
use super::super::typer::Typer;
use super::follow::Life;
use crate::model::{
    EntityForm, EntityId, Expr, ExprKind, Field, Ident, Model, RowSet, Type, ViewId,
};

/// The key, the facts and the derived facts. What may be unknown when the row is made may be absent.
pub(super) fn columns(
    pass: &mut Pass<'_>,
    item: ItemRef<'_>,
    entity: EntityId,
    lives: &[Life],
    span: Span,
) -> Vec<Field> {
    let found = &pass.model.entities[entity];
    let key = Field {
        name: Ident {
            text: found.subject(),
            loc: item.loc(span),
        },
        doc: None,
        key: true,
        ty: Type::Entity(entity),
        bounds: Vec::new(),
        default: None,
    };
    let mut columns = vec![key];
    let begins = |life: &Life| {
        let kind = life.kind;
        let steps = life.begins.clone();
        steps.into_iter().map(move |step| (kind, step))
    };
    let known: Vec<Known> = lives
        .iter()
        .flat_map(begins)
        .map(|(kind, step)| Known::after(pass.model, pass.index, kind, step))
        .collect();
    let model = &*pass.model;
    let subject = Expr {
        kind: ExprKind::EventSubject,
        ty: Type::Entity(entity),
        loc: item.loc(span),
    };
    for column in members(model, entity) {
        let value = column.value(model, &subject);
        let unknown = known
            .iter()
            .any(|known| known.first_unknown(model, &value).is_some());
        let ty = match value.ty {
            Type::Error => continue,
            ty @ Type::Optional(_) => ty,
            ty if unknown => Type::Optional(Box::new(ty)),
            ty => ty,
        };
        let (name, doc) = column.name(model);
        let default = matches!(ty, Type::Optional(_)).then(|| Expr {
            kind: ExprKind::None,
            ty: ty.clone(),
            loc: item.loc(span),
        });
        columns.push(Field {
            name,
            doc,
            key: false,
            ty,
            bounds: Vec::new(),
            default,
        });
    }
    columns
}

/// A column that is not the key: a fact or derived fact, of the entity or of one that it specialises.
#[derive(Clone, Copy)]
enum Member {
    Fact(EntityId, usize),
    Derived(EntityId, usize),
}

fn members(model: &Model, entity: EntityId) -> Vec<Member> {
    let found = &model.entities[entity];
    let mut members: Vec<Member> = (0..found.facts.len())
        .map(|at| origin(model, entity, at))
        .collect();
    let mut here = entity;
    loop {
        let derived = &model.entities[here].derived;
        members.extend((0..derived.len()).map(|at| Member::Derived(here, at)));
        match model.entities[here].form {
            EntityForm::Specialised(base, _) => here = base,
            _ => return members,
        }
    }
}

/// The fact where it is declared: of the entity that is specialised, where it comes from there.
fn origin(model: &Model, entity: EntityId, fact: usize) -> Member {
    let (mut entity, mut fact) = (entity, fact);
    while let Some(found) = model.entities[entity].facts.get(fact)
        && let Some((base, at)) = found.inherited
    {
        (entity, fact) = (base, at);
    }
    Member::Fact(entity, fact)
}

impl Member {
    /// Its value of this entity.
    fn value(self, model: &Model, of: &Expr) -> Expr {
        let loc = of.loc;
        let (Self::Fact(entity, _) | Self::Derived(entity, _)) = self;
        let mut of = of.clone();
        if of.ty != Type::Entity(entity) {
            let kind = ExprKind::Convert(Box::new(of));
            let ty = Type::Entity(entity);
            of = Expr { kind, ty, loc };
        }
        let of = Box::new(of);
        let found = &model.entities[entity];
        let (kind, ty) = match self {
            Self::Fact(_, at) => {
                let ty = found.facts.get(at).map(|fact| fact.field.ty.clone());
                (ExprKind::Fact(of, entity, at), ty)
            }
            Self::Derived(_, at) => {
                let ty = found
                    .derived
                    .get(at)
                    .map(|derived| derived.value.ty.clone());
                (ExprKind::Derived(of, entity, at), ty)
            }
        };
        let ty = ty.unwrap_or(Type::Error);
        Expr { kind, ty, loc }
    }

    fn name(self, model: &Model) -> (Ident, Option<String>) {
        let (Self::Fact(entity, at) | Self::Derived(entity, at)) = self;
        let found = &model.entities[entity];
        let named = match self {
            Self::Fact(..) => found
                .facts
                .get(at)
                .map(|fact| (fact.field.name.clone(), fact.field.doc.clone())),
            Self::Derived(..) => found
                .derived
                .get(at)
                .map(|derived| (derived.name.clone(), derived.doc.clone())),
        };
        named.unwrap_or_else(|| (found.name.clone(), None))
    }
}

impl Typer<'_> {
    /// Every column but the key, read of this entity.
    pub(super) fn all_facts(&self, view: ViewId, entity: EntityId, of: &Expr) -> Vec<RowSet> {
        let model = self.model;
        let columns = &model.views[view].fields;
        let members = members(model, entity).into_iter();
        let values = members
            .map(|member| member.value(model, of))
            .filter(|value| value.ty != Type::Error);
        columns
            .iter()
            .enumerate()
            .skip(1)
            .zip(values)
            .map(|((at, column), value)| RowSet::Field(at, known_or_absent(value, &column.ty)))
            .collect()
    }
}

/// The value in a column that may be absent, absent where it is not known.
fn known_or_absent(value: Expr, column: &Type) -> Expr {
    if value.ty == *column {
        return value;
    }
    let loc = value.loc;
    let of = |kind| Expr {
        kind,
        ty: column.clone(),
        loc,
    };
    let known = of(ExprKind::Some(Box::new(value)));
    let absent = of(ExprKind::None);
    of(ExprKind::Coalesce(Box::new(known), Box::new(absent)))
}
