//! `OrderCompleting`: a shopper orders, the seller completes.

use coact_runtime::ctp::{Act, Base, Step};
use coact_runtime::expr::{self, Period};
use coact_runtime::{ActorId, Ctx, Decision, Envelope, Performed, Rejection, steps};
use webshop::shop::commands::{ConfirmOrder, PlaceOrder};
use webshop::shop::events::*;
use webshop::shop::lookups::Facts;
use webshop::shop::order_completing::{Command, Event};
use webshop::shop::types::OrderId;
use webshop::shop::{self, Role, Shop};

use super::Case;
use super::deal::{Deal, entitled, legal};

/// One order.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Order {
    /// Where it stands and who takes part.
    pub(crate) deal: Deal,
    /// What the standing acts said.
    pub(crate) requested: Option<Performed<Role, OrderPlaced>>,
    /// The promise.
    pub(crate) promised: Option<Performed<Role, OrderConfirmed>>,
    /// The decline.
    pub(crate) declined: Option<Performed<Role, OrderRefused>>,
    /// The execution.
    pub(crate) executed: Option<Performed<Role, OrderFulfilled>>,
    /// The declaration.
    pub(crate) declared: Option<Performed<Role, OrderDelivered>>,
    /// The acceptance.
    pub(crate) accepted: Option<Performed<Role, DeliveryTaken>>,
    /// The rejection.
    pub(crate) rejected: Option<Performed<Role, OrderDisputed>>,
}

pub(crate) fn decide(
    case: &Case,
    ctx: &Ctx<'_, Shop>,
    command: Command,
    facts: &Facts,
) -> Decision<(Role, shop::Event)> {
    let deal = &case.order.deal;
    let known = |order: &OrderId| {
        if *order == case.key && deal.initiator.is_some() {
            Ok(())
        } else {
            Err(Rejection::identity())
        }
    };
    let by_shopper = |step: Step| {
        let role = entitled(ctx, Role::Shopper, deal.initiator.as_ref())?;
        legal(deal.status, step, false)?;
        Ok(role)
    };
    let shopper = |order: &OrderId, step: Step| {
        known(order)?;
        by_shopper(step)
    };
    let seller = |order: &OrderId, step: Step| {
        known(order)?;
        let role = entitled(ctx, Role::Seller, deal.executor.as_ref())?;
        legal(deal.status, step, false)?;
        Ok(role)
    };
    macro_rules! told {
        ($who:ident, $step:ident, $c:ident => $event:ident { $($field:ident),* }) => {
            ($who(&$c.order, steps::$step)?, Event::$event($event { order: case.key, $($field: $c.$field),* }))
        };
    }
    let order = case.key;
    let (role, event) = match command {
        Command::PlaceOrder(c) => {
            fits(case, ctx, &c)?;
            let role = by_shopper(steps::REQUEST)?;
            let PlaceOrder {
                customer,
                lines,
                ship_to,
                note,
                ..
            } = c;
            (
                role,
                Event::OrderPlaced(OrderPlaced {
                    order,
                    customer,
                    lines,
                    ship_to,
                    note,
                }),
            )
        }
        Command::ConfirmOrder(c) => {
            let role = seller(&c.order, steps::PROMISE)?;
            in_stock(case, facts)?;
            let deliver_by = delivery(ctx, &c)?;
            (
                role,
                Event::OrderConfirmed(OrderConfirmed { order, deliver_by }),
            )
        }
        Command::RefuseOrder(c) => {
            let role = seller(&c.order, steps::DECLINE)?;
            let reason = c.reason.or_else(|| Some("out of stock".to_owned()));
            (role, Event::OrderRefused(OrderRefused { order, reason }))
        }
        Command::FulfilOrder(c) => {
            let role = seller(&c.order, steps::EXECUTE)?;
            paid_and_shipped(case)?;
            (role, Event::OrderFulfilled(OrderFulfilled { order }))
        }
        Command::AgreeCancel(c) => {
            let role = seller(&c.order, steps::ALLOW_REQUEST)?;
            nothing_under_way(case)?;
            (role, Event::OrderCancelled(OrderCancelled { order }))
        }
        Command::KeepOrder(c) => {
            let role = seller(&c.order, steps::REFUSE_REQUEST)?;
            let reason = c
                .reason
                .or_else(|| Some("parcels are on their way".to_owned()));
            (role, Event::OrderKept(OrderKept { order, reason }))
        }
        Command::AgreeWithdraw(c) => {
            let role = shopper(&c.order, steps::ALLOW_PROMISE)?;
            nothing_under_way(case)?;
            (role, Event::PromiseWithdrawn(PromiseWithdrawn { order }))
        }
        Command::ReportDelivery(c) => told!(seller, DECLARE, c => OrderDelivered {}),
        Command::TakeDelivery(c) => told!(shopper, ACCEPT, c => DeliveryTaken {}),
        Command::DisputeOrder(c) => told!(shopper, REJECT, c => OrderDisputed { reason }),
        Command::CancelOrder(c) => {
            told!(shopper, REVOKE_REQUEST, c => CancellationAsked { reason })
        }
        Command::WithdrawPromise(c) => {
            told!(seller, REVOKE_PROMISE, c => WithdrawalAsked { reason })
        }
        Command::HoldToPromise(c) => told!(shopper, REFUSE_PROMISE, c => PromiseHeld { reason }),
        Command::RevokeDeclineOfOrderCompleting(c) => {
            told!(seller, REVOKE_DECLINE, c => OrderCompletingDeclineRevocationAsked { reason })
        }
        Command::AllowDeclineRevocationOfOrderCompleting(c) => {
            told!(shopper, ALLOW_DECLINE, c => OrderCompletingDeclineRevocationAllowed {})
        }
        Command::RefuseDeclineRevocationOfOrderCompleting(c) => {
            told!(shopper, REFUSE_DECLINE, c => OrderCompletingDeclineRevocationRefused { reason })
        }
        Command::RevokeDeclareOfOrderCompleting(c) => {
            told!(seller, REVOKE_DECLARE, c => OrderCompletingDeclareRevocationAsked { reason })
        }
        Command::AllowDeclareRevocationOfOrderCompleting(c) => {
            told!(shopper, ALLOW_DECLARE, c => OrderCompletingDeclareRevocationAllowed {})
        }
        Command::RefuseDeclareRevocationOfOrderCompleting(c) => {
            told!(shopper, REFUSE_DECLARE, c => OrderCompletingDeclareRevocationRefused { reason })
        }
        Command::RevokeAcceptOfOrderCompleting(c) => {
            told!(shopper, REVOKE_ACCEPT, c => OrderCompletingAcceptRevocationAsked { reason })
        }
        Command::AllowAcceptRevocationOfOrderCompleting(c) => {
            told!(seller, ALLOW_ACCEPT, c => OrderCompletingAcceptRevocationAllowed {})
        }
        Command::RefuseAcceptRevocationOfOrderCompleting(c) => {
            told!(seller, REFUSE_ACCEPT, c => OrderCompletingAcceptRevocationRefused { reason })
        }
        Command::RevokeRejectOfOrderCompleting(c) => {
            told!(shopper, REVOKE_REJECT, c => OrderCompletingRejectRevocationAsked { reason })
        }
        Command::AllowRejectRevocationOfOrderCompleting(c) => {
            told!(seller, ALLOW_REJECT, c => OrderCompletingRejectRevocationAllowed {})
        }
        Command::RefuseRejectRevocationOfOrderCompleting(c) => {
            told!(seller, REFUSE_REJECT, c => OrderCompletingRejectRevocationRefused { reason })
        }
    };
    Ok((role, shop::Event::OrderCompleting(event)))
}

/// A first request makes the order, a later one names it; and people order for themselves.
fn fits(case: &Case, ctx: &Ctx<'_, Shop>, c: &PlaceOrder) -> Decision<()> {
    c.check()?;
    let exists = case.order.deal.initiator.is_some();
    let fits = match &c.order {
        Some(key) => exists && *key == case.key,
        None => !exists && case.key == OrderId(ctx.new_id),
    };
    if fits && ActorId::from(c.customer) == ctx.who {
        Ok(())
    } else {
        Err(Rejection::identity())
    }
}

fn in_stock(case: &Case, facts: &Facts) -> Decision<()> {
    let lines = case
        .order
        .requested
        .as_ref()
        .map(|placed| &placed.event.lines);
    let all = lines.is_some_and(|lines| {
        lines.iter().all(|line| {
            facts
                .stock(&line.sku)
                .is_ok_and(|left| *left >= line.quantity.get())
        })
    });
    if all {
        Ok(())
    } else {
        Err(Rejection::rule("InStock", "every line is in stock"))
    }
}

fn delivery(
    ctx: &Ctx<'_, Shop>,
    c: &ConfirmOrder,
) -> Decision<coact_runtime::export::jiff::civil::Date> {
    match c.deliver_by {
        Some(day) => Ok(day),
        None => expr::Add::plus(ctx.today, Period::new(0, 3))
            .map_err(|absent| absent.rejection("Order.deliver_by")),
    }
}

/// Paid, and every parcel that was asked for has arrived: one for each line at least.
fn paid_and_shipped(case: &Case) -> Decision<()> {
    if !case.payment.deal.status.holds() {
        return Err(Rejection::waits("waits.OrderPaying"));
    }
    let parcels = || case.parcels.iter().map(|(_, parcel)| parcel);
    let mut asked = parcels()
        .filter(|parcel| parcel.deal.status.base != Base::Initial)
        .peekable();
    let shipped = asked.peek().is_some() && asked.all(|parcel| parcel.deal.status.holds());
    let promise = case
        .order
        .promised
        .as_ref()
        .map_or(0, |promised| promised.version);
    let sent = |line: i64| {
        parcels().any(|parcel| {
            parcel.line == Some(line)
                && (parcel.deal.status.is_live() || parcel.last_request > promise)
        })
    };
    let lines = case
        .order
        .requested
        .as_ref()
        .map(|placed| &placed.event.lines);
    if shipped && lines.is_some_and(|lines| lines.iter().all(|line| sent(line.line))) {
        Ok(())
    } else {
        Err(Rejection::waits("waits.OrderShipping"))
    }
}

/// Payment and parcels are settled.
fn nothing_under_way(case: &Case) -> Decision<()> {
    if !case.payment.deal.status.is_settled() {
        return Err(Rejection::contained(
            "contained.OrderPaying",
            "OrderPaying is still under way",
        ));
    }
    if !case
        .parcels
        .iter()
        .all(|(_, parcel)| parcel.deal.status.is_settled())
    {
        return Err(Rejection::contained(
            "contained.OrderShipping",
            "OrderShipping is still under way",
        ));
    }
    Ok(())
}

impl Order {
    pub(crate) fn evolve(&mut self, version: u64, envelope: &Envelope<Shop>, event: &Event) {
        match event {
            Event::OrderPlaced(event) => {
                self.deal.requested(envelope);
                self.requested = Some(Performed::new(version, envelope, event));
                self.declined = None;
            }
            Event::OrderConfirmed(event) => {
                self.deal.by_executor(envelope).reach(Base::Promised);
                self.promised = Some(Performed::new(version, envelope, event));
            }
            Event::OrderRefused(event) => {
                self.deal.by_executor(envelope).reach(Base::Declined);
                self.declined = Some(Performed::new(version, envelope, event));
            }
            Event::OrderFulfilled(event) => {
                self.deal.by_executor(envelope).reach(Base::Executed);
                self.executed = Some(Performed::new(version, envelope, event));
            }
            Event::OrderDelivered(event) => {
                self.deal.by_executor(envelope).reach(Base::Declared);
                self.declared = Some(Performed::new(version, envelope, event));
                self.rejected = None;
            }
            Event::DeliveryTaken(event) => {
                self.deal.reach(Base::Accepted);
                self.accepted = Some(Performed::new(version, envelope, event));
            }
            Event::OrderDisputed(event) => {
                self.deal.reach(Base::Rejected);
                self.rejected = Some(Performed::new(version, envelope, event));
            }
            Event::CancellationAsked(_) => self.deal.ask_back(Act::Request, version),
            Event::WithdrawalAsked(_) => self
                .deal
                .by_executor(envelope)
                .ask_back(Act::Promise, version),
            Event::OrderCompletingDeclineRevocationAsked(_) => self
                .deal
                .by_executor(envelope)
                .ask_back(Act::Decline, version),
            Event::OrderCompletingDeclareRevocationAsked(_) => self
                .deal
                .by_executor(envelope)
                .ask_back(Act::Declare, version),
            Event::OrderCompletingAcceptRevocationAsked(_) => {
                self.deal.ask_back(Act::Accept, version)
            }
            Event::OrderCompletingRejectRevocationAsked(_) => {
                self.deal.ask_back(Act::Reject, version)
            }
            Event::OrderKept(_)
            | Event::OrderCompletingAcceptRevocationRefused(_)
            | Event::OrderCompletingRejectRevocationRefused(_) => {
                self.deal.by_executor(envelope).keep()
            }
            Event::PromiseHeld(_)
            | Event::OrderCompletingDeclineRevocationRefused(_)
            | Event::OrderCompletingDeclareRevocationRefused(_) => self.deal.keep(),
            Event::OrderCancelled(_) => {
                self.deal.by_executor(envelope).reach(Base::Initial);
                self.requested = None;
                self.back_to_request();
            }
            Event::PromiseWithdrawn(_) | Event::OrderCompletingDeclineRevocationAllowed(_) => {
                self.deal.reach(Base::Requested);
                self.back_to_request();
            }
            Event::OrderCompletingDeclareRevocationAllowed(_) => {
                self.deal.reach(Base::Promised);
                self.executed = None;
                self.declared = None;
                self.accepted = None;
                self.rejected = None;
            }
            Event::OrderCompletingAcceptRevocationAllowed(_)
            | Event::OrderCompletingRejectRevocationAllowed(_) => {
                self.deal.by_executor(envelope).reach(Base::Declared);
                self.accepted = None;
                self.rejected = None;
            }
        }
    }

    /// What the executor said no longer stands.
    fn back_to_request(&mut self) {
        self.promised = None;
        self.declined = None;
        self.executed = None;
        self.declared = None;
        self.rejected = None;
    }
}
