//! The case of an order, written by hand: what somebody who knows the shop, its transaction pattern and its
//! process would write instead of generating it. It takes the shop's commands and records the shop's events, so
//! that both can be held to the same walk and measured by the same acts.
//!
//! The three kinds repeat each other where their events differ in type only. That is meant: what they would share
//! behind type parameters is what is counted here, and each is written out as its author would write it alone.

mod deal;
mod order;
mod parcel;
mod payment;

use coact_runtime::{Ctx, Decision, Envelope};
use webshop::shop::lookups::Facts;
use webshop::shop::types::{OrderId, ShipmentId};
use webshop::shop::{Command, Event, Shop, order_shipping};

pub(crate) use order::Order;
pub(crate) use parcel::Parcel;
pub(crate) use payment::Payment;

/// One order, its payment and its parcels.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Case {
    /// How many events it has.
    pub(crate) version: u64,
    /// The order's key.
    pub(crate) key: OrderId,
    /// `OrderCompleting`.
    pub(crate) order: Order,
    /// `OrderPaying`.
    pub(crate) payment: Payment,
    /// `OrderShipping`, in the order in which they were asked for.
    pub(crate) parcels: Vec<(ShipmentId, Parcel)>,
}

impl Case {
    /// The case before its first event.
    pub(crate) fn new(key: OrderId) -> Self {
        Self {
            version: 0,
            key,
            order: Order::default(),
            payment: Payment::default(),
            parcels: Vec::new(),
        }
    }

    /// The parcel of this key.
    pub(crate) fn parcel(&self, key: &ShipmentId) -> Option<&Parcel> {
        let (_, parcel) = self.parcels.iter().find(|(subject, _)| subject == key)?;
        Some(parcel)
    }

    /// Decides a command: the event it brings about, or why not.
    pub(crate) fn decide(
        &self,
        ctx: &Ctx<'_, Shop>,
        command: Command,
        facts: &Facts,
    ) -> Decision<Envelope<Shop>> {
        let (role, event) = match command {
            Command::OrderCompleting(command) => order::decide(self, ctx, command, facts)?,
            Command::OrderPaying(command) => payment::decide(self, ctx, command)?,
            Command::OrderShipping(command) => parcel::decide(self, ctx, command)?,
        };
        Ok(Envelope::new(ctx, role, event))
    }

    /// Folds one event.
    pub(crate) fn evolve(&mut self, envelope: &Envelope<Shop>) {
        self.version += 1;
        match &envelope.event {
            Event::OrderCompleting(event) => self.order.evolve(self.version, envelope, event),
            Event::OrderPaying(event) => self.payment.evolve(self.version, envelope, event),
            Event::OrderShipping(event) => {
                let key = event.subject();
                let place = self.parcels.iter().position(|(subject, _)| subject == key);
                let place = match place {
                    Some(place) => place,
                    None if matches!(event, order_shipping::Event::ShipmentAsked(_)) => {
                        self.parcels.push((*key, Parcel::default()));
                        self.parcels.len() - 1
                    }
                    None => return,
                };
                if let Some((_, parcel)) = self.parcels.get_mut(place) {
                    parcel.evolve(self.version, envelope, event);
                }
            }
        }
    }

    /// The acceptance that follows by itself where `last` reported a parcel.
    pub(crate) fn tacit(
        &self,
        ctx: &Ctx<'_, Shop>,
        last: &Envelope<Shop>,
    ) -> Option<Envelope<Shop>> {
        match &last.event {
            Event::OrderShipping(event) => parcel::tacit(self, ctx, event.subject()),
            _ => None,
        }
    }
}
