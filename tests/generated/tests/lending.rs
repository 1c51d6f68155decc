//! Two models: what one records the other one is told, as whoever runs both passes it on.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use coact_runtime::export::rust_decimal::Decimal;
use coact_runtime::export::uuid::Uuid;
use coact_runtime::store::{Cursor, MemoryStore, Store};
use coact_runtime::{App, Principal};
use generated::borrower::views::{Bills, Told};
use generated::borrower::{Borrower, Incoming};
use generated::lender::commands::{Pay, SendInvoice};
use generated::lender::types::Amount;
use generated::lender::{Command, Event, Lender, Role, invoicing, plain};
use generated::{borrower, lender};
use pollster::block_on;
use serde_json::json;

fn amount(euros: i64) -> Amount {
    Amount::new(Decimal::from(euros)).unwrap()
}

/// An event of the lender as the borrower knows it: what both models have of it is written alike.
fn told(event: &Event) -> Option<Incoming> {
    let said = match event {
        Event::Invoicing(invoicing::Event::InvoiceSent(it)) => json!({ "InvoiceSent": it }),
        Event::Plain(plain::Event::Payed(it)) => json!({ "Payed": it }),
        Event::Invoicing(_) => return None,
    };
    Some(serde_json::from_value(json!({ "lender": said })).unwrap())
}

#[test]
fn what_one_model_records_another_one_answers() {
    let lender = App::<Lender, _, _>::new(MemoryStore::new(), lender::lookups::Answers(()));
    let borrower = App::<Borrower, _, _>::new(MemoryStore::new(), borrower::lookups::Answers(()));
    let (lender, borrower) = (lender.unwrap(), borrower.unwrap());
    let give = |number: u128, command: Command| {
        let who = Principal::new("somebody", [Role::Creditor, Role::Anyone]);
        block_on(lender.execute(&who, Uuid::from_u128(number), command)).unwrap();
    };
    let send = SendInvoice {
        invoice: None,
        total: amount(9),
        note: None,
    };
    give(1, send.into());
    let invoice =
        lender::types::InvoiceId(coact_runtime::ids::created_by::<Lender>(Uuid::from_u128(1)));
    let pay = Pay {
        invoice,
        amount: amount(5),
    };
    give(2, pay.into());

    // Passed on twice, under the ids of the commands: told once.
    for _ in 0..2 {
        let page = block_on(lender.store().read_all(&Cursor::START, 100)).unwrap();
        for (case, recorded) in page.events {
            let history = block_on(lender.history(&case)).unwrap();
            for envelope in history {
                let told = told(&envelope.event).unwrap();
                let parked = block_on(borrower.receive(recorded.command_id, told));
                assert_eq!(parked.unwrap(), None);
                block_on(borrower.settle()).unwrap();
            }
        }
    }
    let log = block_on(borrower.store().read_all(&Cursor::START, 100)).unwrap();
    let names: Vec<String> = log.events.into_iter().map(|(_, it)| it.name).collect();
    // What views are built of is in the log, under the name that it bears here.
    let heard = ["lender.InvoiceSent", "Expected", "lender.Payed", "Settled"];
    assert_eq!(names, heard);
    block_on(borrower.rebuild()).unwrap();
    let [told] = block_on(borrower.rows::<Told>())
        .unwrap()
        .try_into()
        .unwrap();
    assert_eq!(told.times, 1);
    let [bill] = block_on(borrower.rows::<Bills>())
        .unwrap()
        .try_into()
        .unwrap();
    assert_eq!(bill.bill.0, invoice.0);
    let euros = |amount: &borrower::types::LenderAmount| amount.get();
    assert_eq!(
        (euros(&bill.total), euros(&bill.paid)),
        (Decimal::from(9), Decimal::from(5))
    );
}
