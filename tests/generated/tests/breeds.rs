//! Entities that rest on others, on a store: one stream and one key, whatever else something is.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use coact_runtime::export::rust_decimal::Decimal;
use coact_runtime::export::serde_json;
use coact_runtime::export::uuid::Uuid;
use coact_runtime::store::{SqliteStore, Store, Version};
use coact_runtime::{App, CommandError, Outcome, Principal, RejectionKind};
use generated::breeds::commands::{
    Agree, Complete, Greet, LoadVan, Rent, Return, Review, SearchParcel, SendLetter, TakeCar,
};
use generated::breeds::lookups::{Answers, CompletedRentalRead};
use generated::breeds::types::{
    Amount, AnybodyId, CarId, CompanyId, ParcelId, PayerId, PersonId, RentalId,
};
use generated::breeds::{Breeds, Command, Role};
use pollster::block_on;

type Garage<'a> = App<Breeds, &'a SqliteStore, Answers<()>>;

const ANN: PersonId = PersonId(Uuid::from_u128(3));

fn send(
    app: &Garage<'_>,
    id: u128,
    command: impl Into<Command>,
) -> Result<Outcome<Breeds>, CommandError> {
    // One person may fill all roles.
    let who = Principal::new(ANN, Role::ALL.iter().copied());
    block_on(app.execute(&who, Uuid::from_u128(id), command.into()))
}

fn car() -> CarId {
    CarId("AB-1".to_owned())
}

fn amount(euros: i64) -> Amount {
    Amount::new(Decimal::from(euros)).unwrap()
}

fn rent(app: &Garage<'_>) -> RentalId {
    let rent = Rent {
        rental: None,
        payer: PayerId::from(ANN),
        car: car(),
        price: amount(10),
    };
    let case = send(app, 1, rent).unwrap().case.0;
    case.strip_prefix("Rental/").unwrap().parse().unwrap()
}

fn complete(app: &Garage<'_>, rental: RentalId) {
    send(app, 2, Agree { rental }).unwrap();
    let paid = Some(amount(10));
    send(app, 3, Return { rental, paid }).unwrap();
    send(app, 4, Complete { rental }).unwrap();
}

fn review(app: &Garage<'_>, id: u128, rental: RentalId) -> Result<Outcome<Breeds>, CommandError> {
    let review = Review {
        completed_rental: rental,
        stars: 4,
        of: None,
    };
    send(app, id, review)
}

fn refused(result: Result<Outcome<Breeds>, CommandError>) -> (RejectionKind, String) {
    let error = result.unwrap_err();
    let rejection = error.rejection().unwrap();
    (rejection.kind, rejection.name.to_string())
}

#[test]
fn what_it_becomes_lives_in_its_case() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("breeds.db");
    let rental = {
        let store = SqliteStore::open(&file).unwrap();
        let app = Garage::new(&store, Answers(())).unwrap();
        let rental = rent(&app);
        let early = (RejectionKind::Law, "CompletedRental".to_owned());
        assert_eq!(refused(review(&app, 10, rental)), early);
        // What was never asked for becomes nothing.
        let nothing = RentalId(Uuid::from_u128(99));
        assert_eq!(
            refused(review(&app, 11, nothing)).0,
            RejectionKind::Identity
        );
        complete(&app, rental);
        rental
    };
    // Another program, on the same file.
    let store = SqliteStore::open(&file).unwrap();
    let app = Garage::new(&store, Answers(())).unwrap();
    let reviewed = review(&app, 12, rental).unwrap();
    assert_eq!(reviewed.case, rental.case());
    let stored = block_on(store.load(&rental.case(), Version(0))).unwrap();
    let data: serde_json::Value = serde_json::from_str(&stored.last().unwrap().data).unwrap();
    let key = serde_json::to_value(rental).unwrap();
    assert_eq!(
        data["event"]["Reviewing"]["ReviewAsked"]["completed_rental"], key,
        "{data}"
    );
}

#[test]
fn what_it_becomes_is_read_from_elsewhere_once_it_has() {
    let folder = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(folder.path().join("breeds.db")).unwrap();
    let app = Garage::new(&store, Answers(())).unwrap();
    let rental = rent(&app);
    let greet = |id: u128| {
        let greet = Greet {
            guest: None,
            name: "Bob".to_owned(),
            after: Some(rental),
            spent: None,
        };
        let greeted = send(&app, id, greet).unwrap();
        let who = Principal::new(ANN, Role::ALL.iter().copied());
        let promise = generated::breeds::commands::PromiseGuestGreeting {
            guest: greeted.case.0.split_once('/').unwrap().1.parse().unwrap(),
        };
        block_on(app.execute(&who, Uuid::from_u128(id + 1), promise.into()))
    };
    let early = greet(20).unwrap_err();
    assert_eq!(early.rejection().unwrap().kind, RejectionKind::Rule);
    complete(&app, rental);
    let promised = greet(30).unwrap();
    let facts = promised.events[0].facts.as_ref().unwrap();
    let read = CompletedRentalRead {
        stars: None,
        price: Some(amount(10)),
    };
    assert_eq!(facts.entities_of_completed_rental, [(rental, Some(read))]);
}

#[test]
fn one_thing_has_one_key() {
    let folder = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(folder.path().join("breeds.db")).unwrap();
    let app = Garage::new(&store, Answers(())).unwrap();
    let taken = send(
        &app,
        1,
        TakeCar {
            car: car(),
            seats: 3,
        },
    )
    .unwrap();
    let loaded = send(
        &app,
        2,
        LoadVan {
            van: car(),
            load: 3,
        },
    )
    .unwrap();
    assert_eq!(taken.case, loaded.case);
    assert_eq!(taken.case.0, "Car/AB-1");
    // Whoever may be anybody is known by the key of what they are.
    let company = CompanyId(Uuid::from_u128(5));
    let receiver = AnybodyId::from(company);
    let letter = SendLetter {
        letter: None,
        title: "t".to_owned(),
        receiver,
    };
    let sent = send(&app, 3, letter).unwrap();
    assert!(sent.case.0.starts_with("Paper/"), "{:?}", sent.case);
    let lost = SearchParcel {
        lost_parcel: ParcelId(Uuid::from_u128(7)),
        place: None,
    };
    assert_eq!(refused(send(&app, 4, lost)).0, RejectionKind::Identity);
}
