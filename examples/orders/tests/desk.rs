//! What the payment provider reports and is asked for, on a store that forgets nothing.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test"
)]

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};

use coact_runtime::export::jiff::Timestamp;
use coact_runtime::export::rust_decimal::Decimal;
use coact_runtime::export::uuid::Uuid;
use coact_runtime::store::{MemoryStore, SqliteStore, Store};
use coact_runtime::{App, CallError, Clock, ParkedBecause, TodoItem, command_id};
use orders::orders::lookups::{Answers, Lookups};
use orders::orders::payment_provider::{PaymentCaptured, Port, Refund, RefundOutcome};
use orders::orders::types::Amount;
use orders::orders::views::{Payments, RefusedRefunds};
use orders::orders::{Orders, Role};
use pollster::block_on;

const REFUND: &str = "Payments -> PaymentProvider.Refund";

/// What the provider was asked, and how it answers.
#[derive(Default)]
struct Log {
    calls: Vec<(Uuid, String)>,
    answers: Vec<Result<RefundOutcome, &'static str>>,
}

#[derive(Clone, Default)]
struct Provider(Arc<Mutex<Log>>);

impl Provider {
    fn answering(answers: impl IntoIterator<Item = Result<RefundOutcome, &'static str>>) -> Self {
        let provider = Self::default();
        let mut answers: Vec<_> = answers.into_iter().collect();
        answers.reverse();
        provider.0.lock().unwrap().answers = answers;
        provider
    }

    fn calls(&self) -> Vec<(Uuid, String)> {
        self.0.lock().unwrap().calls.clone()
    }
}

impl Lookups for Provider {}

impl Port for Provider {
    async fn refund(&self, id: Uuid, call: Refund) -> Result<RefundOutcome, CallError> {
        let mut log = self.0.lock().unwrap();
        log.calls.push((id, call.reference));
        let answer = log.answers.pop().expect("no further call");
        answer.map_err(|why| CallError {
            call: "PaymentProvider.Refund",
            source: why.into(),
        })
    }
}

type Desk<S> = App<Orders, S, Answers<Provider>>;

/// A desk on a store, and the seconds that have gone by.
struct Open<S> {
    app: Desk<S>,
    provider: Provider,
    seconds: Arc<AtomicI64>,
}

fn open<S: Store>(store: S, provider: &Provider, filled: bool) -> Open<S> {
    let seconds = Arc::new(AtomicI64::new(0));
    let passed = Arc::clone(&seconds);
    let clock = Clock::from_fn(move || {
        let begin = 1_780_000_000 + passed.load(Ordering::Relaxed);
        Timestamp::from_second(begin).unwrap()
    });
    let app = App::new(store, Answers(provider.clone()))
        .unwrap()
        .with_clock(clock);
    let app = if filled {
        app.with_filler(Role::Desk, "desk")
    } else {
        app
    };
    Open {
        app,
        provider: provider.clone(),
        seconds,
    }
}

impl<S: Store> Open<S> {
    /// A payment is reported; whether that could be noted.
    fn captured(&self, id: Uuid, reference: &str, amount: i64) -> Result<(), ParkedBecause> {
        let report = PaymentCaptured {
            reference: reference.to_owned(),
            amount: Amount::new(Decimal::from(amount)).unwrap(),
        };
        let parked = block_on(self.app.receive(id, report)).unwrap();
        parked.map_or(Ok(()), |parked| Err(parked.because))
    }

    fn settle(&self) -> (u64, u64) {
        let report = block_on(self.app.settle()).unwrap();
        (report.automated.performed, report.automated.parked)
    }

    fn pass(&self, seconds: i64) {
        self.seconds.fetch_add(seconds, Ordering::Relaxed);
    }

    fn payments(&self) -> Vec<String> {
        let rows = block_on(self.app.rows::<Payments>()).unwrap();
        rows.into_iter().map(|row| row.reference).collect()
    }

    fn todos(&self) -> Vec<TodoItem> {
        block_on(self.app.todos()).unwrap()
    }
}

/// What happens on a store that is opened as often as asked for.
trait Scenario {
    fn run<S: Store>(&self, store: &dyn Fn() -> S);
}

fn on_each_store(name: &str, scenario: &impl Scenario) {
    let memory = MemoryStore::new();
    scenario.run(&|| memory.clone());
    let folder = std::env::temp_dir().join(format!("orders-{name}-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("orders.db");
    scenario.run(&|| SqliteStore::open(&file).unwrap());
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn a_report_counts_once_however_often_it_is_sent() {
    struct Twice;
    impl Scenario for Twice {
        fn run<S: Store>(&self, store: &dyn Fn() -> S) {
            let desk = open(store(), &Provider::default(), true);
            let (first, second) = (command_id(), command_id());
            desk.captured(first, "R1", 100).unwrap();
            desk.captured(first, "R1", 100).unwrap();
            desk.captured(second, "R2", 100).unwrap();
            desk.settle();
            assert_eq!(desk.payments(), ["R1", "R2"]);
            assert_eq!(desk.todos(), []);
        }
    }
    on_each_store("twice", &Twice);
}

#[test]
fn a_report_that_nobody_can_note_is_parked_and_not_lost() {
    struct Parked;
    impl Scenario for Parked {
        fn run<S: Store>(&self, store: &dyn Fn() -> S) {
            let id = command_id();
            let desk = open(store(), &Provider::default(), false);
            assert_eq!(desk.captured(id, "R1", 100), Err(ParkedBecause::Unfilled));
            assert_eq!(desk.settle(), (0, 0));
            let todos = desk.todos();
            assert_eq!(todos.len(), 1);
            assert_eq!(
                todos[0].list,
                "PaymentProvider.PaymentCaptured -> NotePayment"
            );
            assert_eq!(todos[0].key, id.to_string());
            drop(desk);
            // A program that knows who fills the role; and later, of its own accord.
            let desk = open(store(), &Provider::default(), true);
            assert_eq!(desk.settle(), (0, 0));
            desk.pass(61);
            assert_eq!(desk.settle(), (1, 0));
            assert_eq!(desk.payments(), ["R1"]);
            assert_eq!(desk.todos(), []);
        }
    }
    on_each_store("parked", &Parked);
}

#[test]
fn a_report_that_cannot_be_read_is_shown_until_somebody_helps() {
    struct Garbled;
    impl Scenario for Garbled {
        fn run<S: Store>(&self, store: &dyn Fn() -> S) {
            let desk = open(store(), &Provider::default(), true);
            let id = command_id();
            let garbled = r#"{"PaymentProvider":{"PaymentCaptured":{"reference":"R1"}}}"#;
            let parked = block_on(desk.app.receive_json(id, garbled))
                .unwrap()
                .unwrap();
            assert!(matches!(parked.because, ParkedBecause::Failed { .. }));
            assert_eq!(desk.todos().len(), 1);
            // The same report once more, and whole.
            let whole =
                r#"{"PaymentProvider":{"PaymentCaptured":{"reference":"R1","amount":"12.50"}}}"#;
            assert_eq!(block_on(desk.app.receive_json(id, whole)).unwrap(), None);
            assert_eq!(desk.todos(), []);
            desk.settle();
            assert_eq!(desk.payments(), ["R1"]);
        }
    }
    on_each_store("garbled", &Garbled);
}

#[test]
fn what_is_refused_waits_for_the_reason_to_go() {
    struct Refused;
    impl Scenario for Refused {
        fn run<S: Store>(&self, store: &dyn Fn() -> S) {
            let desk = open(store(), &Provider::default(), true);
            // More than the model takes for an amount: read, kept, and refused.
            let report =
                r#"{"PaymentProvider":{"PaymentCaptured":{"reference":"R1","amount":"200000"}}}"#;
            let parked = block_on(desk.app.receive_json(command_id(), report)).unwrap();
            let refused = parked.unwrap().because;
            let ParkedBecause::Rejected { kind, name, .. } = refused else {
                panic!("{refused:?}");
            };
            assert_eq!(
                (kind.as_str(), name.as_str()),
                ("bounds", "NotePayment.amount")
            );
            desk.pass(100_000);
            assert_eq!(desk.settle(), (0, 0));
            assert_eq!(desk.todos().len(), 1);
        }
    }
    on_each_store("refused", &Refused);
}

#[test]
fn a_row_is_worked_off_once() {
    struct Once;
    impl Scenario for Once {
        fn run<S: Store>(&self, store: &dyn Fn() -> S) {
            let answers = [
                Ok(RefundOutcome::Refunded),
                Ok(RefundOutcome::RefundFailed {
                    reason: "too late".to_owned(),
                }),
            ];
            let provider = Provider::answering(answers);
            let desk = open(store(), &provider, true);
            desk.captured(command_id(), "R1", 6000).unwrap();
            desk.captured(command_id(), "R2", 100).unwrap();
            block_on(desk.app.project()).unwrap();
            let todos = desk.todos();
            assert_eq!(todos.len(), 1);
            assert_eq!(
                (todos[0].list.as_str(), todos[0].key.as_str()),
                (REFUND, r#"["R1"]"#)
            );
            assert_eq!(desk.settle(), (1, 0));
            assert_eq!(
                (desk.payments(), desk.todos()),
                (vec!["R2".to_owned()], vec![])
            );
            drop(desk);
            // Not again: in another program, with the views built anew.
            let desk = open(store(), &provider, true);
            assert_eq!(desk.settle(), (0, 0));
            block_on(desk.app.rebuild()).unwrap();
            assert_eq!(desk.settle(), (0, 0));
            assert_eq!(desk.provider.calls().len(), 1);
            // The same row once more is another errand.
            desk.captured(command_id(), "R1", 6000).unwrap();
            assert_eq!(desk.settle(), (1, 0));
            let calls = desk.provider.calls();
            assert_eq!(calls.len(), 2);
            assert_ne!(calls[0].0, calls[1].0);
            let refused = block_on(desk.app.rows::<RefusedRefunds>()).unwrap();
            assert_eq!(refused.len(), 1);
            assert_eq!(refused[0].why, "too late");
        }
    }
    on_each_store("once", &Once);
}

#[test]
fn a_system_that_does_not_answer_is_called_again_later() {
    struct Silent;
    impl Scenario for Silent {
        fn run<S: Store>(&self, store: &dyn Fn() -> S) {
            let provider =
                Provider::answering([Err("no line"), Err("no line"), Ok(RefundOutcome::Refunded)]);
            let desk = open(store(), &provider, true);
            desk.captured(command_id(), "R1", 6000).unwrap();
            assert_eq!(desk.settle(), (0, 1));
            // It does not spin, nor after a restart.
            assert_eq!(desk.settle(), (0, 0));
            let [item] = desk.todos().try_into().unwrap();
            let because = item.parked.unwrap().because;
            let ParkedBecause::Uncalled { call, reason } = because else {
                panic!("{because:?}");
            };
            assert_eq!(
                (call.as_str(), reason.as_str()),
                ("PaymentProvider.Refund", "no line")
            );
            drop(desk);
            let desk = open(store(), &provider, true);
            let wakes = block_on(desk.app.wakes_at()).unwrap().unwrap();
            assert_eq!(wakes.as_second(), 1_780_000_060);
            assert_eq!(provider.calls().len(), 1);
            desk.pass(60);
            assert_eq!(desk.settle(), (0, 0));
            assert_eq!(provider.calls().len(), 2);
            // After twice the time.
            desk.pass(60);
            assert_eq!(desk.settle(), (0, 0));
            assert_eq!(provider.calls().len(), 2);
            desk.pass(60);
            assert_eq!(desk.settle(), (1, 0));
            let calls = provider.calls();
            assert_eq!(calls.len(), 3);
            // Always the same errand.
            assert!(calls.iter().all(|call| *call == calls[0]));
            assert_eq!(desk.todos(), []);
            assert_eq!(block_on(desk.app.wakes_at()).unwrap(), None);
        }
    }
    on_each_store("silent", &Silent);
}

#[test]
fn what_is_parked_is_taken_up_by_hand() {
    struct ByHand;
    impl Scenario for ByHand {
        fn run<S: Store>(&self, store: &dyn Fn() -> S) {
            let provider = Provider::answering([Err("no line"), Ok(RefundOutcome::Refunded)]);
            let desk = open(store(), &provider, true);
            desk.captured(command_id(), "R1", 6000).unwrap();
            assert_eq!(desk.settle(), (0, 1));
            let report = block_on(desk.app.retry_todos()).unwrap();
            assert_eq!(
                (report.automated.performed, report.automated.parked),
                (1, 0)
            );
            assert_eq!((desk.payments(), desk.todos()), (vec![], vec![]));
        }
    }
    on_each_store("by-hand", &ByHand);
}
