//! The event model that follows from the rest, and what stories leave out of it.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use coact_model::event_model::{coverage, derived_slices};
use coact_model::model::{Model, SliceElement};
use coact_model::{Sources, check};

/// A shop: an order is paid, by itself asked for, and shipped.
const SHOP: &str = r#"
model shop
external actor Shopper
actor Seller
external actor Payer
actor Carrier
entity Order { key order_id: Uuid generated }
// Declared before what asks for it.
transaction OrderShipping {
    initiator Seller
    executor  Carrier
    product   Order "is shipped"
    pattern   basic
    request as AskShipping -> ShippingAsked
    promise as AgreeTo -> ShippingAgreed
    execute tacit
    declare as ReportShipment -> ShipmentReported
    accept  tacit
}
transaction OrderCompleting {
    initiator Shopper
    executor  Seller
    product   new Order "is completed"
    pattern   complete
    request as PlaceOrder   -> OrderPlaced
    promise as ConfirmOrder -> OrderConfirmed
    decline as RefuseOrder  -> OrderRefused
    execute tacit
    declare as HandOver     -> OrderHandedOver
    accept  as TakeOrder    -> OrderTaken
    reject  as SendBack     -> OrderSentBack
    revoke request as Cancel -> CancelAsked allow as AgreeCancel -> OrderCancelled refuse as KeepOrder -> OrderKept
}
transaction OrderPaying {
    initiator Seller
    executor  Payer
    product   Order "is paid"
    pattern   basic
    request as AskPayment -> PaymentAsked
    promise as AgreeToPay -> PayingAgreed
    execute tacit
    declare as Pay -> PaymentReported
    accept  tacit
}
process {
    OrderCompleting promised -> request OrderPaying automated
    OrderCompleting promised -> request OrderShipping
    OrderPaying     accepted ~> execute OrderCompleting
    OrderShipping   accepted ~> execute OrderCompleting
}
view Orders for Seller {
    key order: Order
    on OrderPlaced add
    on OrderTaken  remove
}
screen Shop for Shopper { form PlaceOrder }
screen Desk for Seller { shows Orders, form ConfirmOrder }
event StockCounted { left: Int }
command CountStock { left: Int } by Seller { emits StockCounted { left } }
"#;

fn model(text: &str) -> Model {
    let checked = check(&Sources::single("shop.coact", text));
    let (model, _) = checked
        .into_valid()
        .unwrap_or_else(|found| panic!("{found:?}"));
    (*model).clone()
}

fn name(model: &Model, element: SliceElement) -> String {
    match element {
        SliceElement::Screen(id) => format!("screen {}", model.screens[id].name.text),
        SliceElement::Command(command) => model.command_name(command).to_owned(),
        SliceElement::Event(event) => format!("-> {}", model.event_name(event)),
        SliceElement::View(id) => format!("view {}", model.views[id].name.text),
        SliceElement::Automation(kind, step) => {
            let act = model.kinds[kind].act(step).unwrap();
            format!("by itself {}", act.command.text)
        }
        SliceElement::Reaction(_) => "reaction".to_owned(),
        SliceElement::Translation(_) => "translation".to_owned(),
        SliceElement::Stub(id) => format!("stub {}", model.stubs[id].name.text),
        SliceElement::Sketch(_) => "sketch".to_owned(),
    }
}

fn outline(model: &Model) -> Vec<String> {
    let slices = derived_slices(model).into_iter();
    slices
        .map(|slice| {
            let elements = slice.elements.into_iter();
            let names: Vec<String> = elements.map(|element| name(model, element)).collect();
            format!("{:?}: {}", slice.pattern, names.join(" "))
        })
        .collect()
}

#[test]
fn slices_follow_the_process() {
    assert_eq!(
        outline(&model(SHOP)),
        [
            "StateChange: screen Shop PlaceOrder -> OrderPlaced",
            "StateView: -> OrderPlaced view Orders screen Desk",
            "StateChange: screen Desk ConfirmOrder -> OrderConfirmed",
            "Automation: by itself AskPayment -> PaymentAsked",
            "StateChange: AgreeToPay -> PayingAgreed",
            "StateChange: Pay -> PaymentReported -> OrderPayingAccepted",
            "StateChange: AskShipping -> ShippingAsked",
            "StateChange: AgreeTo -> ShippingAgreed",
            "StateChange: ReportShipment -> ShipmentReported -> OrderShippingAccepted",
            "StateChange: RefuseOrder -> OrderRefused",
            "StateChange: HandOver -> OrderHandedOver",
            "StateChange: TakeOrder -> OrderTaken",
            "StateChange: SendBack -> OrderSentBack",
            "StateChange: Cancel -> CancelAsked",
            "StateChange: AgreeCancel -> OrderCancelled",
            "StateChange: KeepOrder -> OrderKept",
            "StateChange: CountStock -> StockCounted",
        ]
    );
}

#[test]
fn what_a_story_leaves_out() {
    let story = r#"
story "Buying" {
    slice "Place" { screen Desk, command PlaceOrder }
    slice "Confirm" { command ConfirmOrder }
    slice "Ask" automation request OrderPaying
    slice "Ship" { event ShipmentReported }
}
"#;
    let model = model(&format!("{SHOP}{story}"));
    let found = coverage(&model);
    let commands: Vec<&str> = found
        .commands
        .iter()
        .map(|command| model.command_name(*command))
        .collect();
    assert_eq!(
        commands,
        [
            "AgreeToPay",
            "Pay",
            "AskShipping",
            "AgreeTo",
            "ReportShipment",
            "RefuseOrder",
            "HandOver",
            "TakeOrder",
            "SendBack",
            "Cancel",
            "AgreeCancel",
            "KeepOrder",
            "CountStock",
        ]
    );
    let events: Vec<&str> = found
        .events
        .iter()
        .map(|event| model.event_name(*event))
        .collect();
    assert_eq!(
        events,
        [
            "PayingAgreed",
            "PaymentReported",
            "ShippingAsked",
            "ShippingAgreed",
            "OrderRefused",
            "OrderHandedOver",
            "OrderTaken",
            "OrderSentBack",
            "CancelAsked",
            "OrderCancelled",
            "OrderKept",
            "StockCounted",
        ]
    );
    // The desk is shown, and with it what stands on it.
    assert!(found.views.is_empty());
    let screens: Vec<&str> = found
        .screens
        .iter()
        .map(|screen| model.screens[*screen].name.text.as_str())
        .collect();
    assert_eq!(screens, ["Shop"]);
    assert!(found.automations.is_empty());
}

#[test]
fn without_a_story_nothing_is_shown() {
    let model = model(SHOP);
    let found = coverage(&model);
    assert_eq!(found.views.len(), 1);
    assert_eq!(found.screens.len(), 2);
    assert_eq!(found.automations.len(), 1);
    assert_eq!(found.commands.len(), 15);
}
