//! The bank contents table: what the history of each transaction kind holds, and each declared bank.

use super::products::event_type;
use super::{Table, heads, numbered};
use crate::json::words;
use crate::model::{EntityId, KindId, Model};

pub(super) fn table(model: &Model) -> Table {
    let mut rows = Vec::new();
    for (id, kind) in model.kinds.iter() {
        let entity = kind.product.entity;
        rows.push(vec![
            numbered(kind.number.as_ref(), &kind.name),
            words::entity(model, entity),
            event_type(model, kind),
            set_by(model, id, entity),
        ]);
    }
    for bank in model.banks.values() {
        let name = numbered(bank.number.as_ref(), &bank.name);
        for entity in &bank.entities {
            let facts = model.entities[*entity].facts.iter();
            let facts: Vec<&str> = facts.map(|fact| fact.field.name.text.as_str()).collect();
            rows.push(vec![
                name.clone(),
                words::entity(model, *entity),
                String::new(),
                facts.join(", "),
            ]);
        }
        for kind in &bank.kinds {
            let kind = &model.kinds[*kind];
            rows.push(vec![
                name.clone(),
                words::entity(model, kind.product.entity),
                event_type(model, kind),
                String::new(),
            ]);
        }
    }
    Table {
        code: "BCT",
        title: "bank contents table",
        columns: heads(&["bank", "entity type", "event type", "facts"]),
        rows,
    }
}

/// The facts that acts of the kind set.
fn set_by(model: &Model, kind: KindId, entity: EntityId) -> String {
    let facts = model.entities[entity].facts.iter().filter(|fact| {
        let mut setters = fact.setters.iter();
        setters.any(|(by, _)| *by == kind)
    });
    let names: Vec<&str> = facts.map(|fact| fact.field.name.text.as_str()).collect();
    names.join(", ")
}
