//! One order from its request to its acceptance, payment, parcel and two revocations on the way, as commands.

use coact_runtime::export::jiff::{Timestamp, civil};
use coact_runtime::export::rust_decimal::Decimal;
use coact_runtime::export::serde_json;
use coact_runtime::export::uuid::Uuid;
use coact_runtime::{ActorId, Ctx, Envelope, Events, Model, Via};
use webshop::shop::commands::{
    AgreeToPay, AgreeToShip, AskPayment, AskShipment, CancelOrder, ConfirmOrder, ConfirmPayment,
    DropBill, FulfilOrder, KeepOrder, PlaceOrder, ReportDelivery, ReportPayment, ReportShipment,
    TakeDelivery, WithdrawBill,
};
use webshop::shop::lookups::Facts;
use webshop::shop::types::{
    Address, Amount, CustomerId, OrderId, OrderLine, Quantity, ShipmentId, Sku,
};
use webshop::shop::{Case, Command, Role, Shop, order_case};

use crate::twin;

const ORDER: OrderId = OrderId(Uuid::from_u128(1));
const PARCEL: ShipmentId = ShipmentId(Uuid::from_u128(2));
const CUSTOMER: CustomerId = CustomerId(Uuid::from_u128(3));

/// The acts, each with its circumstances.
pub(crate) struct Story {
    facts: Facts,
    acts: Vec<(Ctx<'static, Shop>, Command)>,
    /// What they bring about, and how it is stored.
    events: Vec<Envelope<Shop>>,
    stored: Vec<String>,
}

impl Story {
    pub(crate) fn new() -> Self {
        let sku = Sku::new("A-100".to_owned()).unwrap();
        let mut facts = Facts::default();
        facts.stock.push(((sku.clone(),), 1000));
        let mut story = Self {
            facts,
            acts: acts(&sku),
            events: Vec::new(),
            stored: Vec::new(),
        };
        story.events = story.told();
        let stored = |event| serde_json::to_string(event).unwrap();
        story.stored = story.events.iter().map(stored).collect();
        story
    }

    fn told(&self) -> Vec<Envelope<Shop>> {
        let mut case = twin::Case::new(ORDER);
        let mut events = Vec::new();
        for (ctx, command) in &self.acts {
            let mut next = case.decide(ctx, command.clone(), &self.facts).ok();
            while let Some(envelope) = next {
                case.evolve(&envelope);
                next = case.tacit(ctx, &envelope);
                events.push(envelope);
            }
        }
        events
    }

    /// How many events its acts bring about.
    pub(crate) fn events(&self) -> usize {
        self.events.len()
    }

    /// Folds the events by the generated code.
    pub(crate) fn generated_fold(&self) -> u64 {
        let mut case = Case::Order(order_case::Case::new(ORDER));
        for envelope in &self.events {
            Shop::evolve(&mut case, envelope);
        }
        let Case::Order(case) = &case;
        case.version
    }

    /// The same by hand.
    pub(crate) fn by_hand_fold(&self) -> u64 {
        let mut case = twin::Case::new(ORDER);
        for envelope in &self.events {
            case.evolve(envelope);
        }
        case.version
    }

    /// Reads the stored events and folds them by the generated code.
    pub(crate) fn generated_replay(&self) -> u64 {
        let mut case = Case::Order(order_case::Case::new(ORDER));
        for stored in &self.stored {
            Shop::evolve(&mut case, &serde_json::from_str(stored).unwrap());
        }
        let Case::Order(case) = &case;
        case.version
    }

    /// The same by hand.
    pub(crate) fn by_hand_replay(&self) -> u64 {
        let mut case = twin::Case::new(ORDER);
        for stored in &self.stored {
            case.evolve(&serde_json::from_str(stored).unwrap());
        }
        case.version
    }

    /// How many acts it has.
    pub(crate) fn acts(&self) -> usize {
        self.acts.len()
    }

    /// Decides, folds and closes every act by the generated code; returns how many events there are.
    pub(crate) fn generated(&self) -> u64 {
        let mut case = Case::Order(order_case::Case::new(ORDER));
        for (ctx, command) in &self.acts {
            let decided = Shop::decide(&case, ctx, command.clone(), &self.facts);
            let Ok(Events::One(mut envelope)) = decided else {
                panic!("an act brings about one event")
            };
            Shop::evolve(&mut case, &envelope);
            while let Some(tacit) = Shop::tacit(&case, ctx, &envelope) {
                Shop::evolve(&mut case, &tacit);
                envelope = tacit;
            }
        }
        let Case::Order(case) = &case;
        case.version
    }

    /// The same by hand.
    pub(crate) fn by_hand(&self) -> u64 {
        let mut case = twin::Case::new(ORDER);
        for (ctx, command) in &self.acts {
            let mut envelope = case.decide(ctx, command.clone(), &self.facts).unwrap();
            case.evolve(&envelope);
            while let Some(tacit) = case.tacit(ctx, &envelope) {
                case.evolve(&tacit);
                envelope = tacit;
            }
        }
        case.version
    }

    /// The case of the generated code before its first act.
    pub(crate) fn generated_opening() -> u64 {
        let case = std::hint::black_box(Case::Order(order_case::Case::new(ORDER)));
        let Case::Order(case) = &case;
        case.version
    }

    /// The same by hand.
    pub(crate) fn by_hand_opening() -> u64 {
        std::hint::black_box(twin::Case::new(ORDER)).version
    }

    /// What both do before they begin: clones every command.
    pub(crate) fn commands_alone(&self) -> u64 {
        let mut count = 0;
        for (_, command) in &self.acts {
            drop(std::hint::black_box(command.clone()));
            count += 1;
        }
        count
    }
}

fn acts(sku: &Sku) -> Vec<(Ctx<'static, Shop>, Command)> {
    let shopper = || by(CUSTOMER.0.into(), &[Role::Shopper]);
    let payer = || by(CUSTOMER.0.into(), &[Role::Payer]);
    let desk = || by("desk".into(), &[Role::Seller]);
    let carrier = || by("carrier".into(), &[Role::Carrier]);
    let (order, shipment) = (ORDER, PARCEL);
    let reason = || Some("changed my mind".to_owned());
    let quantity = Quantity::new(2).unwrap();
    let line = OrderLine {
        line: 1,
        sku: sku.clone(),
        quantity,
        unit_price: Amount(Decimal::new(500, 2)),
    };
    let place = PlaceOrder {
        order: None,
        customer: CUSTOMER,
        lines: vec![line],
        ship_to: Address {
            street: "Kerkstraat 1".to_owned(),
            city: "Utrecht".to_owned(),
        },
        note: None,
    };
    let ask_parcel = AskShipment {
        shipment: None,
        order,
        line: 1,
        sku: sku.clone(),
        quantity,
    };
    let deliver_by = None;
    let paid = Amount(Decimal::new(1000, 2));
    let mut new_parcel = desk();
    new_parcel.new_id = PARCEL.0;
    vec![
        (shopper(), place.into()),
        (desk(), ConfirmOrder { order, deliver_by }.into()),
        (
            shopper(),
            CancelOrder {
                order,
                reason: reason(),
            }
            .into(),
        ),
        (
            desk(),
            KeepOrder {
                order,
                reason: None,
            }
            .into(),
        ),
        (
            desk(),
            AskPayment {
                order,
                amount: None,
            }
            .into(),
        ),
        (
            desk(),
            WithdrawBill {
                order,
                reason: reason(),
            }
            .into(),
        ),
        (payer(), DropBill { order }.into()),
        (
            desk(),
            AskPayment {
                order,
                amount: None,
            }
            .into(),
        ),
        (payer(), AgreeToPay { order }.into()),
        (payer(), ReportPayment { order, paid }.into()),
        (desk(), ConfirmPayment { order }.into()),
        (new_parcel, ask_parcel.into()),
        (carrier(), AgreeToShip { shipment }.into()),
        (
            carrier(),
            ReportShipment {
                shipment,
                parcel: Some("3S-1".to_owned()),
            }
            .into(),
        ),
        (desk(), FulfilOrder { order }.into()),
        (desk(), ReportDelivery { order }.into()),
        (shopper(), TakeDelivery { order }.into()),
    ]
}

fn by(who: ActorId, roles: &'static [Role]) -> Ctx<'static, Shop> {
    Ctx {
        who,
        roles,
        now: Timestamp::UNIX_EPOCH,
        today: civil::date(2026, 5, 1),
        new_id: ORDER.0,
        via: Via::Person,
    }
}
