//! The resolved structure of whole models: what the code generator and every check stand on.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test reads its models and fails by panicking"
)]

#[path = "structure/outline.rs"]
mod outline;

use coact_model::{Checked, SourceFile, Sources, check};

fn shop() -> Vec<SourceFile> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/webshop/model");
    std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            SourceFile {
                name: path.file_name().unwrap().to_str().unwrap().to_owned(),
                bytes: std::fs::read(&path).unwrap(),
            }
        })
        .collect()
}

fn model(text: &str) -> Checked {
    check(&Sources::single("test.coact", text))
}

/// The model of a text in which nothing is wrong with the structure.
fn sound(text: &str) -> coact_model::model::Model {
    let checked = model(text);
    let errors: Vec<String> = checked
        .diagnostics
        .iter()
        .filter(|finding| {
            // From 30 on they are checks over the resolved model.
            finding.code.trim_start_matches(char::is_alphabetic) < "030"
        })
        .map(|finding| format!("{} {}", finding.code, finding.message))
        .collect();
    assert_eq!(errors, Vec::<String>::new());
    checked.model
}

/// `CODE message` of every finding.
fn findings(checked: &Checked) -> Vec<String> {
    checked
        .diagnostics
        .iter()
        .map(|finding| format!("{} {}", finding.code, finding.message))
        .collect()
}

fn codes(text: &str) -> Vec<&'static str> {
    model(text)
        .diagnostics
        .iter()
        .map(|finding| finding.code)
        .collect()
}

#[test]
fn the_web_shop() {
    let checked = check(&Sources::new(shop()));
    assert_eq!(findings(&checked), Vec::<String>::new());
    insta::assert_snapshot!(outline::outline(&checked.model));
}

#[test]
fn the_order_of_the_files_does_not_matter() {
    let sorted = check(&Sources::new(shop()));
    let mut files = shop();
    files.reverse();
    files.swap(0, 2);
    let shuffled = check(&Sources::new(files));
    assert_eq!(
        format!("{:?}", sorted.model),
        format!("{:?}", shuffled.model)
    );
}

/// An order that is paid and shipped, in one line per transaction.
const ORDER: &str = r#"model shop
external actor Buyer
actor Seller
external actor Payer
external actor Carrier
entity Order { key order_id: Uuid generated, note: Text? }
entity Parcel { key parcel_id: Uuid generated, order: Order inverse parcels }
transaction OrderCompleting { initiator Buyer, executor Seller, product new Order "is completed", request { note } }
transaction OrderPaying { initiator Seller, executor Payer, product Order "is paid" }
transaction ParcelShipping { initiator Seller, executor Carrier, product new Parcel "is shipped" }
"#;

#[test]
fn a_chain_is_a_response_of_the_parent_with_a_wait() {
    let model = sound(&format!(
        "{ORDER}process {{
            OrderCompleting promised -> request OrderPaying
            OrderPaying accepted -> request ParcelShipping [1..*]
        }}"
    ));
    insta::assert_snapshot!(outline::process(&model), @r"
    case Order
      OrderCompleting
        OrderPaying: the parent's subject
        ParcelShipping: many
    OrderCompleting promised -> request OrderPaying [1..1]
    OrderPaying accepted -> request ParcelShipping [1..*]
    OrderPaying accepted ~> request ParcelShipping [1]
    ");
}

#[test]
fn a_chain_whose_wait_is_written_has_no_second_one() {
    let model = sound(&format!(
        "{ORDER}process {{
            OrderCompleting promised -> request OrderPaying
            OrderPaying accepted -> request ParcelShipping [1..*]
            OrderPaying accepted ~> request ParcelShipping
        }}"
    ));
    assert_eq!(model.waits.len(), 1);
    assert_eq!(model.waits.values().next().unwrap().count, None);
}

#[test]
fn a_child_of_its_own_knows_what_it_was_asked_for() {
    let model = sound(&format!(
        "{ORDER}process {{
            OrderCompleting promised -> request OrderPaying
            OrderCompleting promised -> request ParcelShipping [0..*]
        }}"
    ));
    assert!(
        outline::kind(&model, "ParcelShipping")
            .contains("ParcelShippingRequested { order: filled in Order }")
    );
    // Where the request gives one of several, none is filled in.
    let given = ORDER
        .replace("order: Order inverse", "from: Order, order: Order inverse")
        .replace("\"is shipped\" }", "\"is shipped\", request { from } }");
    let model = sound(&format!(
        "{given}process {{
            OrderCompleting promised -> request OrderPaying
            OrderCompleting promised -> request ParcelShipping [0..*]
        }}"
    ));
    assert!(
        outline::kind(&model, "ParcelShipping")
            .contains("ParcelShippingRequested { from: fact Order }")
    );
}

#[test]
fn a_kind_at_two_places_has_two_nodes() {
    let model = sound(
        r#"model shop
external actor Buyer
actor Seller
actor Packer
external actor Carrier
entity Order { key order_id: Uuid generated }
entity Parcel { key parcel_id: Uuid generated, order: Order }
entity Notice { key notice_id: Uuid generated, order: Order, parcel: Parcel? }
transaction OrderCompleting { initiator Buyer, executor Seller, product new Order "is completed" }
transaction ParcelPacking { initiator Seller, executor Packer, product new Parcel "is packed" }
transaction CarrierCalling { initiator Seller or Packer, executor Carrier, product new Notice "is given" }
process {
    OrderCompleting promised -> request ParcelPacking [1..*]
    OrderCompleting promised -> request CarrierCalling [0..1]
    ParcelPacking promised -> request CarrierCalling
}"#,
    );
    insta::assert_snapshot!(outline::process(&model), @r"
    case Order
      OrderCompleting
        ParcelPacking: many
          CarrierCalling: many
        CarrierCalling: many
    OrderCompleting promised -> request ParcelPacking [1..*]
    OrderCompleting promised -> request CarrierCalling [0..1]
    ParcelPacking promised -> request CarrierCalling [1..1]
    ");
}

#[test]
fn roots_about_one_entity_share_its_case() {
    let model = sound(
        r#"model club
external actor Member
actor Admission
actor Archive
actor Counter
entity Membership { key membership_id: Uuid generated }
external entity Hall { key hall: Text }
transaction MembershipStarting { initiator Member, executor Admission, product new Membership "is started" }
transaction MembershipEnding { initiator Member, executor Archive, product Membership "is ended" }
transaction HallCleaning { initiator Member, executor Counter, product Hall "is clean" }
"#,
    );
    insta::assert_snapshot!(outline::process(&model), @r"
    case Membership
      MembershipStarting
      MembershipEnding
    case Hall
      HallCleaning
    ");
}

#[test]
fn what_is_made_in_a_case_lives_there() {
    let model = sound(&format!(
        "{ORDER}actor Desk
transaction ParcelTracing {{ initiator Buyer, executor Desk, product Parcel \"is traced\" }}
process {{
            OrderCompleting promised -> request OrderPaying
            OrderCompleting promised -> request ParcelShipping [0..*]
        }}"
    ));
    insta::assert_snapshot!(outline::process(&model), @r"
    case Order
      OrderCompleting
        OrderPaying: the parent's subject
        ParcelShipping: many
      ParcelTracing: many
    OrderCompleting promised -> request OrderPaying [1..1]
    OrderCompleting promised -> request ParcelShipping [0..*]
    ");
}

#[test]
fn a_child_apart_has_a_case_of_its_own() {
    let model = sound(&format!(
        "{ORDER}process {{
            OrderCompleting promised -> request OrderPaying
            OrderCompleting promised -> request ParcelShipping [0..*] apart on revert cascade
        }}"
    ));
    insta::assert_snapshot!(outline::process(&model), @r"
    case Order
      OrderCompleting
        OrderPaying: the parent's subject
    case Parcel
      ParcelShipping
    OrderCompleting promised -> request OrderPaying [1..1]
    OrderCompleting promised -> request ParcelShipping [0..*] apart
    ");
    assert!(outline::kind(&model, "ParcelShipping").contains("order: filled in"));
}

#[test]
fn what_activates_itself_is_a_root() {
    let model = sound(
        r#"model library
actor Control
entity Round { key round_id: Uuid generated, day: Date }
transaction RoundMaking { initiator Control, executor Control, product new Round "is made", request { day } due day }
process { RoundMaking requested -> request RoundMaking }"#,
    );
    insta::assert_snapshot!(outline::process(&model), @r"
    case Round
      RoundMaking
    RoundMaking requested -> request RoundMaking [1..1]
    ");
}

#[test]
fn demo3_has_quit_and_stop() {
    let model = sound(&format!(
        "{}process {{
            OrderCompleting promised -> request OrderPaying
            OrderCompleting promised -> request ParcelShipping
        }}",
        ORDER.replace("model shop", "model shop ctp demo3")
    ));
    insta::assert_snapshot!(outline::kind(&model, "OrderPaying"), @r#"
    transaction OrderPaying (Original, Complete): Seller asks Payer about Order "is paid"
      I request: RequestOrderPaying -> OrderPayingRequested {  }
      E promise: PromiseOrderPaying -> OrderPayingPromised {  }
      E decline: DeclineOrderPaying -> OrderPayingDeclined { reason: Text? }
      E execute: ExecuteOrderPaying -> OrderPayingExecuted {  }
      E declare: DeclareOrderPaying -> OrderPayingDeclared {  }
      I accept: AcceptOrderPaying -> OrderPayingAccepted {  }
      I reject: RejectOrderPaying -> OrderPayingRejected { reason: Text? }
      I quit: QuitOrderPaying -> OrderPayingQuitted {  }
      E stop: StopOrderPaying -> OrderPayingStopped {  }
      I revoke request: RevokeRequestOfOrderPaying -> OrderPayingRequestRevocationAsked { reason: Text? }
      E allow request revocation: AllowRequestRevocationOfOrderPaying -> OrderPayingRequestRevocationAllowed {  }
      E refuse request revocation: RefuseRequestRevocationOfOrderPaying -> OrderPayingRequestRevocationRefused { reason: Text? }
      E revoke promise: RevokePromiseOfOrderPaying -> OrderPayingPromiseRevocationAsked { reason: Text? }
      I allow promise revocation: AllowPromiseRevocationOfOrderPaying -> OrderPayingPromiseRevocationAllowed {  }
      I refuse promise revocation: RefusePromiseRevocationOfOrderPaying -> OrderPayingPromiseRevocationRefused { reason: Text? }
      E revoke declare: RevokeDeclareOfOrderPaying -> OrderPayingDeclareRevocationAsked { reason: Text? }
      I allow declare revocation: AllowDeclareRevocationOfOrderPaying -> OrderPayingDeclareRevocationAllowed {  }
      I refuse declare revocation: RefuseDeclareRevocationOfOrderPaying -> OrderPayingDeclareRevocationRefused { reason: Text? }
      I revoke accept: RevokeAcceptOfOrderPaying -> OrderPayingAcceptRevocationAsked { reason: Text? }
      E allow accept revocation: AllowAcceptRevocationOfOrderPaying -> OrderPayingAcceptRevocationAllowed {  }
      E refuse accept revocation: RefuseAcceptRevocationOfOrderPaying -> OrderPayingAcceptRevocationRefused { reason: Text? }
    "#);
}

#[test]
fn one_cause_gives_one_finding() {
    // An unknown executor: the kind is left out, and with it everything that names it.
    assert_eq!(
        codes(&format!(
            "{}process {{
                OrderCompleting promised -> request OrderPaying
                OrderPaying accepted ~> request ParcelShipping
                OrderCompleting promised -> request ParcelShipping
            }}",
            ORDER.replace("executor Payer", "executor Paier")
        )),
        ["N001"]
    );
    // A misspelt link: the kind that nobody asks for any more is not reported too.
    assert_eq!(
        codes(&format!(
            "{ORDER}process {{
                OrderCompleting promised -> request OrderPayin
                OrderCompleting promised -> request ParcelShipping
            }}"
        )),
        ["N001"]
    );
    // An unknown type: the fact stays, and its bounds are not held against it.
    assert_eq!(
        codes("model m\nentity E { key id: Uuid generated, a: Txt max 5, b: [Txt] 1..3 }"),
        ["N001"]
    );
    // An entity whose only member cannot be read may well have a key.
    assert_eq!(codes("model m\nentity E { key id Uuid }"), ["E015"]);
    // A broken header may have been one.
    assert_eq!(codes("model\nentity E { key id: Uuid }").len(), 1);
}

#[test]
fn a_name_of_another_kind_is_told() {
    let checked = model("model m\nexternal actor Buyer is Seller\nactor Seller");
    assert_eq!(
        findings(&checked),
        ["N002 `Seller` is an actor, not an entity"]
    );
    let checked = model("model m\nscalar Sku = Text\nexternal actor Buyer is Sku");
    assert_eq!(
        findings(&checked),
        ["N002 `Sku` is a scalar, not an entity"]
    );
}

#[test]
fn a_name_spelt_almost_right_is_suggested() {
    let checked =
        model("model m\nexternal actor Buyer is Custmer\nentity Customer { key id: Uuid }");
    let finding = checked.diagnostics.first().unwrap();
    assert_eq!(finding.code, "N001");
    assert_eq!(finding.hint.as_deref(), Some("did you mean `Customer`?"));
}

#[test]
fn both_places_of_a_duplicate_are_shown() {
    let checked = model("model m\nactor A\nactor A");
    let finding = checked.diagnostics.first().unwrap();
    assert_eq!(finding.message, "there are two actors called `A`");
    assert_eq!(finding.others.len(), 1);
    assert!(finding.others.first().unwrap().loc < finding.primary.loc);
}

#[test]
fn the_project_has_a_size() {
    // Not text, so that no time goes into reading it.
    let file = |name: &str, bytes: usize| SourceFile {
        name: name.to_owned(),
        bytes: vec![0xFF; bytes],
    };
    let eight = 8 << 20;
    let whole = |last: usize| {
        let mut files: Vec<SourceFile> = (0..7).map(|n| file(&format!("{n}"), eight)).collect();
        files.push(file("7", last));
        check(&Sources::new(files))
    };
    let too_large = |checked: &Checked| {
        checked
            .diagnostics
            .iter()
            .any(|finding| finding.code == "N011")
    };
    assert!(!too_large(&whole(eight - 1)));
    assert!(!too_large(&whole(eight)));
    assert!(too_large(&whole(eight + 1)));
}

#[test]
fn a_case_has_a_size() {
    // Three parts of 28 parts of 118 parts make 10 000 places with the root.
    let too_large = |left_out: &str, more: usize| {
        let mut kinds = vec!["Root new Order".to_owned()];
        let mut links = Vec::new();
        for a in 0..3 {
            kinds.push(format!("A{a} Order"));
            links.push(format!("Root promised -> request A{a}"));
            links.extend((0..28).map(|b| format!("A{a} promised -> request B{b}")));
        }
        for b in 0..28 {
            kinds.push(format!("B{b} Order"));
            links.extend((0..118).map(|c| format!("B{b} promised -> request C{c}")));
        }
        kinds.extend((0..118).map(|c| format!("C{c} Order")));
        for d in 0..more {
            kinds.push(format!("D{d} Order"));
            links.push(format!("Root promised -> request D{d}"));
        }
        links.retain(|link| !left_out.eq(link));
        let mut text = String::from(
            "model m\nexternal actor Buyer\nactor Seller\nentity Order { key order_id: Uuid generated }\n",
        );
        for kind in kinds {
            let (name, product) = kind.split_once(' ').unwrap();
            let asks = if name == "Root" { "Buyer" } else { "Seller" };
            text += &format!(
                "transaction {name} {{ initiator {asks}, executor Seller, pattern basic, product {product} \"is done\" }}\n"
            );
        }
        codes(&format!("{text}process {{\n{}\n}}", links.join("\n"))).contains(&"PM016")
    };
    assert!(!too_large("B27 promised -> request C117", 2));
    assert!(!too_large("", 0));
    assert!(too_large("", 1));
}

#[test]
fn parts_asked_for_twice_at_every_step_do_not_take_for_ever() {
    let mut text = String::from(
        "model m
external actor Buyer
entity E0 { key id: Uuid generated }
actor A0
transaction T0 { initiator Buyer, executor A0, product new E0 \"is done\" }
",
    );
    let mut links = String::new();
    for n in 1..40 {
        let before = n - 1;
        let from = if n == 1 {
            "A0".to_owned()
        } else {
            format!("A{before} or B{before}")
        };
        for side in ["A", "B"] {
            text += &format!(
                "actor {side}{n}\ntransaction T{side}{n} {{ initiator {from}, executor {side}{n}, product E0 \"is {side}{n}\" }}\n"
            );
            for parent in ["A", "B"] {
                let parent = if n == 1 {
                    "T0".to_owned()
                } else {
                    format!("T{parent}{before}")
                };
                links += &format!("{parent} promised -> request T{side}{n}\n");
            }
        }
    }
    let links: std::collections::BTreeSet<&str> = links.lines().collect();
    let links: Vec<&str> = links.into_iter().collect();
    let checked = model(&format!("{text}process {{\n{}\n}}", links.join("\n")));
    assert_eq!(
        checked
            .diagnostics
            .iter()
            .map(|finding| finding.code)
            .collect::<Vec<_>>(),
        ["PM016"]
    );
}
