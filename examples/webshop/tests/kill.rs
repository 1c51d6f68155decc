//! The shop under SIGKILL at random moments: nothing acknowledged is lost, nothing automated is doubled.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test")]

use std::path::Path;

use coact_runtime::export::rust_decimal::Decimal;
use coact_runtime::export::uuid::Uuid;
use coact_runtime::store::{Durability, SqliteOptions, SqliteStore};
use coact_runtime::testing::{KillError, KillTest, Step};
use coact_runtime::{App, Principal};
use webshop::Warehouse;
use webshop::shop::commands::{
    AgreeToPay, AgreeToShip, ConfirmOrder, ConfirmPayment, FulfilOrder, PlaceOrder, ReportDelivery,
    ReportPayment, ReportShipment, TakeDelivery,
};
use webshop::shop::lookups::Answers;
use webshop::shop::types::{Address, Amount, CustomerId, OrderId, OrderLine, Quantity, Sku};
use webshop::shop::views::ParcelsToCarry;
use webshop::shop::{Role, Shop};

const CUSTOMER: CustomerId = CustomerId(Uuid::from_u128(1));

type Host = Answers<Warehouse>;

fn open(file: &Path) -> Result<App<Shop, SqliteStore, Host>, KillError> {
    // A killed process needs no synchronised disk; a machine without power would.
    let options = SqliteOptions::default().durability(Durability::Normal);
    let warehouse = Answers(Warehouse::with([("A-100", 1000), ("B-200", 1000)]));
    Ok(App::new(SqliteStore::open_with(file, options)?, warehouse)?)
}

fn line(line: i64, sku: &str) -> OrderLine {
    OrderLine {
        line,
        sku: Sku::new(sku.to_owned()).unwrap(),
        quantity: Quantity::new(2).unwrap(),
        unit_price: Amount(Decimal::new(500, 2)),
    }
}

/// One order the whole way.
async fn order(step: &Step<'_, Shop, SqliteStore, Host>) -> Result<(), KillError> {
    let shopper = Principal::new(CUSTOMER.0, [Role::Shopper, Role::Payer]);
    let (seller, carrier) = (
        Principal::new("desk", [Role::Seller]),
        Principal::new("carrier", [Role::Carrier]),
    );
    let ship_to = Address {
        street: "Kerkstraat 1".to_owned(),
        city: "Utrecht".to_owned(),
    };
    let lines = vec![line(1, "A-100"), line(2, "B-200")];
    let place = PlaceOrder {
        order: None,
        customer: CUSTOMER,
        lines,
        ship_to,
        note: None,
    };
    step.execute("place", &shopper, place.into()).await?;
    let order = OrderId(step.created("place"));
    step.execute(
        "confirm",
        &seller,
        ConfirmOrder {
            order,
            deliver_by: None,
        }
        .into(),
    )
    .await?;
    step.settle().await?;
    step.execute("agree", &shopper, AgreeToPay { order }.into())
        .await?;
    let paid = Amount(Decimal::new(2000, 2));
    step.execute("pay", &shopper, ReportPayment { order, paid }.into())
        .await?;
    step.execute("received", &seller, ConfirmPayment { order }.into())
        .await?;
    step.settle().await?;
    let parcels = step.app.rows::<ParcelsToCarry>().await?;
    for parcel in parcels.into_iter().filter(|parcel| parcel.order == order) {
        let shipment = parcel.shipment;
        step.execute(
            &format!("carry {shipment}"),
            &carrier,
            AgreeToShip { shipment }.into(),
        )
        .await?;
        let report = ReportShipment {
            shipment,
            parcel: Some("3S".to_owned()),
        };
        step.execute(&format!("shipped {shipment}"), &carrier, report.into())
            .await?;
    }
    step.execute("fulfil", &seller, FulfilOrder { order }.into())
        .await?;
    step.execute("deliver", &seller, ReportDelivery { order }.into())
        .await?;
    step.execute("take", &shopper, TakeDelivery { order }.into())
        .await?;
    step.settle().await?;
    Ok(())
}

/// Placed, confirmed, asked to pay, agreed, paid, received; two parcels with four acts each; fulfilled,
/// delivered, taken.
const EVENTS: u64 = 6 + 2 * 4 + 3;

/// 100 times, or as often as `COACT_KILLS` says.
fn kills() -> u32 {
    let told = std::env::var("COACT_KILLS");
    told.map_or(100, |kills| kills.parse().unwrap())
}

#[test]
fn the_shop_is_killed() {
    let report = KillTest::new("the_shop_is_killed")
        .kills(kills())
        .run(open, order)
        .unwrap();
    println!("the shop: {report:?}");
    assert_eq!(report.kills, kills());
    assert!(report.acknowledged > 0, "{report:?}");
    assert_eq!(
        report.audit.events as u64,
        report.audit.cases as u64 * EVENTS,
        "{report:?}"
    );
    // One payment and two parcels each.
    assert_eq!(
        report.audit.automated as u64,
        report.audit.cases as u64 * 3,
        "{report:?}"
    );
}
