//! How the demonstration is shown.
#![allow(clippy::print_stdout, reason = "a demonstration shows itself")]

use coact_runtime::{Envelope, Model, Rejection, Report, Via};
use webshop::shop::queries::OrdersOf;
use webshop::shop::views::{MyOrders, OpenOrders, ParcelsToCarry};
use webshop::shop::{Role, Shop as Generated};

use super::people::{ANNA, BEN, Person};
use super::{Done, Shop};

/// The first line of a run.
pub(crate) fn title(text: &str) {
    println!("{text}\n{}", "=".repeat(text.chars().count()));
}

/// The first line of a part.
pub(crate) fn heading(text: &str) {
    println!("\n{text}\n{}", "-".repeat(text.chars().count()));
}

/// An act and what came of it, tacit acts included.
pub(crate) fn performed(who: &str, command: &str, events: &[Envelope<Generated>]) {
    let facts: Vec<String> = events
        .iter()
        .map(|envelope| {
            let tacit = if envelope.via == Via::Tacit {
                " (tacit)"
            } else {
                ""
            };
            format!("{}{tacit}", Generated::event_name(&envelope.event))
        })
        .collect();
    println!("  {who:<12} {command:<16} -> {}", facts.join(", "));
}

/// An act that the model refused.
pub(crate) fn refused(who: &str, command: &str, rejection: &Rejection) {
    println!("  {who:<12} {command:<16} !! {rejection}");
}

/// What followed by itself.
pub(crate) fn automated(report: &Report) {
    match report.automated.performed {
        0 => {}
        1 => println!("  {:<12} one act followed by itself", ""),
        acts => println!("  {:<12} {acts} acts followed by themselves", ""),
    }
}

/// What everybody owes.
pub(crate) async fn agendas(shop: &Shop) -> Done {
    heading("Agendas");
    for role in [Role::Shopper, Role::Seller, Role::Payer, Role::Carrier] {
        let agenda = shop.app.agenda(role).await?.acts;
        println!(
            "  {role:?}{}",
            if agenda.is_empty() { ": nothing" } else { "" }
        );
        for agendum in agenda {
            let item = agendum.item;
            let advice = match item.advice.as_slice() {
                [] => String::new(),
                fails => format!("   advice: {} does not hold", fails.join(", ")),
            };
            println!(
                "    {:<16} {} {}{advice}",
                item.command,
                item.kind,
                short(&item.subject)
            );
        }
    }
    Ok(())
}

/// The read models.
pub(crate) async fn views(shop: &Shop) -> Done {
    heading("Open orders, as the desk sees them");
    for row in shop.app.rows::<OpenOrders>().await? {
        println!(
            "  {}  {:>8} EUR  {:?}",
            short(&row.order.to_string()),
            row.total.0,
            row.status
        );
    }
    for (name, customer) in [("Anna", ANNA), ("Ben", BEN)] {
        heading(&format!("{name}'s orders"));
        for row in shop.app.query(&OrdersOf { customer }).await? {
            let MyOrders {
                order,
                total,
                paid,
                deliver_by,
                status,
                ..
            } = row;
            let by = deliver_by
                .map(|day| format!("  by {day}"))
                .unwrap_or_default();
            println!(
                "  {}  {:>8} EUR  paid {:>8} EUR  {status:?}{by}",
                short(&order.to_string()),
                total.0,
                paid.0
            );
        }
    }
    heading("Parcels, as the carrier sees them");
    for row in shop.app.rows::<ParcelsToCarry>().await? {
        println!(
            "  {}  {} x {}  to {}  {:?}",
            short(&row.shipment.to_string()),
            row.quantity.get(),
            row.sku,
            row.ship_to.city,
            row.status
        );
    }
    Ok(())
}

/// The event log of one order of this customer: the one with the longest history.
pub(crate) async fn latest_history(shop: &Shop, customer: &Person) -> Done {
    let mut longest = Vec::new();
    for row in shop.app.rows::<MyOrders>().await? {
        if coact_runtime::ActorId::from(row.customer.0) == customer.principal.id {
            let history = shop.app.history(&row.order.case()).await?;
            if history.len() > longest.len() {
                longest = history;
            }
        }
    }
    heading("The event log of Anna's busiest order");
    for (version, envelope) in longest.iter().enumerate() {
        let via = match &envelope.via {
            Via::Person => String::new(),
            Via::Delegate(delegate) => format!("through {}", delegate.who),
            Via::Tacit => "tacitly".to_owned(),
            Via::Automation(cause) => format!("by the rule `{}`", cause.rule),
        };
        println!(
            "  {:>2}  {:<18} {:<8} {}  {via}",
            version + 1,
            Generated::event_name(&envelope.event),
            format!("{:?}", envelope.role),
            envelope.at.strftime("%H:%M:%S"),
        );
    }
    Ok(())
}

/// The end of a key: enough to tell keys apart on a screen.
fn short(key: &str) -> &str {
    key.get(key.len().saturating_sub(6)..).unwrap_or(key)
}
