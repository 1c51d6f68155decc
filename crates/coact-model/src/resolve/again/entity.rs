//! Entities again.

use coact_syntax::ast::{DerivedFact, EntityItem, EntityMember, FieldDef, ItemKind, Law};

use super::{Differs, Edited};
use crate::Loc;
use crate::model::{
    Entity, EntityForm, EntityId, Fact, Ident, Model, PayloadField, PayloadOrigin, Type,
};
use crate::places::{Moved as _, Moves};
use crate::resolve::cx::{Names, doc};
use crate::resolve::declare::empty_entity;
use crate::resolve::structure::{TypeCx, entity};

pub(super) struct TakenOut {
    id: EntityId,
    before: Entity,
}

/// Takes an entity out, and what the acts about it have of its facts.
pub(super) fn take_out(id: EntityId, model: &mut Model) -> TakenOut {
    for (field, origin) in taken_over(id, model) {
        field.bounds.clear();
        if matches!(origin, Origin::FilledIn(_)) {
            field.name.loc = Loc::default();
        }
    }
    let name = Ident {
        text: model.entities[id].name.text.clone(),
        ..Ident::default()
    };
    let before = std::mem::replace(&mut model.entities[id], empty_entity(name, None, false));
    TakenOut { id, before }
}

/// Reads an entity again.
pub(super) fn read(
    out: TakenOut,
    edited: Edited<'_>,
    moves: &Moves,
    names: &Names,
    model: &mut Model,
    differs: &mut Differs,
) -> Option<()> {
    let TakenOut { id, mut before } = out;
    let item = &edited.now.item;
    let (ItemKind::Entity(then), ItemKind::Entity(written)) =
        (&edited.before.item.item.kind, &item.item.kind)
    else {
        return None;
    };
    let is_seen_whole = model.views.values().any(|view| view.facts_of == Some(id));
    let carries_others = model.entities.values().any(|other| rests_on(other, id));
    if before.form != EntityForm::Own || written.form.is_some() || is_seen_whole || carries_others {
        return None;
    }
    let cx = TypeCx {
        names,
        scalars: &model.scalars,
    };
    let name = item.ident(&written.name);
    let mut now = empty_entity(name, doc(item.item.doc.as_ref()), written.external);
    let mut findings = Vec::new();
    entity(cx, item, written, &mut now, &mut findings);
    if !findings.is_empty() || !is_alike(edited, (then, &before), (written, &now)) {
        return None;
    }
    before.inverses.moved(moves);
    if moves.take_lost() {
        return None;
    }
    now.inverses.clone_from(&before.inverses);
    now.created_by = before.created_by;
    for (fact, then) in now.facts.iter_mut().zip(&before.facts) {
        fact.setters.clone_from(&then.setters);
    }
    for (at, (a, b)) in facts(then).zip(facts(written)).enumerate() {
        if edited.before.of(a.span) != edited.now.of(b.span) {
            differs.facts.insert((id, at));
            tell(model, &now, at, differs);
        }
    }
    for (a, b) in derived(then).zip(derived(written)) {
        if edited.before.of(a.ty.span) != edited.now.of(b.ty.span) {
            differs.words.insert(b.name.text.clone());
        }
    }
    hand_on(model, id, &now);
    model.entities[id] = now;
    differs.derived.insert(id, before.derived);
    differs.laws.insert(id, before.laws);
    Some(())
}

/// Whether two versions are alike in what the structure rests on.
fn is_alike(
    edited: Edited<'_>,
    (then, before): (&EntityItem, &Entity),
    (written, now): (&EntityItem, &Entity),
) -> bool {
    let sets = |entity: &Entity| -> Vec<Vec<usize>> {
        let sets = entity.uniques.iter().map(|(set, _)| set.clone());
        sets.collect()
    };
    let key = |item: &EntityItem| {
        members(item, fact)
            .find(|fact| fact.key)
            .map(|key| key.span)
    };
    let key = (
        key(then).map(|span| edited.before.of(span)),
        key(written).map(|span| edited.now.of(span)),
    );
    before.external == now.external
        && key.0 == key.1
        && sets(before) == sets(now)
        && all_alike(facts(then), facts(written), |a, b| {
            let back = |fact: &FieldDef| {
                let back = fact.inverse.as_ref();
                back.map(|back| {
                    let bounds = back.bounds.map(|bounds| (bounds.min, bounds.max));
                    (back.name.text.clone(), bounds)
                })
            };
            a.name.text == b.name.text && back(a) == back(b)
        })
        && all_alike(derived(then), derived(written), |a, b| {
            a.name.text == b.name.text
        })
        && all_alike(laws(then), laws(written), |a, b| a.name.text == b.name.text)
        && all_alike(before.facts.iter(), now.facts.iter(), |a, b| {
            a.field.name.text == b.field.name.text
                && (a.field.ty == b.field.ty || !refers(&a.field.ty) && !refers(&b.field.ty))
                // The acts that set it have its text, unless they have one of their own.
                && (a.field.doc == b.field.doc || a.setters.is_empty())
        })
}

fn all_alike<A, B>(
    a: impl Iterator<Item = A>,
    b: impl Iterator<Item = B>,
    is_alike: impl Fn(A, B) -> bool,
) -> bool {
    let (a, b): (Vec<A>, Vec<B>) = (a.collect(), b.collect());
    a.len() == b.len() && a.into_iter().zip(b).all(|(a, b)| is_alike(a, b))
}

fn members<'e, T>(
    item: &'e EntityItem,
    of: fn(&'e EntityMember) -> Option<T>,
) -> impl Iterator<Item = T> {
    item.members.iter().filter_map(of)
}

const fn fact(member: &EntityMember) -> Option<&FieldDef> {
    match member {
        EntityMember::Fact(fact) => Some(fact),
        _ => None,
    }
}

/// The facts, the key aside.
fn facts(item: &EntityItem) -> impl Iterator<Item = &FieldDef> {
    members(item, fact).filter(|fact| !fact.key)
}

fn derived(item: &EntityItem) -> impl Iterator<Item = &DerivedFact> {
    members(item, |member| match member {
        EntityMember::Derived(derived) => Some(derived),
        _ => None,
    })
}

fn laws(item: &EntityItem) -> impl Iterator<Item = &Law> {
    members(item, |member| match member {
        EntityMember::Law(law) => Some(law),
        _ => None,
    })
}

/// Whether an entity has its facts or its key from another one.
fn rests_on(entity: &Entity, on: EntityId) -> bool {
    match &entity.form {
        EntityForm::Own => false,
        EntityForm::Specialised(base, _) | EntityForm::Aggregated(base) => *base == on,
        EntityForm::Generalised(parts) => parts.contains(&on),
    }
}

/// Whether a type makes an entity refer to another one, by which cases and what children are about are found.
fn refers(ty: &Type) -> bool {
    match ty {
        Type::Entity(_) | Type::Error => true,
        Type::Optional(inner) | Type::List(inner) => refers(inner),
        Type::Map(key, value) => refers(key) || refers(value),
        _ => false,
    }
}

/// Tells by which words others name a fact: its own, the entity's, and those of the acts that say what it is.
fn tell(model: &Model, entity: &Entity, at: usize, differs: &mut Differs) {
    let Some(Fact { field, setters, .. }) = entity.facts.get(at) else {
        return;
    };
    let words = &mut differs.words;
    words.extend([field.name.text.clone(), entity.name.text.clone()]);
    for (kind, act) in setters {
        let kind = &model.kinds[*kind];
        words.insert(kind.name.text.clone());
        let act = kind.act(crate::ctp::Step::Base(*act)).into_iter();
        words.extend(act.flat_map(|act| [act.command.text.clone(), act.event.text.clone()]));
    }
}

enum Origin {
    Fact(usize),
    FilledIn(usize),
}

/// The fields of acts about an entity that are its facts.
fn taken_over(
    id: EntityId,
    model: &mut Model,
) -> impl Iterator<Item = (&mut PayloadField, Origin)> {
    let kinds = model.kinds.values_mut();
    let kinds = kinds.filter(move |kind| kind.product.entity == id);
    let fields = kinds.flat_map(|kind| kind.acts.iter_mut().flat_map(|act| &mut act.payload));
    fields.filter_map(|field| {
        let origin = match field.origin {
            PayloadOrigin::Fact(at) => Origin::Fact(at),
            PayloadOrigin::FilledIn(at) => Origin::FilledIn(at),
            PayloadOrigin::Data => return None,
        };
        Some((field, origin))
    })
}

/// Hands the types of facts on to the acts; bounds follow when their ends are read.
fn hand_on(model: &mut Model, id: EntityId, entity: &Entity) {
    for (field, origin) in taken_over(id, model) {
        let (Origin::Fact(at) | Origin::FilledIn(at)) = origin;
        let Some(fact) = entity.facts.get(at) else {
            continue;
        };
        field.ty.clone_from(&fact.field.ty);
        if matches!(origin, Origin::FilledIn(_)) {
            field.name.clone_from(&fact.field.name);
        }
    }
}
