//! Findings of the structure that the pages of the rules do not show, one model each.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use coact_model::{Checked, SourceFile, Sources, check};

const SHOP: &str = r#"external actor Buyer
actor Seller
external actor Payer
external entity Customer { key customer_id: Uuid }
entity Order { key order_id: Uuid generated, note: Text?, customer: Customer? inverse orders }
"#;

const COMPLETING: &str = r#"transaction OrderCompleting {
    initiator Buyer
    executor  Seller
    product   new Order "is completed"
"#;

const PAYING: &str = r#"transaction OrderPaying {
    initiator Seller
    executor  Payer
    product   Order "is paid"
"#;

fn run(text: &str) -> Checked {
    check(&Sources::single("test.coact", text))
}

/// Findings of the text and of the structure. Numbers from 30 on are checks over the resolved model, which
/// these small models do not always pass.
fn messages(checked: &Checked) -> Vec<String> {
    let structural = |code: &str| {
        let number = code.trim_start_matches(char::is_alphabetic).parse::<u32>();
        let family = code.trim_end_matches(char::is_numeric);
        matches!(family, "E" | "N" | "T" | "FM" | "CM" | "PM") && number.is_ok_and(|n| n < 30)
    };
    checked
        .diagnostics
        .iter()
        .filter(|finding| structural(finding.code))
        .map(|finding| format!("{} {}", finding.code, finding.message))
        .collect()
}

/// The findings of a model with this behind its header.
fn found(text: &str) -> Vec<String> {
    messages(&run(&format!("model m\n{text}")))
}

/// The findings of the transaction with these lines.
fn completing(lines: &str) -> Vec<String> {
    found(&format!("{SHOP}{COMPLETING}{lines}\n}}\n"))
}

/// The findings of completing and paying with these links; `pay` are lines of paying.
fn process(pay: &str, links: &str) -> Vec<String> {
    found(&format!(
        "{SHOP}{COMPLETING}}}\n{PAYING}{pay}\n}}\nprocess {{\n{links}\n}}\n"
    ))
}

#[track_caller]
fn one(found: &[String], expected: &str) {
    assert_eq!(found, [expected]);
}

#[test]
fn headers() {
    one(&messages(&run("")), "N004 there is nothing in this file");
    one(
        &messages(&run("// a remark\n")),
        "N004 there is nothing in this file",
    );
    one(
        &messages(&run("model m\nmodel m\n")),
        "N005 this file names its model twice",
    );
    one(&found("import m"), "N008 the model `m` imports itself");
    one(
        &found("import billing\nentity Order { key id: Uuid, invoice: billing.Invoice }"),
        "N008 there is no model called `billing` here",
    );
    one(
        &found("entity Order { key id: Uuid, invoice: billing.Invoice }"),
        "N008 there is no model called `billing` here",
    );
    one(
        &messages(&run("model m level strickt")),
        "N010 there is no level called `strickt`",
    );
    let files = vec![
        SourceFile {
            name: "a.coact".to_owned(),
            bytes: b"model m zone \"UTC\"\n".to_vec(),
        },
        SourceFile {
            name: "b.coact".to_owned(),
            bytes: b"model m zone \"Europe/Paris\"\n".to_vec(),
        },
    ];
    one(
        &messages(&check(&Sources::new(files))),
        "N007 `zone` is `Europe/Paris` here and `UTC` elsewhere",
    );
}

#[test]
fn a_zone_is_spelt_as_the_database_spells_it() {
    let checked = run("model m zone \"europe/amsterdam\"");
    assert_eq!(messages(&checked), Vec::<String>::new());
    assert_eq!(checked.model.zone, "Europe/Amsterdam");
}

#[test]
fn names_of_members() {
    one(
        &found("enum E { A, B, A }"),
        "N003 there are two variants called `A`",
    );
    one(
        &found("value V { a: Int, a: Text }"),
        "N003 there are two fields called `a`",
    );
    one(
        &found("lookup stock(a: Int, a: Int) -> Int"),
        "N003 there are two parameters called `a`",
    );
    one(
        &found("entity E { key id: Uuid, id: Text }"),
        "N003 a fact called `id` stands beside a key of that name",
    );
    one(
        &found(
            "external entity C { key id: Uuid, orders: Int }\nentity O { key id: Uuid, c: C inverse orders }",
        ),
        "N003 a way back called `orders` stands beside a fact of that name",
    );
    one(
        &found("entity E { key id: Uuid, a: Int, unique (a, b) }"),
        "N001 there is no fact of `E` called `b`",
    );
    one(
        &completing("request { note, note }"),
        "N003 there are two fields called `note`",
    );
    one(
        &completing("request as Do -> Done\npromise as Do -> Promised"),
        "N003 there are two commands called `Do`",
    );
    one(
        &completing("promise as RequestOrderCompleting"),
        "N003 there are two commands called `RequestOrderCompleting`",
    );
}

#[test]
fn what_is_folded_takes_no_names() {
    let lines = "execute tacit\ndeclare as ExecuteOrderCompleting -> OrderCompletingExecuted";
    assert_eq!(completing(lines), Vec::<String>::new());
}

#[test]
fn types_and_bounds() {
    one(
        &found("entity E { key id: Uuid, a: Int ordinal }"),
        "FM006 a scale sort belongs to a scalar",
    );
    one(
        &found("scalar S = Text max 5 max 6"),
        "FM007 `max` stands twice",
    );
    one(
        &found("entity E { key id: Uuid, a: [Int] 3..2 }"),
        "FM007 no value meets this bound",
    );
    one(
        &found("entity E { key id: Uuid, a: Int, derived b: Int in 1..2 = a }"),
        "FM009 a derived fact has no bound",
    );
    one(
        &found("lookup stock(a: Int in 1..2) -> Int"),
        "FM009 a bound has no place here",
    );
    one(
        &found("entity E { key id: Uuid, a: Int generated }"),
        "FM004 only a key can be generated",
    );
    one(
        &found("entity E { key id: Uuid? }"),
        "FM003 the key of an entity cannot be of this type",
    );
    one(
        &found("entity E { key id: Uuid, a: {Decimal: Int} }"),
        "FM003 the key of a map cannot be of this type",
    );
    one(
        &found("scalar A = Text?"),
        "FM008 the scalar `A` does not stand over a type of the language",
    );
    one(
        &found("value A { b: B? }\nvalue B { a: A }"),
        "FM005 `a` puts an `A` inside an `A`",
    );
    assert_eq!(
        found("value A { b: [B] }\nvalue B { a: A }"),
        Vec::<String>::new()
    );
}

#[test]
fn actors() {
    one(
        &found("composite actor A { B, B }\nactor B"),
        "CM004 `B` is named twice",
    );
    one(
        &found("composite actor A { B }\ncomposite actor B { A }"),
        "CM014 `A` is a part of itself",
    );
    one(
        &found(&format!(
            "{SHOP}{}}}",
            COMPLETING.replace("initiator Buyer", "initiator Buyer or Buyer")
        )),
        "CM004 `Buyer` is named twice",
    );
}

#[test]
fn acts() {
    one(
        &completing("execute as Do tacit"),
        "CM010 a tacit `execute` is folded into `declare`: it has no names and no data",
    );
    one(
        &completing("revoke execute as Undo"),
        "CM005 there is no `revoke execute` in the profile `demo4`",
    );
    one(
        &completing("pattern standard\nrevoke request as Undo"),
        "CM006 there is no `revoke request` in a `standard` pattern",
    );
    one(
        &completing("promise as A\npromise as B"),
        "CM004 `promise` stands twice",
    );
    for field in ["order", "order_id", "order: Text"] {
        one(
            &completing(&format!("request {{ {field} }}")),
            "CM009 every act about an instance of `Order` says which one: `order` is there anyway"
                .replace(
                    "`order`",
                    &format!("`{}`", field.split(':').next().unwrap()),
                )
                .as_str(),
        );
    }
    one(
        &completing("decline { reason }"),
        "CM009 `decline` has a `reason` anyway",
    );
    one(
        &completing("revoke request allow { note }"),
        "CM008 `allow request revocation` cannot set the fact `note`",
    );
}

#[test]
fn links() {
    let ask = "OrderCompleting promised -> request OrderPaying\n";
    one(
        &process(
            "",
            &format!("{ask}OrderPaying accepted ~> execute OrderCompleting [1..2]"),
        ),
        "PM005 a wait link has one number: at least so many",
    );
    one(
        &process(
            "execute tacit",
            &format!("{ask}OrderPaying executed ~> execute OrderCompleting"),
        ),
        "PM013 `OrderPaying` is executed tacitly: there is no such fact",
    );
    one(
        &process(
            "",
            "OrderCompleting promised -> request OrderPaying on revert never",
        ),
        "N010 there is no policy called `never`",
    );
}

#[test]
fn a_wait_into_a_folded_execution_gates_the_declaration() {
    let text = format!(
        "model m\n{SHOP}{COMPLETING}execute tacit\n}}\n{PAYING}}}\nprocess {{
            OrderCompleting promised -> request OrderPaying
            OrderPaying accepted ~> execute OrderCompleting
        }}"
    );
    let checked = run(&text);
    let wait = checked.model.waits.values().next().unwrap();
    assert_eq!(wait.target.1, coact_model::ctp::Act::Declare);
}

#[test]
fn what_never_starts() {
    // About an entity that only this transaction leads to.
    one(
        &found(
            r#"external actor Buyer
actor Seller
actor Maker
entity Order { key order_id: Uuid generated }
transaction OrderChecking { initiator Buyer, executor Seller, product Order "is checked" }
transaction OrderMaking { initiator Seller, executor Maker, product new Order "is made" }
process { OrderChecking promised -> request OrderMaking }"#,
        ),
        "PM008 `OrderChecking` is about `Order`, and there is none before it",
    );
    // Two that ask for each other, each with a case of its own.
    let found = found(
        r#"actor A
actor B
entity X { key x_id: Uuid generated, from: Y? }
entity Y { key y_id: Uuid generated, from: X? }
transaction XMaking { initiator B, executor A, product new X "is made" }
transaction YMaking { initiator A, executor B, product new Y "is made" }
process {
    XMaking promised -> request YMaking apart
    YMaking promised -> request XMaking apart
}"#,
    );
    assert_eq!(
        found,
        [
            "PM008 `XMaking` is asked for only by what never starts without it",
            "PM008 `YMaking` is asked for only by what never starts without it"
        ]
    );
}

#[test]
fn who_asks_must_be_there() {
    // In this case the order's seller asks for the parcel; the clerk who may ask for the next is another one.
    one(
        &found(
            r#"external actor Buyer
actor Seller
actor Clerk
external actor Carrier
entity Order { key order_id: Uuid generated }
entity Parcel { key parcel_id: Uuid generated, order: Order }
entity Claim { key claim_id: Uuid generated, parcel: Parcel }
entity Round { key round_id: Uuid generated }
transaction OrderCompleting { initiator Buyer, executor Seller, product new Order "is completed" }
transaction ParcelShipping { initiator Seller or Broker, executor Carrier, product new Parcel "is shipped" }
transaction ClaimMaking { initiator Broker, executor Clerk, product new Claim "is made" }
process {
    OrderCompleting promised -> request ParcelShipping
    ParcelShipping accepted -> request ClaimMaking
}
actor Broker
transaction RoundMaking { initiator Buyer, executor Broker, product new Round "is made" }
"#,
        ),
        "PM007 whoever asks for `ParcelShipping` here may not ask for `ClaimMaking`",
    );
}

#[test]
fn a_role_may_have_several_reasons_to_ask() {
    // A member ends a membership, and so does the control, from its own round.
    let checked = run(r#"model club
external actor Member
actor Admission
actor Archive
actor Control
external actor Clock
entity Membership { key membership_id: Uuid generated }
entity Round { key round_id: Uuid generated }
transaction MembershipStarting { initiator Member, executor Admission, product new Membership "is started" }
transaction MembershipEnding { initiator Member or Control, executor Archive, product Membership "is ended" }
transaction RoundMaking { initiator Clock, executor Control, product new Round "is made" }
process { RoundMaking promised -> request MembershipEnding [0..*] apart }"#);
    assert_eq!(messages(&checked), Vec::<String>::new());
    let cases: Vec<usize> = checked
        .model
        .cases
        .values()
        .map(|case| case.nodes.len())
        .collect();
    assert_eq!(cases, [2, 1]);
}
