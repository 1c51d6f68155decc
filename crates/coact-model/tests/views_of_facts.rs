//! The columns and handlers that follow from `= facts of`.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use coact_model::{SourceFile, Sources, check, check_all, json};
use serde_json::Value;

const SHOP: &str = r#"model shop
external entity Customer { key customer_id: Uuid }
external actor Shopper is Customer
actor Seller
actor Carrier
entity Order {
    key order_id: Uuid generated
    customer: Customer
    note: Text?
    sent_on: Date
    derived sent: Bool = Sending accepted
}
transaction Completing {
    initiator Shopper
    executor  Seller
    product   new Order "is completed"
    request { customer, note }
}
transaction Sending { initiator Seller, executor Carrier, product Order "is sent", declare { sent_on } }
process "Selling" { Completing promised -> request Sending [0..1] }
"#;

fn view(more: &str) -> Value {
    let checked = check(&Sources::single("shop.coact", format!("{SHOP}{more}")));
    assert!(!checked.has_errors(), "{:#?}", checked.diagnostics);
    json::to_value(&checked.model)["views"][0].clone()
}

/// The handlers as one line each.
fn handlers(view: &Value) -> Vec<String> {
    let line = |handler: &Value| {
        let word = |key: &str| handler[key].as_str().unwrap_or_default().to_owned();
        format!("{} {}", word("fact"), word("verb"))
    };
    view["handlers"]
        .as_array()
        .unwrap()
        .iter()
        .map(line)
        .collect()
}

#[test]
fn columns_are_the_key_the_facts_and_the_derived_facts() {
    let view = view("view Orders for Seller = facts of Order");
    assert_eq!(view["facts_of"], "Order");
    let column = |field: &Value| {
        (
            field["name"].as_str().unwrap().to_owned(),
            field["key"].as_bool().unwrap(),
        )
    };
    let columns: Vec<_> = view["fields"]
        .as_array()
        .unwrap()
        .iter()
        .map(column)
        .collect();
    let names = ["order", "customer", "note", "sent_on", "sent"];
    let wanted: Vec<_> = names
        .iter()
        .map(|name| ((*name).to_owned(), *name == "order"))
        .collect();
    assert_eq!(columns, wanted);
    // What is not known when the order is accepted may be absent.
    assert_eq!(view["fields"][3]["type"], "Date?");
    assert_eq!(view["fields"][1]["type"], "Customer");
}

#[test]
fn rows_follow_the_product_and_what_its_facts_rest_on() {
    let found = handlers(&view("view Orders for Seller = facts of Order"));
    let steps = |verb: &str| -> Vec<&str> {
        let end = format!(" {verb}");
        found
            .iter()
            .filter_map(|line| line.strip_suffix(end.as_str()))
            .collect()
    };
    assert_eq!(steps("add"), ["Completing accepted"]);
    assert_eq!(
        steps("remove"),
        [
            "Completing declare revocation allowed",
            "Completing accept revocation allowed"
        ]
    );
    let updates = steps("update");
    assert!(updates.contains(&"Sending accepted"), "{updates:?}");
    assert!(updates.contains(&"Sending declared"), "{updates:?}");
    assert!(
        updates.contains(&"Sending accept revocation allowed"),
        "{updates:?}"
    );
    // What is asked to be undone stands until then, and nothing happens to an order that no row is of.
    assert!(
        !updates.contains(&"Sending accept revocation asked"),
        "{updates:?}"
    );
    assert!(
        updates.iter().all(|step| step.starts_with("Sending")),
        "{updates:?}"
    );
}

#[test]
fn a_part_of_an_entity_has_rows_while_it_is_one() {
    let found = handlers(&view(
        "entity Sent is Order when Sending accepted
         view Gone for Seller = facts of Sent",
    ));
    assert!(
        found.contains(&"Sending accepted add".to_owned()),
        "{found:?}"
    );
    assert!(
        found.contains(&"Sending accept revocation allowed remove".to_owned()),
        "{found:?}"
    );
}

#[test]
fn another_model_reads_the_columns() {
    let file = |name: &str, text: String| SourceFile {
        name: name.to_owned(),
        bytes: text.into_bytes(),
    };
    let shop = format!("{SHOP}view Orders for Seller = facts of Order");
    let desk = "model desk
        import shop
        query Sent from shop.Orders where sent order by sent_on";
    let found = check_all(&Sources::new(vec![
        file("desk.coact", desk.to_owned()),
        file("shop.coact", shop),
    ]));
    for checked in &found {
        assert!(checked.diagnostics.is_empty(), "{:#?}", checked.diagnostics);
    }
    let own = json::to_value(&found[1].model)["views"][0]["fields"].clone();
    let lent = json::to_value(&found[0].model)["views"][0]["fields"].clone();
    let types = |fields: &Value| -> Vec<String> {
        let fields = fields.as_array().unwrap().iter();
        fields
            .map(|it| it["type"].as_str().unwrap().replace("shop.", ""))
            .collect()
    };
    assert_eq!(types(&lent), types(&own));
    assert_eq!(types(&own).len(), 5);
}
