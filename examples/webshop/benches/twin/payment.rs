//! `OrderPaying`: the seller asks for the order's total, the payer pays it.

use coact_runtime::ctp::{Act, Base, Step};
use coact_runtime::export::rust_decimal::Decimal;
use coact_runtime::{ActorId, Ctx, Decision, Envelope, Performed, Rejection, steps};
use webshop::shop::events::*;
use webshop::shop::order_paying::{Command, Event};
use webshop::shop::types::{Amount, OrderId};
use webshop::shop::{self, Role, Shop};

use super::Case;
use super::deal::{Deal, entitled, legal};

/// One payment.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Payment {
    /// Where it stands and who takes part.
    pub(crate) deal: Deal,
    /// What the standing acts said.
    pub(crate) requested: Option<Performed<Role, PaymentAsked>>,
    /// The promise.
    pub(crate) promised: Option<Performed<Role, PaymentPromised>>,
    /// The decline.
    pub(crate) declined: Option<Performed<Role, PaymentRefused>>,
    /// The declaration.
    pub(crate) declared: Option<Performed<Role, PaymentReported>>,
    /// The acceptance.
    pub(crate) accepted: Option<Performed<Role, PaymentReceived>>,
    /// The rejection.
    pub(crate) rejected: Option<Performed<Role, PaymentDisputed>>,
}

pub(crate) fn decide(
    case: &Case,
    ctx: &Ctx<'_, Shop>,
    command: Command,
) -> Decision<(Role, shop::Event)> {
    let deal = &case.payment.deal;
    let known = |order: &OrderId| {
        if *order == case.key && case.order.deal.initiator.is_some() {
            Ok(())
        } else {
            Err(Rejection::identity())
        }
    };
    let seller = |order: &OrderId, step: Step| {
        known(order)?;
        let role = entitled(ctx, Role::Seller, deal.initiator.as_ref())?;
        legal(deal.status, step, true)?;
        Ok(role)
    };
    let payer = |order: &OrderId, step: Step| {
        known(order)?;
        let role = entitled(ctx, Role::Payer, deal.executor.as_ref())?;
        if deal.executor.is_none() && !is_customer(case, &ctx.who) {
            return Err(Rejection::party());
        }
        legal(deal.status, step, true)?;
        Ok(role)
    };
    // Nothing is taken back once the order that it belongs to has gone on.
    let in_time = |role: Role| {
        if case.order.deal.status.base == Base::Promised {
            Ok(role)
        } else {
            Err(Rejection::contained(
                "contained.OrderPaying",
                "OrderCompleting is past its promise",
            ))
        }
    };
    let taken_back_by_seller = |order: &OrderId, step: Step| in_time(seller(order, step)?);
    let taken_back_by_payer = |order: &OrderId, step: Step| in_time(payer(order, step)?);
    macro_rules! told {
        ($who:ident, $step:ident, $c:ident => $event:ident { $($field:ident),* }) => {
            ($who(&$c.order, steps::$step)?, Event::$event($event { order: case.key, $($field: $c.$field),* }))
        };
    }
    let order = case.key;
    let (role, event) = match command {
        Command::AskPayment(c) => {
            let role = seller(&c.order, steps::REQUEST)?;
            if !case.order.deal.status.is_promised_and_quiet() {
                return Err(Rejection::contained(
                    "contained.OrderPaying",
                    "OrderCompleting is not promised, or being taken back",
                ));
            }
            let amount = match c.amount {
                Some(amount) => amount,
                None => total(case)?,
            };
            (role, Event::PaymentAsked(PaymentAsked { order, amount }))
        }
        Command::DisputePayment(c) => {
            let role = seller(&c.order, steps::REJECT)?;
            let reason = c.reason.or_else(|| Some("amounts differ".to_owned()));
            (
                role,
                Event::PaymentDisputed(PaymentDisputed { order, reason }),
            )
        }
        Command::AgreeToPay(c) => told!(payer, PROMISE, c => PaymentPromised {}),
        Command::RefuseToPay(c) => told!(payer, DECLINE, c => PaymentRefused { reason }),
        Command::ReportPayment(c) => told!(payer, DECLARE, c => PaymentReported { paid }),
        Command::ConfirmPayment(c) => told!(seller, ACCEPT, c => PaymentReceived {}),
        Command::WithdrawBill(c) => {
            told!(taken_back_by_seller, REVOKE_REQUEST, c => BillWithdrawalAsked { reason })
        }
        Command::DropBill(c) => told!(payer, ALLOW_REQUEST, c => BillDropped {}),
        Command::KeepBill(c) => told!(payer, REFUSE_REQUEST, c => BillKept { reason }),
        Command::RevokePromiseOfOrderPaying(c) => {
            told!(taken_back_by_payer, REVOKE_PROMISE, c => OrderPayingPromiseRevocationAsked { reason })
        }
        Command::AllowPromiseRevocationOfOrderPaying(c) => {
            told!(seller, ALLOW_PROMISE, c => OrderPayingPromiseRevocationAllowed {})
        }
        Command::RefusePromiseRevocationOfOrderPaying(c) => {
            told!(seller, REFUSE_PROMISE, c => OrderPayingPromiseRevocationRefused { reason })
        }
        Command::RevokeDeclineOfOrderPaying(c) => {
            told!(taken_back_by_payer, REVOKE_DECLINE, c => OrderPayingDeclineRevocationAsked { reason })
        }
        Command::AllowDeclineRevocationOfOrderPaying(c) => {
            told!(seller, ALLOW_DECLINE, c => OrderPayingDeclineRevocationAllowed {})
        }
        Command::RefuseDeclineRevocationOfOrderPaying(c) => {
            told!(seller, REFUSE_DECLINE, c => OrderPayingDeclineRevocationRefused { reason })
        }
        Command::RevokeDeclareOfOrderPaying(c) => {
            told!(taken_back_by_payer, REVOKE_DECLARE, c => OrderPayingDeclareRevocationAsked { reason })
        }
        Command::AllowDeclareRevocationOfOrderPaying(c) => {
            told!(seller, ALLOW_DECLARE, c => OrderPayingDeclareRevocationAllowed {})
        }
        Command::RefuseDeclareRevocationOfOrderPaying(c) => {
            told!(seller, REFUSE_DECLARE, c => OrderPayingDeclareRevocationRefused { reason })
        }
        Command::RevokeAcceptOfOrderPaying(c) => {
            told!(taken_back_by_seller, REVOKE_ACCEPT, c => OrderPayingAcceptRevocationAsked { reason })
        }
        Command::AllowAcceptRevocationOfOrderPaying(c) => {
            told!(payer, ALLOW_ACCEPT, c => OrderPayingAcceptRevocationAllowed {})
        }
        Command::RefuseAcceptRevocationOfOrderPaying(c) => {
            told!(payer, REFUSE_ACCEPT, c => OrderPayingAcceptRevocationRefused { reason })
        }
        Command::RevokeRejectOfOrderPaying(c) => {
            told!(taken_back_by_seller, REVOKE_REJECT, c => OrderPayingRejectRevocationAsked { reason })
        }
        Command::AllowRejectRevocationOfOrderPaying(c) => {
            told!(payer, ALLOW_REJECT, c => OrderPayingRejectRevocationAllowed {})
        }
        Command::RefuseRejectRevocationOfOrderPaying(c) => {
            told!(payer, REFUSE_REJECT, c => OrderPayingRejectRevocationRefused { reason })
        }
    };
    Ok((role, shop::Event::OrderPaying(event)))
}

/// Who pays first is the customer of the order.
fn is_customer(case: &Case, who: &ActorId) -> bool {
    let placed = case.order.requested.as_ref();
    placed.is_none_or(|placed| ActorId::from(placed.event.customer) == *who)
}

/// What the lines of the order come to.
fn total(case: &Case) -> Decision<Amount> {
    let too_much = || Rejection::overflow("OrderPaying.amount", "");
    let lines = case
        .order
        .requested
        .as_ref()
        .map(|placed| placed.event.lines.as_slice());
    lines
        .unwrap_or_default()
        .iter()
        .try_fold(Amount(Decimal::ZERO), |sum, line| {
            let price = line
                .unit_price
                .0
                .checked_mul(line.quantity.get().into())
                .ok_or_else(too_much)?;
            Ok(Amount(sum.0.checked_add(price).ok_or_else(too_much)?))
        })
}

impl Payment {
    pub(crate) fn evolve(&mut self, version: u64, envelope: &Envelope<Shop>, event: &Event) {
        match event {
            Event::PaymentAsked(event) => {
                self.deal.requested(envelope);
                self.requested = Some(Performed::new(version, envelope, event));
                self.declined = None;
            }
            Event::PaymentPromised(event) => {
                self.deal.by_executor(envelope).reach(Base::Promised);
                self.promised = Some(Performed::new(version, envelope, event));
            }
            Event::PaymentRefused(event) => {
                self.deal.by_executor(envelope).reach(Base::Declined);
                self.declined = Some(Performed::new(version, envelope, event));
            }
            Event::PaymentReported(event) => {
                self.deal.by_executor(envelope).reach(Base::Declared);
                self.declared = Some(Performed::new(version, envelope, event));
                self.rejected = None;
            }
            Event::PaymentReceived(event) => {
                self.deal.reach(Base::Accepted);
                self.accepted = Some(Performed::new(version, envelope, event));
            }
            Event::PaymentDisputed(event) => {
                self.deal.reach(Base::Rejected);
                self.rejected = Some(Performed::new(version, envelope, event));
            }
            Event::BillWithdrawalAsked(_) => self.deal.ask_back(Act::Request, version),
            Event::OrderPayingPromiseRevocationAsked(_) => self
                .deal
                .by_executor(envelope)
                .ask_back(Act::Promise, version),
            Event::OrderPayingDeclineRevocationAsked(_) => self
                .deal
                .by_executor(envelope)
                .ask_back(Act::Decline, version),
            Event::OrderPayingDeclareRevocationAsked(_) => self
                .deal
                .by_executor(envelope)
                .ask_back(Act::Declare, version),
            Event::OrderPayingAcceptRevocationAsked(_) => self.deal.ask_back(Act::Accept, version),
            Event::OrderPayingRejectRevocationAsked(_) => self.deal.ask_back(Act::Reject, version),
            Event::BillKept(_)
            | Event::OrderPayingAcceptRevocationRefused(_)
            | Event::OrderPayingRejectRevocationRefused(_) => {
                self.deal.by_executor(envelope).keep()
            }
            Event::OrderPayingPromiseRevocationRefused(_)
            | Event::OrderPayingDeclineRevocationRefused(_)
            | Event::OrderPayingDeclareRevocationRefused(_) => self.deal.keep(),
            Event::BillDropped(_) => {
                self.deal.by_executor(envelope).reach(Base::Initial);
                self.requested = None;
                self.back_to_request();
            }
            Event::OrderPayingPromiseRevocationAllowed(_)
            | Event::OrderPayingDeclineRevocationAllowed(_) => {
                self.deal.reach(Base::Requested);
                self.back_to_request();
            }
            Event::OrderPayingDeclareRevocationAllowed(_) => {
                self.deal.reach(Base::Promised);
                self.declared = None;
                self.accepted = None;
                self.rejected = None;
            }
            Event::OrderPayingAcceptRevocationAllowed(_)
            | Event::OrderPayingRejectRevocationAllowed(_) => {
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
        self.declared = None;
        self.rejected = None;
    }
}
