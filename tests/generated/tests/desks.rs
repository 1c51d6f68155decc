//! Acts in the name of another: only what is delegated, recorded beside the party and never instead.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use coact_runtime::export::serde_json;
use coact_runtime::export::uuid::Uuid;
use coact_runtime::store::MemoryStore;
use coact_runtime::{ActorId, App, CommandError, Envelope, Outcome, Principal, RejectionKind, Via};
use generated::desks::commands::{Confirm, ExecuteSelling, Place, Report};
use generated::desks::lookups::Answers;
use generated::desks::queries::MyOrders;
use generated::desks::types::{CustomerId, OrderId};
use generated::desks::{Command, Desks, Position, Role, selling};
use pollster::block_on;

type Shop = App<Desks, MemoryStore, Answers<()>>;

fn customer(n: u128) -> CustomerId {
    CustomerId(Uuid::from_u128(n))
}

fn send(
    app: &Shop,
    who: &Principal<Desks>,
    id: u128,
    command: selling::Command,
) -> Result<Outcome<Desks>, CommandError> {
    block_on(app.execute(who, Uuid::from_u128(id), Command::Selling(command)))
}

fn place(app: &Shop, n: u128) -> OrderId {
    let shopper = Principal::new(customer(n), [Role::Shopper]);
    let place = selling::Command::Place(Place {
        order: None,
        customer: customer(n),
        note: format!("of {n}"),
    });
    let placed = send(app, &shopper, n, place).unwrap();
    placed.case.0.split_once('/').unwrap().1.parse().unwrap()
}

#[test]
fn a_delegate_is_recorded_beside_the_party() {
    assert_eq!(Position::Desk.roles(), [Role::Seller]);
    assert_eq!(Position::Type.name(), "Type");
    let app = Shop::new(MemoryStore::new(), Answers(())).unwrap();
    let order = place(&app, 1);
    let sue = || Principal::new("sue", Position::Desk.roles().iter().copied());
    let bob = || sue().through(Position::Backoffice.name(), "bob");
    let refused = |result: Result<Outcome<Desks>, CommandError>| {
        let error = result.unwrap_err();
        error.rejection().unwrap().kind
    };
    // What is not delegated nobody does for her, whatever position they hold.
    let confirm = || selling::Command::Confirm(Confirm { order });
    assert_eq!(
        refused(send(&app, &bob(), 10, confirm())),
        RejectionKind::Role
    );
    let stranger = sue().through("Nowhere", "eve");
    let report = || selling::Command::Report(Report { order });
    assert_eq!(
        refused(send(&app, &stranger, 11, report())),
        RejectionKind::Role
    );
    send(&app, &sue(), 12, confirm()).unwrap();
    let execute = selling::Command::ExecuteSelling(ExecuteSelling { order });
    send(&app, &sue(), 13, execute).unwrap();
    // Bob may report for her, and not as himself: he is not the party.
    let himself = Principal::new("bob", Position::Backoffice.roles().iter().copied());
    assert_eq!(
        refused(send(&app, &himself, 14, report())),
        RejectionKind::Party
    );
    let reported = send(&app, &bob(), 15, report()).unwrap();
    let [event] = reported.events.as_slice() else {
        unreachable!("one event")
    };
    assert_eq!(event.by, ActorId::from("sue"));
    assert_eq!(event.via.delegate(), Some(&ActorId::from("bob")));
    assert!(event.via.is_person());
    // As it is stored, and read again.
    let text = serde_json::to_string(event).unwrap();
    assert!(
        text.contains(r#""delegate":{"who":"bob","position":"Backoffice"}"#),
        "{text}"
    );
    let read: Envelope<Desks> = serde_json::from_str(&text).unwrap();
    assert_eq!(&read, event);
    let first = &block_on(app.history(&reported.case)).unwrap()[0];
    assert_eq!(first.via, Via::Person);
}

#[test]
fn everybody_sees_their_own() {
    let app = Shop::new(MemoryStore::new(), Answers(())).unwrap();
    let orders = [place(&app, 1), place(&app, 2)];
    block_on(app.settle()).unwrap();
    for (n, order) in [1, 2].into_iter().zip(orders) {
        let mine = MyOrders {
            me: customer(n).into(),
        };
        let rows = block_on(app.query(&mine)).unwrap();
        let found: Vec<OrderId> = rows.into_iter().map(|row| row.order).collect();
        assert_eq!(found, [order]);
    }
    let nobody = MyOrders {
        me: ActorId::from("nobody"),
    };
    assert_eq!(block_on(app.query(&nobody)).unwrap(), []);
}
