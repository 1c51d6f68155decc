//! The JSON form of a model.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test reads its models and fails by panicking"
)]

use coact_model::model::Model;
use coact_model::rules::ALL;
use coact_model::{SourceFile, Sources, check, json};
use serde_json::Value;

fn shop() -> Model {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/webshop/model");
    let files = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            SourceFile {
                name: path.file_name().unwrap().to_str().unwrap().to_owned(),
                bytes: std::fs::read(&path).unwrap(),
            }
        })
        .collect();
    check(&Sources::new(files)).model
}

/// The good example of every page whose models the language reads as they stand.
fn pages() -> Vec<(&'static str, Model)> {
    let good = |page: &'static str| {
        let section = page.split("\n## Good\n").nth(1)?.split("\n## ").next()?;
        let (_, text) = section.split_once("```coact")?;
        let text = text.split_once('\n')?.1.split("```").next()?;
        Some(check(&Sources::single("page.coact", text)).model)
    };
    ALL.iter()
        .filter_map(|rule| Some((rule.code, good(rule.page)?)))
        .collect()
}

/// The committed schema is the one of the code. `COACT_BLESS=1` writes it.
#[test]
fn the_schema_has_not_drifted() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/schema/model.schema.json");
    let schema = format!("{:#}\n", json::schema());
    if std::env::var_os("COACT_BLESS").is_some() {
        std::fs::write(path, &schema).unwrap();
    }
    assert!(
        std::fs::read_to_string(path).unwrap_or_default() == schema,
        "{path} is not what the code describes: COACT_BLESS=1 cargo test -p coact-model --test json"
    );
}

#[test]
fn models_are_as_the_schema_says() {
    let schema = json::schema();
    jsonschema::meta::validate(&schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let models = pages().into_iter().chain([("the web shop", shop())]);
    for (name, model) in models {
        let value = json::to_value(&model);
        let errors: Vec<String> = validator
            .iter_errors(&value)
            .map(|error| format!("{} at {}", error, error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{name}: {errors:#?}");
    }
    // The schema says something.
    let mut broken = json::to_value(&shop());
    *broken
        .pointer_mut("/transactions/0/acts/0/performer")
        .unwrap() = "somebody".into();
    assert!(!validator.is_valid(&broken));
}

/// Every description that the form gives of its parts reaches its readers.
#[test]
fn the_schema_describes_its_parts() {
    let schema = json::schema();
    let parts = schema["$defs"].as_object().unwrap();
    assert!(parts.len() > 30);
    for (name, part) in parts {
        assert!(part["description"].is_string(), "{name}");
    }
    for (name, property) in schema["properties"].as_object().unwrap() {
        assert!(property["description"].is_string(), "{name}");
    }
}

/// A little of everything.
const SMALL: &str = r#"//! A small shop.
model shop zone "Europe/Amsterdam"
scalar Amount = Decimal unit EUR in 0..1000 "not too much"
enum Status { Asked, Done }
external entity Customer { key customer_id: Uuid }
entity Order {
    key order_id: Uuid generated
    customer: Customer inverse orders 0..*
    /// What is to be paid.
    price: Amount
    paid: Amount
    derived open: Amount = price - paid
    law PaidFirst "an order is paid before it is complete": OrderPaying accepted before OrderCompleting accepted
}
external actor Buyer "CTAR01" is Customer
actor Seller
external actor Payer is Customer
position Desk fills Seller
position Backoffice fills Seller
delegate declare of OrderCompleting from Desk to Backoffice
external bank CustomerFacts "MTK01" { Customer }
access Seller reads CustomerFacts
transaction OrderCompleting "TK01" {
    initiator Buyer
    executor  Seller
    product   new Order "is completed"
    pattern   basic
    request as PlaceOrder -> OrderPlaced { customer, price }
}
transaction OrderPaying {
    initiator Seller
    executor  Payer
    product   Order "is paid"
    pattern   basic
    request { amount: Amount }
    execute tacit
    declare { paid }
}
process "Selling" {
    OrderCompleting promised -> request OrderPaying { amount: order.price } automated
    OrderPaying accepted ~> execute OrderCompleting
}
rule on OrderPaying declared enforced {
    truth PaidInFull "all is paid": paid >= requested.amount
    then accept
}
view Orders for Seller {
    key order: Order
    open: Amount
    status: Status
    on OrderPlaced add { open: event.price, status: Asked }
    on OrderPaying accepted update { open: event.order.open, status: Done }
}
query Open(least: Amount) from Orders where row.open >= least order by open desc
screen Desk for Seller { shows Open, form PromiseOrderCompleting }
entity Regular is Order when OrderPaying accepted
entity Somebody = Customer or Order
entity Pile = set of Order
aggregate Cart {
    key cart: Uuid generated
    state { items: [Item], submitted: Bool = false }
    new command OpenCart { note: Text? } by Buyer { emits CartOpened { note } }
    command SubmitCart {} by Buyer {
        reads    stock as Stock[items.product]
        requires InStock "all is there": all(items, i => stock[i.product].left >= i.count)
        each i in items emits Sold { product: i.product } when i.count > 0
        emits    CartSubmitted {} when not submitted
        otherwise nothing
    }
    event CartOpened    apply { items: [], submitted: false }
    event CartSubmitted apply { submitted: true, items remove event.cart }
}
value Item { key id: Uuid, product: Text, count: Int }
event StockNoted { product: Text, left: Int }
command NoteStock { product: Text, left: Int } by Seller { emits StockNoted { product, left } }
view Stock for Seller {
    key product: Text
    left: Int
    on StockNoted set { left }
}
external system Provider {
    /// Money has come in.
    event Captured { reference: Text, left: Int }
    call  Order { product: Text } -> Ordered | SoldOut { until: Text }
}
let c1: Customer
story "Selling" {
    slice "From outside" translation Provider.Captured -> NoteStock { product: event.reference, left: event.left }
    slice "Order again" automation Stock where left < 1 -> Provider.Order { product: row.product } then {
        Ordered -> NoteStock { product: row.product, left: 10 }
        SoldOut -> NoteStock { product: result.until, left: 0 }
    }
    slice "Carts" {
        command OpenCart, event CartOpened
        spec "opened" {
            given StockNoted { product: "A", left: 1 }
            when OpenCart { note: "x" } by c1
            then CartOpened { note: "x" }
        }
    }
    slice "Order" done {
        screen Desk, command PlaceOrder
        note "as on paper"
        spec "placed" {
            when PlaceOrder { customer: c1, price: 10 EUR } by c1
            then OrderPlaced { order: o1, price: 10 EUR }
            then exactly Open(5 EUR) [ { order: o1, status: Asked, open: 5 EUR } ]
        }
    }
}
"#;

#[test]
fn a_small_model() {
    let checked = check(&Sources::single("shop.coact", SMALL));
    assert!(checked.diagnostics.is_empty(), "{:?}", checked.diagnostics);
    insta::assert_snapshot!(json::to_text(&checked.model));
}

#[test]
fn text_and_value_are_the_same_form() {
    let model = shop();
    let text: Value = serde_json::from_str(&json::to_text(&model)).unwrap();
    assert_eq!(text, json::to_value(&model));
    assert_eq!(text["format"], json::FORMAT);
}

/// Places where the form holds an expression.
fn expressions<'v>(value: &'v Value, found: &mut Vec<&'v str>) {
    const NAMES: &[&str] = &[
        "value",
        "condition",
        "due",
        "default",
        "list",
        "for",
        "if",
        "where",
        "subject",
        "by",
        "answer",
    ];
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                if let Some(text) = member.as_str().filter(|_| NAMES.contains(&name.as_str())) {
                    found.push(text);
                }
                expressions(member, found);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| expressions(item, found)),
        _ => {}
    }
}

/// An expression is written so that the language reads it again.
#[test]
fn expressions_are_in_the_language() {
    let mut seen = 0;
    for (name, model) in pages().into_iter().chain([("the web shop", shop())]) {
        let value = json::to_value(&model);
        let mut found = Vec::new();
        expressions(&value, &mut found);
        for text in found {
            seen += 1;
            let item = format!("let x = {text}\n");
            let parsed = coact_syntax::parse(item.as_bytes());
            let faults: Vec<_> = parsed
                .items
                .iter()
                .flat_map(|item| item.errors.iter())
                .collect();
            assert!(
                parsed.errors.is_empty() && faults.is_empty(),
                "{name}: {item}{faults:?}"
            );
        }
    }
    assert!(seen > 150, "{seen}");
}

/// An expression is printed with the parentheses that it needs and no others.
#[test]
fn parentheses() {
    let condition = |text: &str| {
        let model = format!(
            "model shop
external actor Buyer
actor Seller
entity Order {{ key order_id: Uuid generated, a: Int, b: Int, c: Int?, t: Text, d: Date }}
transaction OrderCompleting {{ initiator Buyer, executor Seller, product new Order \"is completed\", request {{ a, b, c, t, d }} }}
rule on OrderCompleting requested {{
    truth Checked: {text}
    then promise
    else decline
}}
"
        );
        let checked = check(&Sources::single("shop.coact", model));
        assert!(!checked.has_errors(), "{text}: {:?}", checked.diagnostics);
        let value = json::to_value(&checked.model);
        value["rules"][0]["assessments"][0]["condition"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    for text in [
        "order.a + order.b * 2 == (order.a + order.b) * 2",
        "order.a - (order.b - 1) > 0",
        "order.a - order.b - 1 > 0",
        "not (order.a > 1 or order.b > 1) and order.a in [1, 2]",
        "(order.a > 1 or order.b > 1) and order.t != \"x \\\"y\\\" \\\\ \\n\"",
        "(order.c ?? 0) > -order.a",
        "if order.a > 1 then order.b > 1 else order.b < 1",
        "(if order.a > 1 then 1 else 2) + 1 > 2",
        "order.d + 3 days > 2026-01-01",
        "all([1, 2], x => x > order.a)",
        "length(order.t) > 0 and requested.at < now()",
    ] {
        let written = condition(text);
        let parens = |text: &str| text.matches('(').count();
        assert!(
            parens(&written) <= parens(text),
            "{text} is written {written}"
        );
        assert_eq!(condition(&written), written, "{text}");
    }
    assert_eq!(
        condition("order.a + order.b * 2 == (order.a + order.b) * 2"),
        "order.a + order.b * 2 == (order.a + order.b) * 2"
    );
}
