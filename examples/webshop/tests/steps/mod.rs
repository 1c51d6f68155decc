//! Every command of the shop with plain values, and a world in which they are performed.

use coact_model::ctp::{Act, Performer, Status, Step};
use coact_runtime::export::jiff::{Timestamp, civil};
use coact_runtime::export::rust_decimal::Decimal;
use coact_runtime::export::uuid::Uuid;
use coact_runtime::{ActorId, CaseId, Ctx, Model, Via};
use webshop::shop::commands::{
    AcceptOrderShipping, AgreeCancel, AgreeToPay, AgreeToShip, AgreeWithdraw,
    AllowAcceptRevocationOfOrderCompleting, AllowAcceptRevocationOfOrderPaying,
    AllowAcceptRevocationOfOrderShipping, AllowDeclareRevocationOfOrderCompleting,
    AllowDeclareRevocationOfOrderPaying, AllowDeclareRevocationOfOrderShipping,
    AllowDeclineRevocationOfOrderCompleting, AllowDeclineRevocationOfOrderPaying,
    AllowDeclineRevocationOfOrderShipping, AllowPromiseRevocationOfOrderPaying,
    AllowPromiseRevocationOfOrderShipping, AllowRejectRevocationOfOrderCompleting,
    AllowRejectRevocationOfOrderPaying, AllowRejectRevocationOfOrderShipping,
    AllowRequestRevocationOfOrderShipping, AskPayment, AskShipment, CancelOrder, ConfirmOrder,
    ConfirmPayment, DisputeOrder, DisputePayment, DropBill, FulfilOrder, HoldToPromise, KeepBill,
    KeepOrder, PlaceOrder, RefuseAcceptRevocationOfOrderCompleting,
    RefuseAcceptRevocationOfOrderPaying, RefuseAcceptRevocationOfOrderShipping,
    RefuseDeclareRevocationOfOrderCompleting, RefuseDeclareRevocationOfOrderPaying,
    RefuseDeclareRevocationOfOrderShipping, RefuseDeclineRevocationOfOrderCompleting,
    RefuseDeclineRevocationOfOrderPaying, RefuseDeclineRevocationOfOrderShipping, RefuseOrder,
    RefusePromiseRevocationOfOrderPaying, RefusePromiseRevocationOfOrderShipping,
    RefuseRejectRevocationOfOrderCompleting, RefuseRejectRevocationOfOrderPaying,
    RefuseRejectRevocationOfOrderShipping, RefuseRequestRevocationOfOrderShipping, RefuseToPay,
    RefuseToShip, RejectOrderShipping, ReportDelivery, ReportPayment, ReportShipment,
    RevokeAcceptOfOrderCompleting, RevokeAcceptOfOrderPaying, RevokeAcceptOfOrderShipping,
    RevokeDeclareOfOrderCompleting, RevokeDeclareOfOrderPaying, RevokeDeclareOfOrderShipping,
    RevokeDeclineOfOrderCompleting, RevokeDeclineOfOrderPaying, RevokeDeclineOfOrderShipping,
    RevokePromiseOfOrderPaying, RevokePromiseOfOrderShipping, RevokeRejectOfOrderCompleting,
    RevokeRejectOfOrderPaying, RevokeRejectOfOrderShipping, RevokeRequestOfOrderShipping,
    TakeDelivery, WithdrawBill, WithdrawPromise,
};
use webshop::shop::lookups::Facts;
use webshop::shop::types::{
    Address, Amount, CustomerId, OrderId, OrderLine, Quantity, ShipmentId, Sku,
};
use webshop::shop::{Case, Command, Role, Shop};

const ORDER: OrderId = OrderId(Uuid::from_u128(1));
const PARCEL: ShipmentId = ShipmentId(Uuid::from_u128(2));
const CUSTOMER: CustomerId = CustomerId(Uuid::from_u128(3));

/// The transaction kinds, in the order of a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// `OrderCompleting`
    Order,
    /// `OrderPaying`
    Payment,
    /// `OrderShipping`
    Parcel,
}

impl Kind {
    /// All of them.
    pub(crate) const ALL: [Self; 3] = [Self::Order, Self::Payment, Self::Parcel];
}

fn amount() -> Amount {
    Amount(Decimal::new(1000, 2))
}

fn sku() -> Sku {
    Sku::new("A-100".to_owned()).unwrap()
}

fn line() -> OrderLine {
    OrderLine {
        line: 1,
        sku: sku(),
        quantity: Quantity::new(2).unwrap(),
        unit_price: Amount(Decimal::new(500, 2)),
    }
}

/// One customer, one desk, one carrier, and plenty in stock.
pub(crate) struct World {
    facts: Facts,
}

impl World {
    pub(crate) fn new() -> Self {
        let mut facts = Facts::default();
        facts.stock.push(((sku(),), 1000));
        Self { facts }
    }

    /// The case before anything happened.
    pub(crate) fn start(&self) -> Case {
        Shop::open(&CaseId(format!("Order/{}", ORDER.0))).unwrap()
    }

    /// Where the three instances stand.
    pub(crate) fn state(&self, case: &Case) -> [Status; 3] {
        let Case::Order(case) = case;
        let parcel = case
            .order_shipping
            .get(&PARCEL)
            .map(|entry| entry.instance.status);
        [
            case.order_completing.status,
            case.order_paying.status,
            parcel.unwrap_or_default(),
        ]
        .map(of_compiler)
    }

    /// What the look-ups answer.
    pub(crate) const fn facts(&self) -> &Facts {
        &self.facts
    }

    /// A step as a command, and the circumstances in which a party gives it; nothing for a step that the kind
    /// does not have as a command.
    pub(crate) fn attempt(
        &self,
        case: &Case,
        kind: Kind,
        step: Step,
        performer: Performer,
    ) -> Option<(Ctx<'static, Shop>, Command)> {
        let command = command(case, kind, step)?;
        let (who, roles): (ActorId, &'static [Role]) = match (kind, performer) {
            (Kind::Order, Performer::Initiator) => (CUSTOMER.0.into(), &[Role::Shopper]),
            (Kind::Payment, Performer::Executor) => (CUSTOMER.0.into(), &[Role::Payer]),
            (Kind::Parcel, Performer::Executor) => ("carrier".into(), &[Role::Carrier]),
            (Kind::Order, Performer::Executor)
            | (Kind::Payment | Kind::Parcel, Performer::Initiator) => {
                ("desk".into(), &[Role::Seller])
            }
        };
        let new_id = if kind == Kind::Order {
            ORDER.0
        } else {
            PARCEL.0
        };
        let ctx = Ctx {
            who,
            roles,
            now: Timestamp::UNIX_EPOCH,
            today: civil::date(2026, 5, 1),
            new_id,
            via: Via::Person,
        };
        Some((ctx, command))
    }
}

/// The compiler's word for a status of the runtime; both have the same names.
fn of_compiler(status: coact_runtime::ctp::Status) -> Status {
    let wanted = format!("{status:?}");
    coact_model::ctp::statuses(Default::default(), Default::default())
        .iter()
        .copied()
        .find(|status| format!("{status:?}") == wanted)
        .unwrap_or_else(|| panic!("the compiler knows no status {wanted}"))
}

fn command(case: &Case, kind: Kind, step: Step) -> Option<Command> {
    match kind {
        Kind::Order => order(case, step),
        Kind::Payment => payment(step),
        Kind::Parcel => parcel(case, step),
    }
}

fn order(case: &Case, step: Step) -> Option<Command> {
    Some(match step {
        Step::Base(Act::Request) => {
            let Case::Order(case) = case;
            let order = (case.version > 0).then_some(case.key);
            let ship_to = Address {
                street: "Kerkstraat 1".to_owned(),
                city: "Utrecht".to_owned(),
            };
            PlaceOrder {
                order,
                customer: CUSTOMER,
                lines: vec![line()],
                ship_to,
                note: None,
            }
            .into()
        }
        Step::Base(Act::Promise) => ConfirmOrder {
            order: ORDER,
            deliver_by: None,
        }
        .into(),
        Step::Base(Act::Decline) => RefuseOrder {
            order: ORDER,
            reason: None,
        }
        .into(),
        Step::Base(Act::Execute) => FulfilOrder { order: ORDER }.into(),
        Step::Base(Act::Declare) => ReportDelivery { order: ORDER }.into(),
        Step::Base(Act::Accept) => TakeDelivery { order: ORDER }.into(),
        Step::Base(Act::Reject) => DisputeOrder {
            order: ORDER,
            reason: None,
        }
        .into(),
        Step::Revoke(Act::Request) => CancelOrder {
            order: ORDER,
            reason: None,
        }
        .into(),
        Step::Allow(Act::Request) => AgreeCancel { order: ORDER }.into(),
        Step::Refuse(Act::Request) => KeepOrder {
            order: ORDER,
            reason: None,
        }
        .into(),
        Step::Revoke(Act::Promise) => WithdrawPromise {
            order: ORDER,
            reason: None,
        }
        .into(),
        Step::Allow(Act::Promise) => AgreeWithdraw { order: ORDER }.into(),
        Step::Refuse(Act::Promise) => HoldToPromise {
            order: ORDER,
            reason: None,
        }
        .into(),
        Step::Revoke(Act::Decline) => RevokeDeclineOfOrderCompleting {
            order: ORDER,
            reason: None,
        }
        .into(),
        Step::Allow(Act::Decline) => {
            AllowDeclineRevocationOfOrderCompleting { order: ORDER }.into()
        }
        Step::Refuse(Act::Decline) => RefuseDeclineRevocationOfOrderCompleting {
            order: ORDER,
            reason: None,
        }
        .into(),
        Step::Revoke(Act::Declare) => RevokeDeclareOfOrderCompleting {
            order: ORDER,
            reason: None,
        }
        .into(),
        Step::Allow(Act::Declare) => {
            AllowDeclareRevocationOfOrderCompleting { order: ORDER }.into()
        }
        Step::Refuse(Act::Declare) => RefuseDeclareRevocationOfOrderCompleting {
            order: ORDER,
            reason: None,
        }
        .into(),
        Step::Revoke(Act::Accept) => RevokeAcceptOfOrderCompleting {
            order: ORDER,
            reason: None,
        }
        .into(),
        Step::Allow(Act::Accept) => AllowAcceptRevocationOfOrderCompleting { order: ORDER }.into(),
        Step::Refuse(Act::Accept) => RefuseAcceptRevocationOfOrderCompleting {
            order: ORDER,
            reason: None,
        }
        .into(),
        Step::Revoke(Act::Reject) => RevokeRejectOfOrderCompleting {
            order: ORDER,
            reason: None,
        }
        .into(),
        Step::Allow(Act::Reject) => AllowRejectRevocationOfOrderCompleting { order: ORDER }.into(),
        Step::Refuse(Act::Reject) => RefuseRejectRevocationOfOrderCompleting {
            order: ORDER,
            reason: None,
        }
        .into(),
        _ => return None,
    })
}

fn payment(step: Step) -> Option<Command> {
    Some(match step {
        Step::Base(Act::Request) => AskPayment {
            order: ORDER,
            amount: None,
        }
        .into(),
        Step::Base(Act::Promise) => AgreeToPay { order: ORDER }.into(),
        Step::Base(Act::Decline) => RefuseToPay {
            order: ORDER,
            reason: None,
        }
        .into(),
        Step::Base(Act::Declare) => ReportPayment {
            order: ORDER,
            paid: amount(),
        }
        .into(),
        Step::Base(Act::Accept) => ConfirmPayment { order: ORDER }.into(),
        Step::Base(Act::Reject) => DisputePayment {
            order: ORDER,
            reason: None,
        }
        .into(),
        Step::Revoke(Act::Request) => WithdrawBill {
            order: ORDER,
            reason: None,
        }
        .into(),
        Step::Allow(Act::Request) => DropBill { order: ORDER }.into(),
        Step::Refuse(Act::Request) => KeepBill {
            order: ORDER,
            reason: None,
        }
        .into(),
        Step::Revoke(Act::Promise) => RevokePromiseOfOrderPaying {
            order: ORDER,
            reason: None,
        }
        .into(),
        Step::Allow(Act::Promise) => AllowPromiseRevocationOfOrderPaying { order: ORDER }.into(),
        Step::Refuse(Act::Promise) => RefusePromiseRevocationOfOrderPaying {
            order: ORDER,
            reason: None,
        }
        .into(),
        Step::Revoke(Act::Decline) => RevokeDeclineOfOrderPaying {
            order: ORDER,
            reason: None,
        }
        .into(),
        Step::Allow(Act::Decline) => AllowDeclineRevocationOfOrderPaying { order: ORDER }.into(),
        Step::Refuse(Act::Decline) => RefuseDeclineRevocationOfOrderPaying {
            order: ORDER,
            reason: None,
        }
        .into(),
        Step::Revoke(Act::Declare) => RevokeDeclareOfOrderPaying {
            order: ORDER,
            reason: None,
        }
        .into(),
        Step::Allow(Act::Declare) => AllowDeclareRevocationOfOrderPaying { order: ORDER }.into(),
        Step::Refuse(Act::Declare) => RefuseDeclareRevocationOfOrderPaying {
            order: ORDER,
            reason: None,
        }
        .into(),
        Step::Revoke(Act::Accept) => RevokeAcceptOfOrderPaying {
            order: ORDER,
            reason: None,
        }
        .into(),
        Step::Allow(Act::Accept) => AllowAcceptRevocationOfOrderPaying { order: ORDER }.into(),
        Step::Refuse(Act::Accept) => RefuseAcceptRevocationOfOrderPaying {
            order: ORDER,
            reason: None,
        }
        .into(),
        Step::Revoke(Act::Reject) => RevokeRejectOfOrderPaying {
            order: ORDER,
            reason: None,
        }
        .into(),
        Step::Allow(Act::Reject) => AllowRejectRevocationOfOrderPaying { order: ORDER }.into(),
        Step::Refuse(Act::Reject) => RefuseRejectRevocationOfOrderPaying {
            order: ORDER,
            reason: None,
        }
        .into(),
        _ => return None,
    })
}

fn parcel(case: &Case, step: Step) -> Option<Command> {
    Some(match step {
        Step::Base(Act::Request) => {
            let Case::Order(case) = case;
            let shipment = case.order_shipping.get(&PARCEL).map(|entry| entry.subject);
            AskShipment {
                shipment,
                order: ORDER,
                line: 1,
                sku: sku(),
                quantity: Quantity::new(2).unwrap(),
            }
            .into()
        }
        Step::Base(Act::Promise) => AgreeToShip { shipment: PARCEL }.into(),
        Step::Base(Act::Decline) => RefuseToShip {
            shipment: PARCEL,
            reason: None,
        }
        .into(),
        Step::Base(Act::Declare) => ReportShipment {
            shipment: PARCEL,
            parcel: None,
        }
        .into(),
        Step::Base(Act::Accept) => AcceptOrderShipping { shipment: PARCEL }.into(),
        Step::Base(Act::Reject) => RejectOrderShipping {
            shipment: PARCEL,
            reason: None,
        }
        .into(),
        Step::Revoke(Act::Request) => RevokeRequestOfOrderShipping {
            shipment: PARCEL,
            reason: None,
        }
        .into(),
        Step::Allow(Act::Request) => {
            AllowRequestRevocationOfOrderShipping { shipment: PARCEL }.into()
        }
        Step::Refuse(Act::Request) => RefuseRequestRevocationOfOrderShipping {
            shipment: PARCEL,
            reason: None,
        }
        .into(),
        Step::Revoke(Act::Promise) => RevokePromiseOfOrderShipping {
            shipment: PARCEL,
            reason: None,
        }
        .into(),
        Step::Allow(Act::Promise) => {
            AllowPromiseRevocationOfOrderShipping { shipment: PARCEL }.into()
        }
        Step::Refuse(Act::Promise) => RefusePromiseRevocationOfOrderShipping {
            shipment: PARCEL,
            reason: None,
        }
        .into(),
        Step::Revoke(Act::Decline) => RevokeDeclineOfOrderShipping {
            shipment: PARCEL,
            reason: None,
        }
        .into(),
        Step::Allow(Act::Decline) => {
            AllowDeclineRevocationOfOrderShipping { shipment: PARCEL }.into()
        }
        Step::Refuse(Act::Decline) => RefuseDeclineRevocationOfOrderShipping {
            shipment: PARCEL,
            reason: None,
        }
        .into(),
        Step::Revoke(Act::Declare) => RevokeDeclareOfOrderShipping {
            shipment: PARCEL,
            reason: None,
        }
        .into(),
        Step::Allow(Act::Declare) => {
            AllowDeclareRevocationOfOrderShipping { shipment: PARCEL }.into()
        }
        Step::Refuse(Act::Declare) => RefuseDeclareRevocationOfOrderShipping {
            shipment: PARCEL,
            reason: None,
        }
        .into(),
        Step::Revoke(Act::Accept) => RevokeAcceptOfOrderShipping {
            shipment: PARCEL,
            reason: None,
        }
        .into(),
        Step::Allow(Act::Accept) => {
            AllowAcceptRevocationOfOrderShipping { shipment: PARCEL }.into()
        }
        Step::Refuse(Act::Accept) => RefuseAcceptRevocationOfOrderShipping {
            shipment: PARCEL,
            reason: None,
        }
        .into(),
        Step::Revoke(Act::Reject) => RevokeRejectOfOrderShipping {
            shipment: PARCEL,
            reason: None,
        }
        .into(),
        Step::Allow(Act::Reject) => {
            AllowRejectRevocationOfOrderShipping { shipment: PARCEL }.into()
        }
        Step::Refuse(Act::Reject) => RefuseRejectRevocationOfOrderShipping {
            shipment: PARCEL,
            reason: None,
        }
        .into(),
        _ => return None,
    })
}
