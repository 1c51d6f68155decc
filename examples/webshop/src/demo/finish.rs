//! Works off the agendas until nobody owes anything.

use coact_runtime::{ActorId, AgendaItem};
use webshop::shop::commands::{
    AgreeToPay, AgreeToShip, ConfirmOrder, ConfirmPayment, FulfilOrder, ReportDelivery,
    ReportPayment, ReportShipment, TakeDelivery,
};
use webshop::shop::types::{Amount, OrderId};
use webshop::shop::views::OpenOrders;
use webshop::shop::{Command, Role, Shop as Model};

use super::people::{Person, anna, ben, carrier, desk};
use super::{Done, Shop, print};

/// More rounds than any order has acts: a guard against going round in circles.
const ROUNDS: usize = 100;

/// Everybody does what they owe, in the order of the agendas.
pub(crate) async fn everything_open(shop: &Shop) -> Done {
    print::heading("Everybody works off their agenda");
    for _ in 0..ROUNDS {
        let mut progress = false;
        for role in [Role::Seller, Role::Payer, Role::Carrier, Role::Shopper] {
            for agendum in shop.app.agenda(role).await?.acts {
                if let Some(command) = next_act(shop, &agendum.item).await? {
                    progress |= shop.act(&person(&agendum.item), command).await?.is_some();
                }
            }
        }
        if !progress {
            return Ok(());
        }
    }
    Err("the agendas do not come to rest".into())
}

/// The act that brings the matter forward; none for turning down, disputing and taking back.
async fn next_act(shop: &Shop, item: &AgendaItem<Model>) -> Done<Option<Command>> {
    let subject = item.subject.as_str();
    Ok(Some(match item.command {
        "ConfirmOrder" => ConfirmOrder {
            order: subject.parse()?,
            deliver_by: None,
        }
        .into(),
        "FulfilOrder" => FulfilOrder {
            order: subject.parse()?,
        }
        .into(),
        "ReportDelivery" => ReportDelivery {
            order: subject.parse()?,
        }
        .into(),
        "TakeDelivery" => TakeDelivery {
            order: subject.parse()?,
        }
        .into(),
        "AgreeToPay" => AgreeToPay {
            order: subject.parse()?,
        }
        .into(),
        "ReportPayment" => {
            let order = subject.parse()?;
            ReportPayment {
                order,
                paid: total(shop, order).await?,
            }
            .into()
        }
        "ConfirmPayment" => ConfirmPayment {
            order: subject.parse()?,
        }
        .into(),
        "AgreeToShip" => AgreeToShip {
            shipment: subject.parse()?,
        }
        .into(),
        "ReportShipment" => ReportShipment {
            shipment: subject.parse()?,
            parcel: None,
        }
        .into(),
        _ => return Ok(None),
    }))
}

/// What an open order costs, as the desk sees it.
async fn total(shop: &Shop, order: OrderId) -> Done<Amount> {
    let open = shop.app.rows::<OpenOrders>().await?;
    let row = open
        .into_iter()
        .find(|row| row.order == order)
        .ok_or("the order is not open")?;
    Ok(row.total)
}

/// The party of the instance, or whoever fills the role.
fn person(item: &AgendaItem<Model>) -> Person {
    let is = |person: &Person| item.party.as_ref() == Some::<&ActorId>(&person.principal.id);
    match item.role {
        Role::Seller => desk(),
        Role::Carrier => carrier(),
        Role::Shopper | Role::Payer => Some(anna()).filter(is).unwrap_or_else(ben),
    }
}
