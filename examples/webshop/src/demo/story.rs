//! What happens on the first day, and the order that every later run adds.

use coact_runtime::export::rust_decimal::Decimal;
use webshop::shop::commands::{
    AgreeToPay, AgreeToShip, AgreeWithdraw, ConfirmOrder, ConfirmPayment, FulfilOrder,
    HoldToPromise, PlaceOrder, RefuseOrder, RefuseToPay, ReportDelivery, ReportPayment,
    ReportShipment, TakeDelivery, WithdrawPromise,
};
use webshop::shop::types::{Address, Amount, CustomerId, OrderId, OrderLine, Quantity, Sku};
use webshop::shop::views::ParcelsToCarry;

use super::people::{ANNA, BEN, Person, anna, ben, carrier, desk};
use super::{Done, Shop, print};

/// Four orders: one goes the whole way, one is declined, one promise is withdrawn and the withdrawal
/// allowed, one withdrawal is refused and the order stays open.
pub(crate) async fn first_day(shop: &Shop) -> Done {
    print::heading("Anna's order goes the whole way");
    let order = place(
        shop,
        &anna(),
        ANNA,
        vec![line(1, "A-100", 2, 500)?, line(2, "B-200", 1, 750)?],
    )
    .await?;
    print::agendas(shop).await?;
    shop.act(
        &desk(),
        ConfirmOrder {
            order,
            deliver_by: None,
        },
    )
    .await?;
    shop.act(&desk(), FulfilOrder { order }).await?;
    pay(shop, &anna(), order, cents(17_50)).await?;
    carry(shop).await?;
    shop.act(&desk(), FulfilOrder { order }).await?;
    shop.act(&desk(), ReportDelivery { order }).await?;
    shop.act(&anna(), TakeDelivery { order }).await?;

    print::heading("Ben wants more than there is");
    let order = place(shop, &ben(), BEN, vec![line(1, "C-300", 5, 2000)?]).await?;
    shop.act(
        &desk(),
        ConfirmOrder {
            order,
            deliver_by: None,
        },
    )
    .await?;
    shop.act(
        &desk(),
        RefuseOrder {
            order,
            reason: None,
        },
    )
    .await?;

    print::heading("The desk takes a promise back, and Anna allows it");
    let order = place(shop, &anna(), ANNA, vec![line(1, "A-100", 1, 500)?]).await?;
    shop.act(
        &desk(),
        ConfirmOrder {
            order,
            deliver_by: None,
        },
    )
    .await?;
    let reason = Some("the machine is broken".to_owned());
    shop.act(&desk(), WithdrawPromise { order, reason }).await?;
    shop.act(&anna(), AgreeWithdraw { order }).await?;
    shop.act(
        &anna(),
        RefuseToPay {
            order,
            reason: Some("nothing to pay for".to_owned()),
        },
    )
    .await?;
    shop.act(&anna(), AgreeWithdraw { order }).await?;

    print::heading("The desk takes a promise back, and Ben holds it to the promise");
    let order = place(shop, &ben(), BEN, vec![line(1, "B-200", 2, 750)?]).await?;
    shop.act(
        &desk(),
        ConfirmOrder {
            order,
            deliver_by: None,
        },
    )
    .await?;
    shop.act(
        &desk(),
        WithdrawPromise {
            order,
            reason: None,
        },
    )
    .await?;
    shop.act(
        &ben(),
        HoldToPromise {
            order,
            reason: Some("I need it on Friday".to_owned()),
        },
    )
    .await?;
    Ok(())
}

/// What every later run adds.
pub(crate) async fn one_more_order(shop: &Shop) -> Done {
    print::heading("Anna orders again");
    place(shop, &anna(), ANNA, vec![line(1, "A-100", 1, 500)?]).await?;
    Ok(())
}

/// The payer promises and pays, the desk confirms.
pub(crate) async fn pay(shop: &Shop, payer: &Person, order: OrderId, amount: Amount) -> Done {
    shop.act(payer, AgreeToPay { order }).await?;
    shop.act(
        payer,
        ReportPayment {
            order,
            paid: amount,
        },
    )
    .await?;
    shop.act(&desk(), ConfirmPayment { order }).await?;
    Ok(())
}

/// The carrier promises every parcel that is asked for, and reports it.
async fn carry(shop: &Shop) -> Done {
    for (number, parcel) in shop
        .app
        .rows::<ParcelsToCarry>()
        .await?
        .into_iter()
        .enumerate()
    {
        let shipment = parcel.shipment;
        shop.act(&carrier(), AgreeToShip { shipment }).await?;
        shop.act(
            &carrier(),
            ReportShipment {
                shipment,
                parcel: Some(format!("3S{number:04}")),
            },
        )
        .await?;
    }
    Ok(())
}

async fn place(
    shop: &Shop,
    who: &Person,
    customer: CustomerId,
    lines: Vec<OrderLine>,
) -> Done<OrderId> {
    let ship_to = Address {
        street: "Kerkstraat 1".to_owned(),
        city: "Utrecht".to_owned(),
    };
    let command = PlaceOrder {
        order: None,
        customer,
        lines,
        ship_to,
        note: None,
    };
    let placed = shop
        .act(who, command)
        .await?
        .ok_or("the order was refused")?;
    let key = placed
        .case
        .0
        .rsplit('/')
        .next()
        .unwrap_or_default()
        .to_owned();
    Ok(key.parse()?)
}

fn line(line: i64, sku: &str, quantity: i64, price: i64) -> Done<OrderLine> {
    Ok(OrderLine {
        line,
        sku: Sku::new(sku.to_owned())?,
        quantity: Quantity::new(quantity)?,
        unit_price: cents(price),
    })
}

/// An amount in euros from its cents.
pub(crate) fn cents(cents: i64) -> Amount {
    Amount(Decimal::new(cents, 2))
}
