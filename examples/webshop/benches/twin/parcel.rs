//! `OrderShipping`: the seller asks for a parcel per line, the carrier brings it; a reported parcel is shipped.

use coact_runtime::ctp::{Act, Base, Step};
use coact_runtime::{Ctx, Decision, Envelope, Performed, Rejection, steps};
use webshop::shop::events::*;
use webshop::shop::order_shipping::{Command, Event};
use webshop::shop::types::ShipmentId;
use webshop::shop::{self, Role, Shop};

use super::Case;
use super::deal::{Deal, entitled, legal};

/// One parcel.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Parcel {
    /// Where it stands and who takes part.
    pub(crate) deal: Deal,
    /// What the standing acts said.
    pub(crate) requested: Option<Performed<Role, ShipmentAsked>>,
    /// The promise.
    pub(crate) promised: Option<Performed<Role, ShipmentPromised>>,
    /// The decline.
    pub(crate) declined: Option<Performed<Role, ShipmentRefused>>,
    /// The declaration.
    pub(crate) declared: Option<Performed<Role, ShipmentReported>>,
    /// The acceptance.
    pub(crate) accepted: Option<Performed<Role, OrderShippingAccepted>>,
    /// The rejection.
    pub(crate) rejected: Option<Performed<Role, OrderShippingRejected>>,
    /// The order's line that it was asked for.
    pub(crate) line: Option<i64>,
    /// The case's version right after it was asked for last.
    pub(crate) last_request: u64,
    /// Whether an allowed revocation led to where it stands.
    pub(crate) returned: bool,
}

pub(crate) fn decide(
    case: &Case,
    ctx: &Ctx<'_, Shop>,
    command: Command,
) -> Decision<(Role, shop::Event)> {
    let known = |key: &ShipmentId| {
        case.parcel(key)
            .map(|parcel| &parcel.deal)
            .ok_or_else(Rejection::identity)
    };
    let seller = |key: &ShipmentId, step: Step| {
        let deal = known(key)?;
        let role = entitled(ctx, Role::Seller, deal.initiator.as_ref())?;
        legal(deal.status, step, true)?;
        Ok(role)
    };
    let carrier = |key: &ShipmentId, step: Step| {
        let deal = known(key)?;
        let role = entitled(ctx, Role::Carrier, deal.executor.as_ref())?;
        legal(deal.status, step, true)?;
        Ok(role)
    };
    // Nothing is taken back once the order that it belongs to has gone on.
    let in_time = |role: Role| {
        if case.order.deal.status.base == Base::Promised {
            Ok(role)
        } else {
            Err(Rejection::contained(
                "contained.OrderShipping",
                "OrderCompleting is past its promise",
            ))
        }
    };
    let taken_back_by_seller = |key: &ShipmentId, step: Step| in_time(seller(key, step)?);
    let taken_back_by_carrier = |key: &ShipmentId, step: Step| in_time(carrier(key, step)?);
    macro_rules! told {
        ($who:ident, $step:ident, $c:ident => $event:ident { $($field:ident),* }) => {
            ($who(&$c.shipment, steps::$step)?, Event::$event($event { shipment: $c.shipment, $($field: $c.$field),* }))
        };
    }
    let (role, event) = match command {
        Command::AskShipment(c) => {
            c.check()?;
            let shipment = c.shipment.unwrap_or(ShipmentId(ctx.new_id));
            let parcel = case.parcel(&shipment);
            if c.order != case.key || (c.shipment.is_some() && parcel.is_none()) {
                return Err(Rejection::identity());
            }
            let role = entitled(
                ctx,
                Role::Seller,
                parcel.and_then(|parcel| parcel.deal.initiator.as_ref()),
            )?;
            legal(
                parcel.map(|parcel| parcel.deal.status).unwrap_or_default(),
                steps::REQUEST,
                true,
            )?;
            if !case.payment.deal.status.holds() {
                return Err(Rejection::waits("waits.OrderPaying"));
            }
            if !case.order.deal.status.is_promised_and_quiet() {
                return Err(Rejection::contained(
                    "contained.OrderShipping",
                    "OrderCompleting is not promised, or being taken back",
                ));
            }
            (
                role,
                Event::ShipmentAsked(ShipmentAsked {
                    shipment,
                    order: c.order,
                    line: c.line,
                    sku: c.sku,
                    quantity: c.quantity,
                }),
            )
        }
        Command::AgreeToShip(c) => told!(carrier, PROMISE, c => ShipmentPromised {}),
        Command::RefuseToShip(c) => told!(carrier, DECLINE, c => ShipmentRefused { reason }),
        Command::ReportShipment(c) => told!(carrier, DECLARE, c => ShipmentReported { parcel }),
        Command::AcceptOrderShipping(c) => told!(seller, ACCEPT, c => OrderShippingAccepted {}),
        Command::RejectOrderShipping(c) => {
            told!(seller, REJECT, c => OrderShippingRejected { reason })
        }
        Command::RevokeRequestOfOrderShipping(c) => {
            told!(taken_back_by_seller, REVOKE_REQUEST, c => OrderShippingRequestRevocationAsked { reason })
        }
        Command::AllowRequestRevocationOfOrderShipping(c) => {
            told!(carrier, ALLOW_REQUEST, c => OrderShippingRequestRevocationAllowed {})
        }
        Command::RefuseRequestRevocationOfOrderShipping(c) => {
            told!(carrier, REFUSE_REQUEST, c => OrderShippingRequestRevocationRefused { reason })
        }
        Command::RevokePromiseOfOrderShipping(c) => {
            told!(taken_back_by_carrier, REVOKE_PROMISE, c => OrderShippingPromiseRevocationAsked { reason })
        }
        Command::AllowPromiseRevocationOfOrderShipping(c) => {
            told!(seller, ALLOW_PROMISE, c => OrderShippingPromiseRevocationAllowed {})
        }
        Command::RefusePromiseRevocationOfOrderShipping(c) => {
            told!(seller, REFUSE_PROMISE, c => OrderShippingPromiseRevocationRefused { reason })
        }
        Command::RevokeDeclineOfOrderShipping(c) => {
            told!(taken_back_by_carrier, REVOKE_DECLINE, c => OrderShippingDeclineRevocationAsked { reason })
        }
        Command::AllowDeclineRevocationOfOrderShipping(c) => {
            told!(seller, ALLOW_DECLINE, c => OrderShippingDeclineRevocationAllowed {})
        }
        Command::RefuseDeclineRevocationOfOrderShipping(c) => {
            told!(seller, REFUSE_DECLINE, c => OrderShippingDeclineRevocationRefused { reason })
        }
        Command::RevokeDeclareOfOrderShipping(c) => {
            told!(taken_back_by_carrier, REVOKE_DECLARE, c => OrderShippingDeclareRevocationAsked { reason })
        }
        Command::AllowDeclareRevocationOfOrderShipping(c) => {
            told!(seller, ALLOW_DECLARE, c => OrderShippingDeclareRevocationAllowed {})
        }
        Command::RefuseDeclareRevocationOfOrderShipping(c) => {
            told!(seller, REFUSE_DECLARE, c => OrderShippingDeclareRevocationRefused { reason })
        }
        Command::RevokeAcceptOfOrderShipping(c) => {
            told!(taken_back_by_seller, REVOKE_ACCEPT, c => OrderShippingAcceptRevocationAsked { reason })
        }
        Command::AllowAcceptRevocationOfOrderShipping(c) => {
            told!(carrier, ALLOW_ACCEPT, c => OrderShippingAcceptRevocationAllowed {})
        }
        Command::RefuseAcceptRevocationOfOrderShipping(c) => {
            told!(carrier, REFUSE_ACCEPT, c => OrderShippingAcceptRevocationRefused { reason })
        }
        Command::RevokeRejectOfOrderShipping(c) => {
            told!(taken_back_by_seller, REVOKE_REJECT, c => OrderShippingRejectRevocationAsked { reason })
        }
        Command::AllowRejectRevocationOfOrderShipping(c) => {
            told!(carrier, ALLOW_REJECT, c => OrderShippingRejectRevocationAllowed {})
        }
        Command::RefuseRejectRevocationOfOrderShipping(c) => {
            told!(carrier, REFUSE_REJECT, c => OrderShippingRejectRevocationRefused { reason })
        }
    };
    Ok((role, shop::Event::OrderShipping(event)))
}

/// A reported parcel is accepted by itself, in the name of who asked for it.
pub(crate) fn tacit(case: &Case, ctx: &Ctx<'_, Shop>, key: &ShipmentId) -> Option<Envelope<Shop>> {
    let parcel = case.parcel(key)?;
    if parcel.returned || legal(parcel.deal.status, steps::ACCEPT, true).is_err() {
        return None;
    }
    let by = parcel.deal.initiator.clone()?;
    let accepted = Event::OrderShippingAccepted(OrderShippingAccepted { shipment: *key });
    Some(Envelope::new(
        &ctx.tacit(by),
        Role::Seller,
        shop::Event::OrderShipping(accepted),
    ))
}

impl Parcel {
    pub(crate) fn evolve(&mut self, version: u64, envelope: &Envelope<Shop>, event: &Event) {
        match event {
            Event::ShipmentAsked(event) => {
                self.deal.requested(envelope);
                self.requested = Some(Performed::new(version, envelope, event));
                self.declined = None;
                self.line = Some(event.line);
                self.last_request = version;
                self.returned = false;
            }
            Event::ShipmentPromised(event) => {
                self.deal.by_executor(envelope).reach(Base::Promised);
                self.promised = Some(Performed::new(version, envelope, event));
                self.returned = false;
            }
            Event::ShipmentRefused(event) => {
                self.deal.by_executor(envelope).reach(Base::Declined);
                self.declined = Some(Performed::new(version, envelope, event));
                self.returned = false;
            }
            Event::ShipmentReported(event) => {
                self.deal.by_executor(envelope).reach(Base::Declared);
                self.declared = Some(Performed::new(version, envelope, event));
                self.rejected = None;
                self.returned = false;
            }
            Event::OrderShippingAccepted(event) => {
                self.deal.reach(Base::Accepted);
                self.accepted = Some(Performed::new(version, envelope, event));
                self.returned = false;
            }
            Event::OrderShippingRejected(event) => {
                self.deal.reach(Base::Rejected);
                self.rejected = Some(Performed::new(version, envelope, event));
                self.returned = false;
            }
            Event::OrderShippingRequestRevocationAsked(_) => {
                self.deal.ask_back(Act::Request, version)
            }
            Event::OrderShippingPromiseRevocationAsked(_) => self
                .deal
                .by_executor(envelope)
                .ask_back(Act::Promise, version),
            Event::OrderShippingDeclineRevocationAsked(_) => self
                .deal
                .by_executor(envelope)
                .ask_back(Act::Decline, version),
            Event::OrderShippingDeclareRevocationAsked(_) => self
                .deal
                .by_executor(envelope)
                .ask_back(Act::Declare, version),
            Event::OrderShippingAcceptRevocationAsked(_) => {
                self.deal.ask_back(Act::Accept, version)
            }
            Event::OrderShippingRejectRevocationAsked(_) => {
                self.deal.ask_back(Act::Reject, version)
            }
            Event::OrderShippingRequestRevocationRefused(_)
            | Event::OrderShippingAcceptRevocationRefused(_)
            | Event::OrderShippingRejectRevocationRefused(_) => {
                self.deal.by_executor(envelope).keep()
            }
            Event::OrderShippingPromiseRevocationRefused(_)
            | Event::OrderShippingDeclineRevocationRefused(_)
            | Event::OrderShippingDeclareRevocationRefused(_) => self.deal.keep(),
            Event::OrderShippingRequestRevocationAllowed(_) => {
                self.deal.by_executor(envelope).reach(Base::Initial);
                self.requested = None;
                self.back_to_request();
                self.returned = true;
            }
            Event::OrderShippingPromiseRevocationAllowed(_)
            | Event::OrderShippingDeclineRevocationAllowed(_) => {
                self.deal.reach(Base::Requested);
                self.back_to_request();
                self.returned = true;
            }
            Event::OrderShippingDeclareRevocationAllowed(_) => {
                self.deal.reach(Base::Promised);
                self.declared = None;
                self.accepted = None;
                self.rejected = None;
                self.returned = true;
            }
            Event::OrderShippingAcceptRevocationAllowed(_)
            | Event::OrderShippingRejectRevocationAllowed(_) => {
                self.deal.by_executor(envelope).reach(Base::Declared);
                self.accepted = None;
                self.rejected = None;
                self.returned = true;
            }
        }
    }

    /// What the executor said no longer stands.
    fn back_to_request(&mut self) {
        self.promised = None;
        self.declined = None;
        self.declared = None;
        self.rejected = None;
    }
}
