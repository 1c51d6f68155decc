//! Small things that the whole form writes alike.

use coact_syntax::keywords::{Place, keyword};

use crate::ctp::{FactWord, Step, fact_words, step_of_kind};
use crate::model::{ActorId, EntityId, Ident, KindId, Model, Type};

pub(crate) fn text(name: &Ident) -> String {
    name.text.clone()
}

/// A name as it stands bare in an expression, where some words mean something else.
pub(super) fn bare(name: &str) -> String {
    let special = keyword(name).is_some_and(|word| word.places.contains(&Place::Expression));
    if special {
        format!("`{name}`")
    } else {
        name.to_owned()
    }
}

/// A name as it stands where an item is declared or named: between backticks where it is a word of the language.
pub(crate) fn spelt(name: &str) -> String {
    match keyword(name) {
        Some(_) => format!("`{name}`"),
        None => name.to_owned(),
    }
}

/// A sentence; nothing where the model gives none.
pub(crate) fn sentence(sentence: &str) -> Option<String> {
    Some(sentence.to_owned()).filter(|sentence| !sentence.is_empty())
}

pub(crate) fn ty(model: &Model, ty: &Type) -> String {
    crate::resolve::type_name(model, ty)
}

pub(crate) fn entity(model: &Model, entity: EntityId) -> String {
    text(&model.entities[entity].name)
}

pub(crate) fn actor(model: &Model, actor: ActorId) -> String {
    text(&model.actors[actor].name)
}

pub(crate) fn kind(model: &Model, kind: KindId) -> String {
    text(&model.kinds[kind].name)
}

/// `OrderPaying accepted`
pub(crate) fn fact(model: &Model, (of, fact): (KindId, FactWord)) -> String {
    format!("{} {}", kind(model, of), fact_words(fact))
}

/// `request OrderPaying`, `revoke promise of OrderPaying`
pub(crate) fn act(model: &Model, (of, step): (KindId, Step)) -> String {
    step_of_kind(step, &model.kinds[of].name.text)
}

/// The name of a fact of an entity.
pub(crate) fn fact_name(model: &Model, entity: EntityId, fact: usize) -> String {
    model.entities[entity]
        .facts
        .get(fact)
        .map(|fact| text(&fact.field.name))
        .unwrap_or_default()
}
