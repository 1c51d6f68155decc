//! Entities of other cases, read on a store: what was read is recorded with the act, and stays what it was.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::sync::{Arc, Mutex};

use coact_runtime::export::jiff::civil::date;
use coact_runtime::export::serde_json;
use coact_runtime::export::uuid::Uuid;
use coact_runtime::store::{SqliteStore, Store, Version};
use coact_runtime::{App, CommandError, LookupError, Outcome, Principal, RejectionKind};
use generated::shelves::commands::{
    AllowAcceptRevocationOfCardIssuing, AskForCard, AskForStamp, IssueCard, OrderFeast, PlanCard,
    Replace, RevokeAcceptOfCardIssuing, Season, Stock, TakeCard, TakeFeast,
};
use generated::shelves::lookups::{Answers, CardRead, Lookups};
use generated::shelves::types::{CardId, FeastId, GuestId, Product};
use generated::shelves::{Command, Role, Shelves};
use pollster::block_on;

type Kitchen<'a> = App<Shelves, &'a SqliteStore, Answers<Host>>;

fn pepper() -> Product {
    Product::new("pepper".to_owned()).unwrap()
}

/// Notes what it is asked.
#[derive(Clone, Default)]
struct Host(Arc<Mutex<Vec<String>>>);

impl Lookups for Host {
    async fn favourite(&self, _: GuestId) -> Result<Product, LookupError> {
        self.0.lock().unwrap().push("favourite".to_owned());
        Ok(pepper())
    }

    async fn fallback(&self, product: Product) -> Result<Option<Product>, LookupError> {
        self.0
            .lock()
            .unwrap()
            .push(format!("fallback of {product}"));
        Ok(Some(pepper()))
    }

    async fn spice(&self, product: Product) -> Result<i64, LookupError> {
        assert_eq!(product, pepper());
        self.0.lock().unwrap().push("spice".to_owned());
        Ok(3)
    }
}

const ANN: GuestId = GuestId(Uuid::from_u128(3));

fn send(
    app: &Kitchen<'_>,
    id: u128,
    command: impl Into<Command>,
) -> Result<Outcome<Shelves>, CommandError> {
    let roles = [
        Role::Diner,
        Role::Clerk,
        Role::Stamper,
        Role::Host,
        Role::Cook,
    ];
    // One person may fill all roles.
    let who = Principal::new(ANN, roles);
    block_on(app.execute(&who, Uuid::from_u128(id), command.into()))
}

/// A card of ann that is issued, with a stamp.
fn issue(app: &Kitchen<'_>) -> CardId {
    let asked = AskForCard {
        card: None,
        owner: ANN,
    };
    let case = send(app, 1, asked).unwrap().case.0;
    let card: CardId = case.split_once('/').unwrap().1.parse().unwrap();
    let plan = PlanCard {
        card,
        places: 4,
        ends: Some(date(2099, 1, 1)),
    };
    send(app, 2, plan).unwrap();
    let stamp = AskForStamp {
        stamp: None,
        card,
        worth: 1,
    };
    send(app, 3, stamp).unwrap();
    send(app, 4, Command::from(IssueCard { card })).unwrap();
    send(app, 5, Command::from(TakeCard { card })).unwrap();
    card
}

fn order(app: &Kitchen<'_>, id: u128, card: CardId) -> FeastId {
    let order = OrderFeast {
        feast: None,
        host: ANN,
        card,
        helpers: vec![card],
    };
    let case = send(app, id, order).unwrap().case.0;
    case.split_once('/').unwrap().1.parse().unwrap()
}

fn take(app: &Kitchen<'_>, id: u128, feast: FeastId) -> Result<Outcome<Shelves>, CommandError> {
    let take = TakeFeast {
        feast,
        guests: None,
        until: None,
    };
    send(app, id, take)
}

#[test]
fn what_was_read_is_recorded() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("shelves.db");
    let (card, feast, first) = {
        let store = SqliteStore::open(&file).unwrap();
        let app = Kitchen::new(&store, Answers(Host::default())).unwrap();
        let card = issue(&app);
        let feast = order(&app, 10, card);
        (card, feast, take(&app, 11, feast).unwrap())
    };
    // Another program, on the same file.
    let store = SqliteStore::open(&file).unwrap();
    let app = Kitchen::new(&store, Answers(Host::default())).unwrap();
    let facts = first.events[0].facts.as_ref().unwrap();
    let read = CardRead {
        places: Some(4),
        ends: Some((Some(date(2099, 1, 1)),)),
        good: Some(true),
        last_day: Some((Some(date(2099, 1, 1)),)),
        stamps: facts.entities_of_card[0].1.as_ref().unwrap().stamps.clone(),
    };
    assert_eq!(read.stamps.as_ref().map(Vec::len), Some(1));
    // Once by its key, once by its owner.
    let both = [(card, Some(read.clone())), (card, Some(read))];
    assert_eq!(facts.entities_of_card, both);
    let values = format!("[\"{ANN}\"]");
    assert_eq!(
        facts.keys_of_card,
        [("Card(owner)".to_owned(), values, Some(card))]
    );
    let stored = block_on(store.load(&first.case, Version(1))).unwrap();
    let taken = &stored[0].data;
    assert!(taken.contains("\"guests\":8"), "{taken}");
    assert!(taken.contains("\"good\":true"), "{taken}");

    // The card is given back: the feast stays, the next one is refused.
    let revoke = RevokeAcceptOfCardIssuing { card, reason: None };
    send(&app, 30, Command::from(revoke)).unwrap();
    let allow = AllowAcceptRevocationOfCardIssuing { card };
    send(&app, 31, Command::from(allow)).unwrap();
    let again = take(&app, 11, feast).unwrap();
    assert!(again.duplicate);
    assert_eq!(again.events, first.events);
    let feast = order(&app, 12, card);
    let error = take(&app, 13, feast).unwrap_err();
    let rejection = error.rejection().unwrap();
    assert_eq!(rejection.kind, RejectionKind::Rule);
    assert_eq!(rejection.name, "Good");
}

#[test]
fn what_is_absent_is_known_to_be() {
    let read = |ends| CardRead {
        ends,
        ..CardRead::default()
    };
    for ends in [None, Some((None,)), Some((Some(date(2026, 5, 1)),))] {
        let text = serde_json::to_string(&read(ends)).unwrap();
        let back: CardRead = serde_json::from_str(&text).unwrap();
        assert_eq!(back, read(ends), "{text}");
    }
}

#[test]
fn what_is_answered_is_asked_with() {
    let folder = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(folder.path().join("shelves.db")).unwrap();
    let host = Host::default();
    let app = Kitchen::new(&store, Answers(host.clone())).unwrap();
    let card = issue(&app);
    let feast = order(&app, 10, card);
    let season = |id: u128| send(&app, id, Season { guest: ANN, feast });
    let refused = season(11).unwrap_err();
    assert_eq!(refused.rejection().unwrap().name, "Shelved");
    let stock = Stock {
        product: pepper(),
        left: 1,
        aisle: 1,
        note: None,
    };
    send(&app, 12, stock).unwrap();
    host.0.lock().unwrap().clear();
    let seasoned = season(13).unwrap();
    // Each is asked once.
    assert_eq!(*host.0.lock().unwrap(), ["favourite", "spice"]);
    let facts = seasoned.events[0].facts.as_ref().unwrap();
    assert_eq!(facts.spice.len(), 1);
    assert_eq!(facts.rows_of_shelf.len(), 1);
    assert_eq!(facts.entities_of_card.len(), 1);
    assert_eq!(facts.entities_of_feast.len(), 1);
}

/// Which row guards a decision is itself said by a row, and by an answer that is asked with it.
#[test]
fn one_row_leads_to_the_next() {
    let folder = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(folder.path().join("shelves.db")).unwrap();
    let host = Host::default();
    let app: Kitchen<'_> = App::new(&store, Answers(host.clone())).unwrap();
    let product = |name: &str| Product::new(name.to_owned()).unwrap();
    let stock = |name: &str, left, aisle, note: Option<&str>| Stock {
        product: product(name),
        left,
        aisle,
        note: note.map(str::to_owned),
    };
    let replace = || Replace {
        product: product("bread"),
    };
    send(&app, 1, stock("bread", 0, 7, Some("roll"))).unwrap();
    send(&app, 2, stock("roll", 0, 8, None)).unwrap();
    let refused = send(&app, 3, replace()).unwrap_err();
    assert!(matches!(refused, CommandError::Rejected(found) if found.name == "There"));
    send(&app, 4, stock("pepper", 1, 9, None)).unwrap();
    let done = send(&app, 5, replace()).unwrap();
    let facts = done.events[0].facts.as_ref().unwrap();
    let told = serde_json::to_string(facts).unwrap();
    for row in ["bread", "roll", "pepper"] {
        assert!(told.contains(row), "{told}");
    }
    assert!(
        host.0
            .lock()
            .unwrap()
            .contains(&"fallback of bread".to_owned())
    );
}
