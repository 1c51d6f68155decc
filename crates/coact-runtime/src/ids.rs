//! Identities that the shell derives, so that the same work done twice carries the same id.

use uuid::{Builder, Uuid};

use crate::{CaseId, Due, Model, Position};

/// Under this namespace every model has its own.
const COACT: Uuid = Uuid::from_u128(0x7c0a_c7f1_5d0e_4a6e_9b7a_2f6d_90c1_33e4);

/// The bytes of a UUIDv7 by which it is ordered: milliseconds, then a counter.
const TIME: usize = 8;

/// A fresh id for a command of a person or system, ordered by time (UUIDv7). Keep it with the command: to
/// send the command again under the same id is always safe.
pub fn command_id() -> Uuid {
    Uuid::now_v7()
}

/// The key of what a command creates. It follows from the command's id, so that a command sent twice
/// creates once. Where that id carries its time, so does the key (UUIDv8): what is created together lies together in the
/// indexes of a store.
pub fn created_by<M: Model>(command_id: Uuid) -> Uuid {
    created_by_in(M::NAME, command_id)
}

/// The same for the model of this name.
pub fn created_by_in(model: &str, command_id: Uuid) -> Uuid {
    let derived = derive(model, "new", &[command_id.as_bytes()]);
    if command_id.get_version() != Some(uuid::Version::SortRand) {
        return derived;
    }
    let mut key = derived.into_bytes();
    let time = command_id.as_bytes().first_chunk::<TIME>();
    if let (Some(head), Some(time)) = (key.first_chunk_mut::<TIME>(), time) {
        *head = *time;
    }
    Builder::from_custom_bytes(key).into_uuid()
}

/// The id of automated work: one per rule, response, case, occasion and element (UUIDv5).
pub fn automated<M: Model>(case: &CaseId, due: &Due<M>) -> Uuid {
    let occasion = due.occasion;
    let element = due.element.as_deref();
    automated_in(M::NAME, case, (due.rule, due.response), occasion, element)
}

/// The same for the model of this name, a rule with one of its responses, the occasion and the element.
pub fn automated_in(
    model: &str,
    case: &CaseId,
    (rule, response): (&str, &str),
    occasion: u64,
    element: Option<&str>,
) -> Uuid {
    let occasion = occasion.to_be_bytes();
    let mut parts: Vec<&[u8]> = vec![
        rule.as_bytes(),
        response.as_bytes(),
        case.0.as_bytes(),
        &occasion,
    ];
    parts.extend(element.map(str::as_bytes));
    derive(model, "due", &parts)
}

/// The id of what is done about an entry of a list: one per list, entry and the event that put it there.
pub(crate) fn errand<M: Model>(list: &str, key: &str, since: &Position) -> Uuid {
    errand_in(M::NAME, list, key, since)
}

/// The same for the model of this name.
pub fn errand_in(model: &str, list: &str, key: &str, since: &Position) -> Uuid {
    let version = since.version.to_be_bytes();
    let parts: [&[u8]; 4] = [
        list.as_bytes(),
        key.as_bytes(),
        since.case.0.as_bytes(),
        &version,
    ];
    derive(model, "todo", &parts)
}

/// The id of what a report of another system becomes: one per report and translation.
pub(crate) fn translated<M: Model>(translation: &str, report: Uuid) -> Uuid {
    derive(
        M::NAME,
        "report",
        &[translation.as_bytes(), report.as_bytes()],
    )
}

/// The id under which a parent lends what its child needs for a command.
pub(crate) fn lent<M: Model>(command_id: Uuid) -> Uuid {
    derive(M::NAME, "lend", &[command_id.as_bytes()])
}

/// The id of the return of a child's token: one each time that it settles.
pub(crate) fn returned<M: Model>(child: &CaseId, since: u64) -> Uuid {
    returned_in(M::NAME, child, since)
}

/// The same for the model of this name.
pub fn returned_in(model: &str, child: &CaseId, since: u64) -> Uuid {
    derive(model, "return", &[child.0.as_bytes(), &since.to_be_bytes()])
}

/// The id under which a child hears that its parent is asked to be taken back: one each time that it is.
pub(crate) fn recalled<M: Model>(parent: &CaseId, child: &CaseId, since: u64) -> Uuid {
    recalled_in(M::NAME, parent, child, since)
}

/// The same for the model of this name.
pub fn recalled_in(model: &str, parent: &CaseId, child: &CaseId, since: u64) -> Uuid {
    let since = since.to_be_bytes();
    derive(
        model,
        "recall",
        &[parent.0.as_bytes(), child.0.as_bytes(), &since],
    )
}

/// A UUIDv5 of the parts. Each carries its length, so that no two lists of parts read alike.
fn derive(model: &str, what: &str, parts: &[&[u8]]) -> Uuid {
    let mut name = Vec::with_capacity(128);
    for part in [model.as_bytes(), what.as_bytes()].iter().chain(parts) {
        name.extend((part.len() as u64).to_be_bytes());
        name.extend_from_slice(part);
    }
    Uuid::new_v5(&COACT, &name)
}
