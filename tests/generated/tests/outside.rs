//! Other systems, and automations over lists, on a store: everything is done once, whatever is built anew in between.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::{AtomicI64, Ordering};

use coact_runtime::export::jiff::{SignedDuration, Timestamp};
use coact_runtime::export::rust_decimal::Decimal;
use coact_runtime::export::uuid::Uuid;
use coact_runtime::store::{Cursor, Keys, MemoryStore, Store};
use coact_runtime::{App, CallError, Clock, ParkedBecause, Principal, command_id, expr};
use generated::outside::bank::{self, Paid, PingOutcome, Rang};
use generated::outside::commands::{AgreePayment, AskPayment, Note};
use generated::outside::lookups::{Answers, Lookups};
use generated::outside::r#type::{self, loopOutcome};
use generated::outside::types::{Amount, CustomerId};
use generated::outside::{Event, Outside, Role, payment_making, plain};
use pollster::block_on;

/// Another system that notes what it is asked.
#[derive(Clone, Default)]
struct World(Arc<Mutex<Vec<String>>>);

impl Lookups for World {}

impl bank::Port for World {
    async fn ping(&self, _: Uuid, call: bank::Ping) -> Result<PingOutcome, CallError> {
        self.0.lock().unwrap().push(format!("ping {}", call.note));
        Ok(PingOutcome::Nothing)
    }
}

impl r#type::Port for World {
    async fn r#loop(&self, _: Uuid, call: r#type::r#loop) -> Result<loopOutcome, CallError> {
        self.0.lock().unwrap().push(format!("loop {}", call.self_));
        Ok(loopOutcome::Ok)
    }

    async fn ping(&self, _: Uuid, _: r#type::Ping) -> Result<r#type::PingOutcome, CallError> {
        Ok(r#type::PingOutcome::Pong)
    }
}

struct Running {
    app: App<Outside, MemoryStore, Answers<World>>,
    store: MemoryStore,
    world: World,
    seconds: Arc<AtomicI64>,
}

fn begin() -> Timestamp {
    "2026-05-01T06:00:00Z".parse().unwrap()
}

impl Running {
    fn new() -> Self {
        let (store, world) = (MemoryStore::new(), World::default());
        let seconds = Arc::new(AtomicI64::new(0));
        let passed = Arc::clone(&seconds);
        let clock = Clock::from_fn(move || {
            begin() + SignedDuration::from_secs(passed.load(Ordering::SeqCst))
        });
        let app = App::new(store.clone(), Answers(world.clone()))
            .unwrap()
            .with_clock(clock)
            .with_filler(Role::Cashier, "cashier");
        Self {
            app,
            store,
            world,
            seconds,
        }
    }

    fn note(&self, name: &str, count: i64, amount: Option<i64>) {
        let note = Note {
            r#fn: name.to_owned(),
            r#match: amount.map(|amount| Amount::new(Decimal::from(amount)).unwrap()),
            count,
        };
        let anyone = Principal::new("anyone", [Role::Anyone]);
        block_on(self.app.execute(&anyone, command_id(), note.into())).unwrap();
    }

    fn settle(&self) -> u64 {
        block_on(self.app.settle()).unwrap().automated.performed
    }

    fn events(&self) -> Vec<Event> {
        let page = block_on(self.store.read_all(&Cursor::START, 1000)).unwrap();
        let cases = page.events.into_iter().map(|(case, _)| case);
        let mut cases: Vec<_> = cases.collect();
        cases.dedup();
        let histories = cases
            .iter()
            .map(|case| block_on(self.app.history(case)).unwrap());
        histories.flatten().map(|envelope| envelope.event).collect()
    }

    fn log(&self) -> Vec<String> {
        let page = block_on(self.store.read_all(&Cursor::START, 1000)).unwrap();
        page.events
            .into_iter()
            .map(|(_, event)| event.name)
            .collect()
    }
}

#[test]
fn an_event_is_worked_off_once_also_where_nothing_comes_of_it() {
    let running = Running::new();
    running.note("few", 1, None);
    running.note("many", 2, None);
    assert_eq!(running.settle(), 1);
    assert_eq!(running.log(), ["Noted", "Noted", "Told"]);
    // Only what was done and recorded nothing has to be remembered beside the log.
    running.note("out", 9, None);
    assert_eq!(running.settle(), 0);
    let finished = running.store.rows("outside.finished", Keys::All);
    let finished = block_on(finished).unwrap();
    assert_eq!(finished.len(), 1, "{finished:?}");
    for _ in 0..2 {
        block_on(running.app.rebuild()).unwrap();
        assert_eq!(running.settle(), 0);
    }
    assert_eq!(running.log(), ["Noted", "Noted", "Told", "Noted"]);
    let lists: Vec<String> = block_on(running.app.todos())
        .unwrap()
        .into_iter()
        .map(|item| item.list)
        .collect();
    assert_eq!(lists, ["Notes -> Bank.Ping"; 3]);
}

#[test]
fn a_row_is_due_when_its_time_has_come() {
    let running = Running::new();
    running.note("a", 9, None);
    running.settle();
    let due = begin() + SignedDuration::from_hours(2);
    assert_eq!(block_on(running.app.wakes_at()).unwrap(), Some(due));
    let [item] = block_on(running.app.todos()).unwrap().try_into().unwrap();
    assert_eq!(item.not_before, Some(due));
    running.seconds.store(7199, Ordering::SeqCst);
    assert_eq!(running.settle(), 0);
    running.seconds.store(7200, Ordering::SeqCst);
    assert_eq!(running.settle(), 1);
    assert_eq!(running.settle(), 0);
    assert_eq!(*running.world.0.lock().unwrap(), ["ping a"]);
    assert_eq!(running.log(), ["Noted", "Failed"]);
    assert_eq!(block_on(running.app.wakes_at()).unwrap(), None);
}

#[test]
fn a_row_is_on_the_lists_whose_condition_it_meets() {
    let running = Running::new();
    running.note("dear", 9, Some(101));
    running.note("cheap", 9, Some(100));
    assert_eq!(running.settle(), 1);
    assert_eq!(*running.world.0.lock().unwrap(), ["loop dear"]);
    assert_eq!(running.log(), ["Noted", "Noted", "Settled"]);
}

#[test]
fn a_report_came_when_it_was_received_first() {
    let running = Running::new();
    let id = command_id();
    let rang = || Rang {
        about: "r".to_owned(),
    };
    let parked = block_on(running.app.receive(id, rang())).unwrap().unwrap();
    assert_eq!(parked.because, ParkedBecause::Unknown);
    // Sent once more, and only then there is what it is about.
    running.seconds.store(30, Ordering::SeqCst);
    block_on(running.app.receive(id, rang())).unwrap().unwrap();
    let ask = AskPayment {
        payment: None,
        customer: CustomerId(Uuid::from_u128(1)),
        reference: "r".to_owned(),
        amount: Amount::new(Decimal::from(1)).unwrap(),
        weight: Decimal::ONE,
    };
    let cashier = Principal::new("cashier", [Role::Cashier]);
    block_on(running.app.execute(&cashier, command_id(), ask.into())).unwrap();
    running.seconds.store(600, Ordering::SeqCst);
    running.settle();
    let events = running.events();
    let logged = events.iter().find_map(|event| match event {
        Event::Plain(plain::Event::Logged(logged)) => Some(logged),
        _ => None,
    });
    let logged = logged.unwrap();
    assert_eq!((logged.at, logged.by.as_str()), (begin(), "Bank"));
    assert_eq!(logged.number, expr::number(id, 0));
}

#[test]
fn a_report_of_what_is_not_there_yet_waits_for_it() {
    let running = Running::new();
    let id = command_id();
    let paid = || Paid {
        reference: "r".to_owned(),
        weight: Decimal::new(150, 2),
        amount: Amount::new(Decimal::from(1)).unwrap(),
    };
    let parked = block_on(running.app.receive(id, paid())).unwrap().unwrap();
    assert_eq!(parked.because, ParkedBecause::Unknown);
    let customer = CustomerId(Uuid::from_u128(1));
    let ask = AskPayment {
        payment: None,
        customer,
        reference: "r".to_owned(),
        amount: Amount::new(Decimal::from(1)).unwrap(),
        weight: Decimal::new(15, 1),
    };
    let cashier = Principal::new("cashier", [Role::Cashier]);
    block_on(running.app.execute(&cashier, command_id(), ask.into())).unwrap();
    running.settle();
    assert_eq!(running.log(), ["PaymentAsked"]);
    // Tried again by itself; nobody has agreed yet who could report it, and so it waits for the payment to go on.
    running.seconds.store(61, Ordering::SeqCst);
    running.settle();
    let reports = || {
        let mut todos = block_on(running.app.todos()).unwrap();
        todos.retain(|item| item.since.is_none());
        todos
    };
    let [item] = reports().try_into().unwrap();
    assert_eq!(item.parked.unwrap().because, ParkedBecause::Unfilled);
    let payment = match running.events().remove(0) {
        Event::PaymentMaking(payment_making::Event::PaymentAsked(asked)) => asked.payment,
        _ => unreachable!("it was asked for"),
    };
    let payer = Principal::new(customer, [Role::Payer]);
    let agree = AgreePayment { payment };
    block_on(running.app.execute(&payer, command_id(), agree.into())).unwrap();
    assert_eq!(running.settle(), 1);
    assert_eq!(
        running.log(),
        ["PaymentAsked", "PaymentAgreed", "PaymentReported"]
    );
    assert_eq!(reports(), []);
}
