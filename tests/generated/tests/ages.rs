//! One model at two times: what the program of before recorded, the one of after reads and goes on with, as if it had
//! been there from the beginning.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::sync::{Arc, Mutex};

use coact_runtime::export::jiff::Timestamp;
use coact_runtime::export::rust_decimal::Decimal;
use coact_runtime::export::uuid::Uuid;
use coact_runtime::ids::created_by;
use coact_runtime::store::{
    Append, Cursor, Keys, MemoryStore, NewEvent, NonEmpty, SqliteStore, Store,
};
use coact_runtime::{
    ActorId, Answer, App, CallError, CaseId, Clock, Envelope, LookupError, Model, ParkedBecause,
    Principal, RejectionKind,
};
use generated::{after::ages as after, before::ages as before};
use pollster::block_on;
use serde_json::{Value, json};

/// The world around both programs: what it was told to do.
#[derive(Clone, Default)]
struct World(Arc<Mutex<Vec<String>>>);

impl before::lookups::Lookups for World {
    async fn price(&self, _: String) -> Result<before::types::Money, LookupError> {
        Ok(before::types::Money::new(Decimal::from(3)).unwrap())
    }
}

impl before::courier::Port for World {
    async fn send(
        &self,
        id: Uuid,
        call: before::courier::Send,
    ) -> Result<before::courier::SendOutcome, CallError> {
        self.0.lock().unwrap().push(format!("{id} {}", call.label));
        Ok(before::courier::SendOutcome::Sent)
    }
}

impl after::lookups::Lookups for World {
    async fn cost(&self, _: String) -> Result<after::types::Euros, LookupError> {
        Ok(after::types::Euros::new(Decimal::from(3)).unwrap())
    }
}

impl after::carrier::Port for World {
    async fn send(
        &self,
        id: Uuid,
        call: after::carrier::Send,
    ) -> Result<after::carrier::SendOutcome, CallError> {
        self.0.lock().unwrap().push(format!("{id} {}", call.mark));
        Ok(after::carrier::SendOutcome::Sent)
    }
}

fn app<M: Model, S: Store, H: Answer<M>>(store: S, host: H) -> App<M, S, H> {
    let app = App::new(store, host).unwrap();
    app.with_clock(Clock::fixed(Timestamp::UNIX_EPOCH))
        .with_filler(role::<M>("Cook"), "cook")
}

fn role<M: Model>(name: &str) -> M::Role {
    serde_json::from_value(json!(name)).unwrap()
}

const fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

const GUEST: Uuid = id(100);

fn meal(number: u128) -> Uuid {
    created_by::<before::Ages>(id(number))
}

/// A command as it was written before.
async fn send<M: Model, S: Store, H: Answer<M>>(
    app: &App<M, S, H>,
    role_name: &str,
    number: u128,
    command: Value,
) -> Result<(), coact_runtime::CommandError> {
    let who: ActorId = match role_name {
        "Diner" => GUEST.into(),
        _ => "cook".into(),
    };
    let who = Principal::new(who, [role::<M>(role_name)]);
    let command: M::Command = serde_json::from_value(command).unwrap();
    app.execute(&who, id(number), command).await.map(drop)
}

fn order(label: &str) -> Value {
    // What either program does not know it passes over.
    let place = json!({
        "street": "High Street", "code": " 1",
        "line": "High Street  1", "lines": ["High Street  1", " 1"]
    });
    json!({ "Serving": { "OrderMeal": {
        "guest": GUEST, "place": place, "way": "Bring", "label": label, "seats": 2, "loud": false
    } } })
}

const STEPS: u32 = 7;

async fn step<M: Model, S: Store, H: Answer<M>>(app: &App<M, S, H>, at: u32) {
    let take = |number| json!({ "Serving": { "TakeOrder": { "meal": meal(number) } } });
    let fill = |basket| json!({ "Basket": { "Fill": { "basket": basket, "hamper": basket, "item": "egg", "things": ["egg"] } } });
    match at {
        0 => {
            send(app, "Diner", 1, order("soup")).await.unwrap();
            // It tells of a meal that nobody has asked for yet.
            let report = json!({ "Courier": { "Arrived": { "guest": GUEST, "label": "bread", "urgent": false } } });
            let report: M::Incoming = serde_json::from_value(report).unwrap();
            let parked = app.receive(id(50), report).await.unwrap().unwrap();
            assert_eq!(parked.because, ParkedBecause::Unknown);
        }
        1 => drop(app.settle().await.unwrap()),
        2 => {
            send(app, "Cook", 2, take(1)).await.unwrap();
            let open = json!({ "Basket": { "Open": { "basket": "b", "hamper": "b", "size": 3 } } });
            send(app, "Diner", 11, open).await.unwrap();
            send(app, "Diner", 3, fill("b")).await.unwrap();
        }
        3 => drop(app.settle().await.unwrap()),
        4 => {
            let told = send(app, "Diner", 4, order("soup")).await.unwrap_err();
            assert_eq!(told.rejection().unwrap().kind, RejectionKind::Law);
            let told = send(app, "Diner", 5, fill("b")).await.unwrap_err();
            assert_eq!(told.rejection().unwrap().name, "Room");
            send(app, "Diner", 6, order("bread")).await.unwrap();
            let weigh = json!({ "Plain": { "Weigh": { "basket": "b", "hamper": "b" } } });
            send(app, "Cook", 7, weigh).await.unwrap();
        }
        5 => {
            // Of whoever has two there is no third.
            let told = send(app, "Diner", 8, order("tea")).await.unwrap_err();
            assert_eq!(told.rejection().unwrap().kind, RejectionKind::Law);
            let report = json!({ "Courier": { "Arrived": { "guest": GUEST, "label": "bread", "urgent": false } } });
            let report: M::Incoming = serde_json::from_value(report).unwrap();
            assert_eq!(app.receive(id(50), report).await.unwrap(), None);
        }
        _ => {
            let bill = bill(app).await;
            let take = json!({ "Billing": { "TakeBill": { "bill": bill } } });
            send(app, "Diner", 9, take).await.unwrap();
            let serve = json!({ "Serving": { "ServeMeal": { "meal": meal(1), "remark": "hot", "hot": true, "version": 7 } } });
            send(app, "Cook", 10, serve).await.unwrap();
            app.settle().await.unwrap();
        }
    }
}

/// The key of the bill for the first meal, as its case has it.
async fn bill<M: Model, S: Store, H: Answer<M>>(app: &App<M, S, H>) -> String {
    let case = CaseId(format!("Meal/{}", meal(1)));
    let history = app.store().load(&case, Default::default()).await.unwrap();
    let sent = history
        .iter()
        .find(|event| ["BillSent", "InvoiceSent"].contains(&&*event.name))
        .unwrap();
    let data: Value = serde_json::from_str(&sent.data).unwrap();
    let pointers = [
        "/event/Billing/BillSent/bill",
        "/event/Charging/InvoiceSent/invoice",
    ];
    let bill = pointers.iter().find_map(|at| data.pointer(at)).unwrap();
    bill.as_str().unwrap().to_owned()
}

async fn old<S: Store>(store: S, world: &World, at: u32) {
    let host = before::lookups::Answers(world.clone());
    step(&app::<before::Ages, _, _>(store, host), at).await;
}

async fn new<S: Store>(store: S, world: &World, at: u32) {
    let host = after::lookups::Answers(world.clone());
    step(&app::<after::Ages, _, _>(store, host), at).await;
}

type Histories = Vec<(CaseId, Vec<Envelope<after::Ages>>)>;

/// Everything that happened, as the program of after reads it.
fn histories<S: Store + Clone>(store: &S) -> Histories {
    let page = block_on(store.read_all(&Cursor::START, 1000)).unwrap();
    let mut cases: Vec<CaseId> = page.events.into_iter().map(|(case, _)| case).collect();
    cases.sort();
    cases.dedup();
    let host = after::lookups::Answers(World::default());
    let app = app::<after::Ages, _, _>(store.clone(), host);
    let history = |case: CaseId| {
        let mut events = block_on(app.history(&case)).unwrap();
        // Of rows that were read only those of today's form are still told.
        for facts in events.iter_mut().filter_map(|event| event.facts.as_mut()) {
            facts.rows_of_rack.clear();
        }
        (case, events)
    };
    cases.into_iter().map(history).collect()
}

/// All rows, as they are stored.
fn rows<S: Store>(store: &S) -> Vec<(String, Vec<(String, String)>)> {
    let views = ["ToSend", "Shelf", ".agenda", ".todo", ".fresh"];
    let beside = ["ages.stuck", "ages.finished", "ages.arrived", "ages.work"];
    let views = views.iter().map(|view| format!("ages/{view}"));
    let all = views.chain(beside.map(str::to_owned));
    all.map(|view| {
        let rows = block_on(store.rows(&view, Keys::All)).unwrap();
        (view, rows)
    })
    .collect()
}

fn the_same_whenever_the_program_changes<S: Store + Clone>(fresh: impl Fn() -> S) {
    let (reference, world) = (fresh(), World::default());
    block_on(async {
        for at in 0..STEPS {
            new(reference.clone(), &world, at).await;
        }
    });
    let expected = histories(&reference);
    let told = world.0.lock().unwrap().clone();
    assert_eq!(told.len(), 2, "{told:?}");
    for change in 0..=STEPS {
        let (store, world) = (fresh(), World::default());
        block_on(async {
            for at in 0..change {
                old(store.clone(), &world, at).await;
            }
            // The rows have other fields now.
            app_of(store.clone()).rebuild().await.unwrap();
            for at in change..STEPS {
                new(store.clone(), &world, at).await;
            }
        });
        assert_eq!(histories(&store), expected, "changed before {change}");
        assert_eq!(*world.0.lock().unwrap(), told, "changed before {change}");
        // What is built anew of the log is what the new program would have had, and nothing is done twice.
        let host = after::lookups::Answers(world.clone());
        let app = app::<after::Ages, _, _>(store.clone(), host);
        let rebuilt = block_on(app.rebuild()).unwrap();
        assert_eq!(rebuilt.unknown, 0);
        assert_eq!(block_on(app.settle()).unwrap().automated.performed, 0);
        let changed = block_on(app.rows::<after::views::Outgoing>()).unwrap();
        assert_eq!(changed.len(), 2);
        let told_again = world.0.lock().unwrap().clone();
        assert_eq!(told_again, told, "changed before {change}");
        let expected_app = app_of(reference.clone());
        block_on(expected_app.rebuild()).unwrap();
        block_on(expected_app.settle()).unwrap();
        assert_eq!(rows(&store), rows(&reference), "changed before {change}");
    }
}

fn app_of<S: Store>(store: S) -> App<after::Ages, S, after::lookups::Answers<World>> {
    app(store, after::lookups::Answers(World::default()))
}

#[test]
fn in_memory() {
    the_same_whenever_the_program_changes(MemoryStore::new);
}

#[test]
fn in_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let number = std::cell::Cell::new(0);
    the_same_whenever_the_program_changes(|| {
        number.set(number.get() + 1);
        let file = folder.path().join(format!("{}.db", number.get()));
        SqliteStore::open(file).unwrap()
    });
}

/// The program of before does not know what the one of after records: it passes over it, and stops where it would have
/// to go on with it.
#[test]
fn what_is_newer_is_refused() {
    let (store, world) = (MemoryStore::new(), World::default());
    block_on(new(store.clone(), &world, 0));
    let host = before::lookups::Answers(world.clone());
    let app = app::<before::Ages, _, _>(store.clone(), host);
    let take = json!({ "Serving": { "TakeOrder": { "meal": meal(1) } } });
    let told = block_on(send(&app, "Cook", 2, take)).unwrap_err();
    assert!(
        matches!(told, coact_runtime::CommandError::Decode(_)),
        "{told}"
    );
    assert!(block_on(app.project()).unwrap().unknown > 0);
}

/// The recorded data of the first event of this name.
fn data<S: Store>(store: &S, name: &str) -> String {
    let page = block_on(store.read_all(&Cursor::START, 1000)).unwrap();
    let mut events = page.events.into_iter();
    events.find(|(_, event)| event.name == name).unwrap().1.data
}

/// Only what is kept has its version in it, and only from the second one on.
#[test]
fn what_is_kept_has_a_version() {
    let (store, world) = (MemoryStore::new(), World::default());
    block_on(async {
        for at in 0..STEPS {
            new(store.clone(), &world, at).await;
        }
    });
    let ordered: Value = serde_json::from_str(&data(&store, "DinnerOrdered")).unwrap();
    let ordered = &ordered["event"]["Dining"]["DinnerOrdered"];
    assert_eq!(
        (&ordered["$v"], &ordered["address"]["$v"]),
        (&json!(3), &json!(4))
    );
    assert!(!data(&store, "OrderAgreed").contains("$v"));
    let (kind, after) = histories(&store).pop().unwrap();
    assert!(kind.0.starts_with("Meal/"), "{kind:?}");
    // As JSON of today: what is shown has no version, and what has none is of today.
    let shown = serde_json::to_string(&after).unwrap();
    assert!(!shown.contains("$v"), "{shown}");
    let read: Vec<Envelope<after::Ages>> = serde_json::from_str(&shown).unwrap();
    assert_eq!(read, after);
    let short =
        serde_json::from_value::<after::types::Address>(json!({ "street": "S", "code": "1" }));
    let told = short.unwrap_err().to_string();
    assert!(told.contains("missing field `line`"), "{told}");
}

/// Records as they may come to stand in a log.
#[test]
fn each_step_is_taken_once_and_newer_records_are_refused() {
    let (store, world) = (MemoryStore::new(), World::default());
    block_on(old(store.clone(), &world, 0));
    let first = data(&store, "MealOrdered");
    let read = |change: &dyn Fn(&mut Value)| {
        let mut envelope: Value = serde_json::from_str(&first).unwrap();
        change(&mut envelope["event"]["Serving"]["MealOrdered"]);
        let copy = MemoryStore::new();
        let case = CaseId(format!("Meal/{}", meal(1)));
        let event = NewEvent {
            name: "MealOrdered",
            data: envelope.to_string(),
            touches: Vec::new(),
            personal: Vec::new(),
        };
        let append = Append {
            case: case.clone(),
            expected: Default::default(),
            command_id: id(1),
            events: NonEmpty::one(event),
            claims: Vec::new(),
            held: Default::default(),
            guard: None,
            recorded_at: Timestamp::UNIX_EPOCH,
            advance: None,
        };
        block_on(copy.append(Arc::new(append))).unwrap();
        let history = block_on(app_of(copy).history(&case)).map_err(|error| {
            let source = std::error::Error::source(&error).map(ToString::to_string);
            source.unwrap_or_else(|| error.to_string())
        })?;
        let [Envelope { event, .. }] = history.try_into().unwrap();
        match event {
            after::Event::Dining(after::dining::Event::DinnerOrdered(it)) => Ok::<_, String>(it),
            _ => unreachable!("it was ordered"),
        }
    };
    let plain = read(&|_| {}).unwrap();
    assert_eq!(plain.address.line, "High Street  1");
    assert_eq!(plain.address.lines, ["High Street  1", " 1"]);
    assert_eq!((plain.seats, plain.loud), (2, false));
    // Of the second version on, an address had a line.
    let second = json!({ "$v": 2, "line": " a ", "code": "b" });
    let second = read(&|it| it["place"] = second.clone()).unwrap().address;
    assert_eq!((&*second.line, second.lines.len()), ("a", 2));
    let third = json!({ "$v": 3, "line": " a ", "lines": [], "state": "NL" });
    let third = read(&|it| it["place"] = third.clone()).unwrap().address;
    assert_eq!((&*third.line, third.state.as_deref()), ("a", Some("NL")));
    let fourth = json!({ "$v": 4, "line": " a ", "lines": [] });
    let fourth = read(&|it| it["place"] = fourth.clone()).unwrap().address;
    assert_eq!((&*fourth.line, fourth.state), (" a ", None));
    let fifth = json!({ "$v": 5, "line": " a ", "lines": [] });
    let told = read(&|it| it["place"] = fifth.clone()).unwrap_err();
    assert!(
        told.contains("`Address` of version 5; this program knows the first 4"),
        "{told}"
    );
    // What is not there is not made up.
    let told = read(&|it| it["place"] = json!({ "street": "S" })).unwrap_err();
    assert!(
        told.contains("`Address` cannot be read as version 2"),
        "{told}"
    );
    let told = read(&|it| it["place"] = json!({ "$v": 4, "line": "a" })).unwrap_err();
    assert!(told.contains("missing field `lines`"), "{told}");
    // Two versions of the act have passed: it has seats from the second on.
    let told = read(&|it| it["$v"] = json!(2)).unwrap_err();
    assert!(told.contains("missing field `seats`"), "{told}");
}
