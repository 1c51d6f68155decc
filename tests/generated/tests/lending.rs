//! Two models: what one records the other one is told, as whoever runs both passes it on.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::sync::atomic::{AtomicUsize, Ordering};

use coact_runtime::export::rust_decimal::Decimal;
use coact_runtime::export::uuid::Uuid;
use coact_runtime::store::{Cursor, MemoryStore, Store};
use coact_runtime::{App, LookupError, Principal};
use generated::borrower::commands::Check;
use generated::borrower::types::LenderInvoiceId;
use generated::borrower::views::{Bills, LenderBalances, LenderParts, Told};
use generated::borrower::{Borrower, Incoming};
use generated::lender::commands::{Pay, SendInvoice};
use generated::lender::types::Amount;
use generated::lender::views::Balances;
use generated::lender::{Command, Event, Lender, Role, invoicing, plain};
use generated::{borrower, lender};
use pollster::block_on;
use serde_json::json;

/// Whoever runs both models: rows of the lender's views are asked of its program.
struct Both<'a> {
    lender: &'a App<Lender, MemoryStore, lender::lookups::Answers<()>>,
    asked: AtomicUsize,
}

impl borrower::lookups::Lookups for &Both<'_> {
    async fn row_lender_balances(
        &self,
        invoice: LenderInvoiceId,
    ) -> Result<Option<LenderBalances>, LookupError> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        let rows = self.lender.rows::<Balances>().await;
        let rows = rows.map_err(|error| LookupError {
            lookup: "lender.Balances",
            source: error.into(),
        })?;
        let row = rows.into_iter().find(|row| row.invoice.0 == invoice.0);
        // Both are the same JSON.
        Ok(row.map(|row| serde_json::from_value(json!(row)).unwrap()))
    }

    async fn row_lender_parts(
        &self,
        _: LenderInvoiceId,
        _: i64,
    ) -> Result<Option<LenderParts>, LookupError> {
        Ok(None)
    }
}

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
    let lender = lender.unwrap();
    let both = Both {
        lender: &lender,
        asked: AtomicUsize::new(0),
    };
    let answers = borrower::lookups::Answers(&both);
    let borrower = App::<Borrower, _, _>::new(MemoryStore::new(), answers).unwrap();
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

#[test]
fn rows_of_one_model_are_asked_of_the_host_of_another_one() {
    let lender = App::<Lender, _, _>::new(MemoryStore::new(), lender::lookups::Answers(()));
    let lender = lender.unwrap();
    let both = Both {
        lender: &lender,
        asked: AtomicUsize::new(0),
    };
    let who = Principal::new("somebody", [Role::Creditor, Role::Anyone]);
    let send = SendInvoice {
        invoice: None,
        total: amount(9),
        note: None,
    };
    block_on(lender.execute(&who, Uuid::from_u128(1), Command::from(send))).unwrap();
    let drawn = coact_runtime::ids::created_by::<Lender>(Uuid::from_u128(1));
    let (invoice, bill) = (lender::types::InvoiceId(drawn), LenderInvoiceId(drawn));
    let store = MemoryStore::new();
    let app = || {
        let answers = borrower::lookups::Answers(&both);
        App::<Borrower, _, _>::new(&store, answers).unwrap()
    };
    let check = |number: u128, bills: Vec<LenderInvoiceId>| {
        let clerk = Principal::new("clerk", [borrower::Role::Clerk]);
        let check = Check {
            bill,
            bills,
            part: 1,
        };
        block_on(app().execute(
            &clerk,
            Uuid::from_u128(number),
            borrower::Command::from(check),
        ))
    };
    // What is not paid is told, and so is what the lender does not know.
    for (number, asked) in [(1, bill), (2, LenderInvoiceId(Uuid::nil()))] {
        let refused = check(number, vec![asked]).unwrap_err();
        assert_eq!(refused.rejection().unwrap().name, "Covered");
    }
    let pay = Pay {
        invoice,
        amount: amount(8),
    };
    block_on(lender.execute(&who, Uuid::from_u128(2), Command::from(pay))).unwrap();
    block_on(lender.settle()).unwrap();
    let checked = check(3, vec![bill]).unwrap();
    let facts = checked.events[0].facts.as_ref().unwrap();
    let [((asked,), Some(row))] = facts.rows_of_lender_balances.as_slice() else {
        unreachable!("asked once: {facts:?}")
    };
    assert_eq!((asked, row.open.get()), (&bill, Decimal::from(1)));
    // What was answered is recorded: whoever reads it again asks nobody.
    let before = both.asked.load(Ordering::Relaxed);
    let history = block_on(app().history(&checked.case)).unwrap();
    assert_eq!(history[0].facts, checked.events[0].facts);
    assert_eq!(both.asked.load(Ordering::Relaxed), before);
}
