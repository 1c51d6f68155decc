//! The bank access table: who executes, asks for and may read what.

use super::{Table, numbered};
use crate::model::{ActorId, BankId, KindId, Model};

pub(super) fn table(model: &Model) -> Table {
    let mut columns = vec!["actor role".to_owned()];
    let kinds = model.kinds.values();
    columns.extend(kinds.map(|kind| numbered(kind.number.as_ref(), &kind.name)));
    let banks = model.banks.values();
    columns.extend(banks.map(|bank| numbered(bank.number.as_ref(), &bank.name)));
    let rows = model.actors.iter().map(|(id, actor)| {
        let mut row = vec![numbered(actor.number.as_ref(), &actor.name)];
        row.extend(model.kinds.ids().map(|kind| of_kind(model, id, kind)));
        row.extend(model.banks.ids().map(|bank| of_bank(model, id, bank)));
        row
    });
    Table {
        code: "BAT",
        title: "bank access table (Ex executor, In initiator, U uses)",
        columns,
        rows: rows.collect(),
    }
}

fn of_kind(model: &Model, actor: ActorId, kind: KindId) -> String {
    let found = &model.kinds[kind];
    let uses = reads(model, actor).any(|bank| model.banks[bank].kinds.contains(&kind));
    let marks = [
        (found.executor == actor, "Ex"),
        (found.initiators.contains(&actor), "In"),
        (uses, "U"),
    ];
    let marks: Vec<&str> = marks
        .iter()
        .filter(|(is, _)| *is)
        .map(|(_, mark)| *mark)
        .collect();
    marks.join(", ")
}

fn of_bank(model: &Model, actor: ActorId, bank: BankId) -> String {
    let uses = reads(model, actor).any(|read| read == bank);
    if uses { "U" } else { "" }.to_owned()
}

/// The banks that a role may read.
fn reads(model: &Model, actor: ActorId) -> impl Iterator<Item = BankId> {
    let accesses = model.accesses.iter();
    accesses
        .filter(move |access| access.readers.contains(&actor))
        .flat_map(|access| access.banks.iter().copied())
}
