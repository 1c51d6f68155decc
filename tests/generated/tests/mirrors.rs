//! Rows that guard decisions and show what other rows do: which of them an event changes is noted with it.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::sync::Arc;

use coact_runtime::export::jiff::Timestamp;
use coact_runtime::export::rust_decimal::Decimal;
use coact_runtime::store::{
    Append, AppendError, Appended, Cursor, Guard, MemoryStore, NewEvent, NonEmpty, RowKey, Store,
    Version,
};
use coact_runtime::{App, CaseId, Held, Principal, command_id};
use generated::mirrors::commands::{NotePrice, Sell, Share};
use generated::mirrors::lookups::Answers;
use generated::mirrors::types::Price;
use generated::mirrors::{Command, Mirrors, Role};
use pollster::block_on;

/// What becomes of a decision that rests on the row of this sale as it was before the first event.
fn rests_on(store: &MemoryStore, sale: i64) -> Result<Appended, AppendError> {
    let append = Append {
        case: CaseId(format!("Test/{sale}")),
        expected: Version::ZERO,
        command_id: command_id(),
        events: NonEmpty::one(NewEvent {
            name: "Decided",
            data: "{}".to_owned(),
            touches: Vec::new(),
            personal: Vec::new(),
        }),
        claims: Vec::new(),
        held: Held::default(),
        guard: Some(Guard {
            after: Cursor::START,
            rows: vec![RowKey {
                view: "mirrors/Shares".to_owned(),
                key: format!("[{sale}]"),
            }],
        }),
        recorded_at: Timestamp::UNIX_EPOCH,
        advance: None,
    };
    block_on(store.append(Arc::new(append)))
}

#[test]
fn a_row_counts_as_changed_whatever_it_shows() {
    let store = MemoryStore::new();
    let app: App<Mirrors, _, _> = App::new(store.clone(), Answers(())).unwrap();
    let clerk = Principal::new("clerk", [Role::Clerk]);
    let give = |command: Command| block_on(app.execute(&clerk, command_id(), command));
    let article = "a".to_owned();
    let price = Price::new(Decimal::from(3)).unwrap();
    give(NotePrice { article, price }.into()).unwrap();
    let articles = vec!["a".to_owned()];
    give(Sell { sale: 1, articles }.into()).unwrap();
    give(Share { sale: 1 }.into()).unwrap();
    let overtaken = rests_on(&store, 1).unwrap_err();
    assert!(
        matches!(overtaken, AppendError::Overtaken(_)),
        "{overtaken}"
    );
    rests_on(&store, 2).unwrap();
}
