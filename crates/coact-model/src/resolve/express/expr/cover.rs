//! Whether the arms of a match cover everything.

use super::super::bounds;
use super::ranges::Ranges;
use super::roles::roles;
use crate::model::{ActorId, Expr, ExprKind, Literal, Model, Pattern, Type};

/// What the arms so far cover.
#[derive(Default)]
pub(super) struct Cover {
    all: bool,
    none: bool,
    some: bool,
    variants: Vec<usize>,
    roles: Vec<ActorId>,
    literals: Vec<Expr>,
    ranges: Ranges,
}

impl Cover {
    /// Adds an arm; false where it can never be reached.
    pub(super) fn add(&mut self, pattern: &Pattern) -> bool {
        if self.all {
            return false;
        }
        match pattern {
            Pattern::Any => {
                self.all = true;
                true
            }
            Pattern::None => !std::mem::replace(&mut self.none, true),
            Pattern::Some(_) => !std::mem::replace(&mut self.some, true),
            Pattern::Variant(_, index) => {
                let new = !self.variants.contains(index);
                self.variants.push(*index);
                new
            }
            Pattern::Role(role) => {
                let new = !self.roles.contains(role);
                self.roles.push(*role);
                new
            }
            Pattern::Literal(literal) => {
                let known = self.literals.iter().any(|known| same(known, literal));
                self.literals.push(literal.clone());
                let end = Some(literal.clone());
                self.ranges.add(end.clone(), end) && !known
            }
            Pattern::Range(low, high) => self.ranges.add(low.clone(), high.clone()),
        }
    }

    /// What no arm matches, for people: empty where that has no names; none where nothing is missing.
    pub(super) fn missing(&self, model: &Model, ty: &Type) -> Option<Vec<String>> {
        if self.all {
            return None;
        }
        match ty {
            Type::Enum(id) => {
                let missing: Vec<String> = model.enums[*id]
                    .variants
                    .iter()
                    .enumerate()
                    .filter(|(index, _)| !self.variants.contains(index))
                    .map(|(_, (name, _))| format!("`{}`", name.text))
                    .collect();
                (!missing.is_empty()).then_some(missing)
            }
            Type::Role(kind, party) => {
                let missing: Vec<String> = roles(model, *kind, *party)
                    .iter()
                    .map(|role| (role, &model.actors[*role]))
                    .filter(|(role, actor)| !self.roles.contains(role) && !actor.stand_in)
                    .map(|(_, actor)| format!("`{}`", actor.name.text))
                    .collect();
                (!missing.is_empty()).then_some(missing)
            }
            Type::Optional(_) => match (self.none, self.some) {
                (true, true) => None,
                (true, false) => Some(vec!["`some x`".to_owned()]),
                (false, true) => Some(vec!["`none`".to_owned()]),
                (false, false) => Some(vec!["`some x`".to_owned(), "`none`".to_owned()]),
            },
            Type::Bool => {
                let missing: Vec<String> = [(true, "`true`"), (false, "`false`")]
                    .into_iter()
                    .filter(|(value, _)| {
                        !self
                            .literals
                            .iter()
                            .any(|literal| literal.kind == ExprKind::Literal(Literal::Bool(*value)))
                    })
                    .map(|(_, word)| word.to_owned())
                    .collect();
                (!missing.is_empty()).then_some(missing)
            }
            _ if self.ranges.cover_all(whole(model, ty)) => None,
            _ => Some(Vec::new()),
        }
    }
}

/// Whether a type has whole numbers.
fn whole(model: &Model, ty: &Type) -> bool {
    match ty {
        Type::Scalar(id) => matches!(model.scalars[*id].base, Type::Int(_)),
        ty => matches!(ty, Type::Int(_)),
    }
}

fn same(a: &Expr, b: &Expr) -> bool {
    bounds::compare(a, b) == Some(std::cmp::Ordering::Equal) || a.kind == b.kind
}
