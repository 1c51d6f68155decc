//! Several models of one project: what they import of each other, and lanes.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use coact_model::diagnostics::Level;
use coact_model::model::{AutomationSource, EventRef, Model, Type};
use coact_model::{Checked, SourceFile, Sources, check, check_all, json};

fn sources(files: &[(&str, &str)]) -> Sources {
    let file = |(name, text): &(&str, &str)| SourceFile {
        name: format!("{name}.coact"),
        bytes: text.as_bytes().to_vec(),
    };
    Sources::new(files.iter().map(file).collect())
}

fn told(checked: &Checked) -> Vec<String> {
    let all = checked.diagnostics.iter();
    all.map(|it| {
        let hint = it.hint.as_deref().unwrap_or_default();
        format!("{}: {} ({hint})", it.code, it.message)
    })
    .collect()
}

/// The models, all without a finding.
fn sound(files: &[(&str, &str)]) -> Vec<Model> {
    let all = check_all(&sources(files));
    for checked in &all {
        assert_eq!(told(checked), Vec::<String>::new());
    }
    all.into_iter().map(|checked| checked.model).collect()
}

/// The findings of one text beside a model of bills.
fn beside(text: &str) -> Vec<String> {
    told(&check(&sources(&[("a", text), ("billing", BILLING)])))
}

const BILLING: &str = r#"model billing
scalar Amount = Decimal unit EUR in 0..100000
enum Status { Open, Paid }
value Line { key line: Int, amount: Amount, status: Status = Open }
external entity Customer { key customer_id: Uuid, email: Text }
entity Invoice { key invoice_id: Uuid generated, customer: Customer, total: Amount }
external actor Payer is Customer
external actor Biller
transaction InvoicePaying {
    initiator Biller
    executor  Payer
    product   new Invoice "is paid"
    request as AskPayment -> PaymentAsked { customer, total }
    accept -> InvoicePaid { method: Text }
}
command NoteRate { rate: Amount } { emits RateNoted { rate } }
view Invoices for Biller {
    key invoice: Invoice
    total: Amount
    status: Status
    on PaymentAsked add { total, status: Open }
    on InvoicePaid update { status: Paid }
}
"#;

#[test]
fn files_are_models_by_the_name_on_their_first_line() {
    let models = sound(&[
        ("a", "model one\nentity Order { key order_id: Uuid }\n"),
        ("b", "model two\nentity Order { key order_id: Uuid }\n"),
        ("c", "model one\nvalue Line { order: Order }\n"),
    ]);
    let names: Vec<&str> = models.iter().map(|it| it.name.text.as_str()).collect();
    assert_eq!(names, ["one", "two"]);
    assert_eq!(models[0].values.len(), 1);
    assert_eq!(models[1].values.len(), 0);
}

#[test]
fn options_are_of_one_model() {
    let found = check_all(&sources(&[
        ("a", "model one level strict ctp demo3 zone \"UTC\"\n"),
        ("b", "model two level sketch\n"),
        (
            "c",
            "model one level sketch ctp demo4 zone \"Asia/Tokyo\"\n",
        ),
    ]));
    assert_eq!(
        found[0]
            .diagnostics
            .iter()
            .map(|it| it.code)
            .collect::<Vec<_>>(),
        ["N007"; 3]
    );
    assert_eq!(told(&found[1]), Vec::<String>::new());
    assert_eq!(found[0].model.level, Level::Strict);
    assert_eq!(found[1].model.level, Level::Sketch);
}

#[test]
fn a_level_of_the_project_is_that_of_models_that_state_none() {
    let files = [("a", "model one\n"), ("b", "model two level sketch\n")];
    let found = check_all(&sources(&files).at_level(Level::Strict));
    assert_eq!(found[0].model.level, Level::Strict);
    assert_eq!(found[1].model.level, Level::Sketch);
}

#[test]
fn a_file_without_a_header_is_taken_for_its_neighbours() {
    let found = check_all(&sources(&[
        ("one/a", "model one\nscalar A = Int\n"),
        ("two/a", "model two\nscalar B = Int\n"),
        ("two/b", "value V { b: B }\n"),
    ]));
    assert_eq!(told(&found[0]), Vec::<String>::new());
    assert_eq!(
        told(&found[1]),
        [
            "N004: this file does not say which model it belongs to (begin the file with `model two`)"
        ]
    );
    assert_eq!(found[1].model.values.len(), 1);
}

#[test]
fn types_are_lent_with_all_that_they_rest_on() {
    let models = sound(&[
        (
            "a",
            "model shop\nimport billing\n\
             entity Order { key order_id: Uuid generated, buyer: billing.Customer, bill: billing.Invoice, lines: [billing.Line], \
             open: billing.Status, by: {billing.Status: billing.Amount}? }\n\
             external actor Buyer is billing.Customer\nactor Seller\n\
             transaction Ordering { initiator Buyer, executor Seller, product new Order \"is done\", \
             request { buyer, bill, lines, open, by } }\n\
             rule on Ordering requested {\n\
             truth Cheap: sum(order.lines, l => l.amount) < 100 EUR\n\
             truth Open: order.open == Open and order.open != billing.Status.Paid\n\
             truth Known: match order.open { Open => count(order.lines) > 1, Status.Paid => false }\n\
             then promise\nelse decline\n}\n\
             spec \"a\" {\nwhen RequestOrdering { bill: b, lines: [billing.Line { line: 1, amount: 5 EUR }], \
             open: Open, by: none }\nthen rejected\n}\nlet b: billing.Invoice\n",
        ),
        ("b", BILLING),
    ]);
    let shop = &models[0];
    let names = |model: &Model| -> Vec<String> {
        let own = model.elements().map(|it| it.name(model).text.clone());
        own.collect()
    };
    assert_eq!(shop.imports[0].text, "billing");
    let lent: Vec<String> = names(shop)
        .into_iter()
        .filter(|it| it.contains('.'))
        .collect();
    assert_eq!(
        lent,
        [
            "billing.Amount",
            "billing.Status",
            "billing.Line",
            "billing.Customer",
            "billing.Invoice"
        ]
    );
    assert!(names(&models[1]).iter().all(|it| !it.contains('.')));
    let line = shop
        .values
        .values()
        .find(|it| it.name.text == "billing.Line");
    let status = &line.unwrap().fields[2];
    assert!(matches!(status.ty, Type::Enum(_)));
    assert!(status.default.is_some());
}

#[test]
fn ends_of_ranges_hold_where_a_type_is_lent() {
    let found = beside(
        "model shop\nimport billing\nvalue V { price: billing.Amount = 200000 EUR, cheap: billing.Amount = 1 EUR }\n",
    );
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("T004"), "{found:?}");
}

const SHOP_OF_EVENTS: &str = r#"model shop
import billing
event Noted { note: Text }
view Due {
    key invoice: billing.Invoice
    total: billing.Amount
    method: Text?
    on billing.PaymentAsked add { total }
    on billing.InvoicePaid  update { method: event.method }
}
aggregate Book {
    key book: Uuid
    state { total: Int = 0 }
    new command Open { invoice: billing.Invoice } by Keeper { emits Opened {} }
    event Opened apply { total: 1 }
}
command Note { invoice: billing.Invoice, note: Text } by Keeper {
    reads bills as billing.Invoices[invoice]
    requires Small "only small bills": (bills.total ?? 0 EUR) < 100 EUR
    emits Noted { note }
}
actor Keeper
query Bills(least: billing.Amount) from billing.Invoices where row.total >= least and row.status == Open order by total
screen Desk for Keeper { shows billing.Invoices { invoice, total }, shows Bills }
story "Bills" {
    slice "a" { event billing.RateNoted, view billing.Invoices }
    slice "b" automation on billing.InvoicePaid -> Note { invoice: event.invoice, note: event.method }
    slice "c" translation billing.PaymentAsked -> Note { invoice: event.invoice, note: "asked" }
    slice "d" automation billing.Invoices where status == Open -> Note { invoice: row.invoice, note: "open" }
    slice "e" {
        view Due
        spec "paid" {
            given billing.PaymentAsked { total: 5 EUR }
            then  Due { total: 5 EUR }
        }
    }
}
"#;

#[test]
fn events_and_views_are_lent() {
    let found = check(&sources(&[("a", SHOP_OF_EVENTS), ("b", BILLING)]));
    assert_eq!(told(&found), Vec::<String>::new());
    let shop = found.model;
    let due = shop.views.values().next().unwrap();
    let on = |at: usize| shop.event_name(due.handlers[at].on).to_owned();
    assert_eq!(
        [on(0), on(1)],
        ["billing.PaymentAsked", "billing.InvoicePaid"]
    );
    let asked = shop
        .events
        .values()
        .find(|it| it.name.text == "billing.PaymentAsked");
    let fields: Vec<&str> = asked
        .unwrap()
        .fields
        .iter()
        .map(|it| it.name.text.as_str())
        .collect();
    assert_eq!(fields, ["invoice", "customer", "total"]);
    let sources: Vec<_> = shop.automations.values().map(|it| it.source).collect();
    assert!(matches!(
        sources[0],
        AutomationSource::Event(EventRef::Plain(_))
    ));
    assert!(matches!(sources[1], AutomationSource::View(_)));
}

#[test]
fn events_may_go_round() {
    let models = sound(&[
        (
            "a",
            "model a\nimport b\nscalar X = Int\nevent Asked { x: X }\ncommand Ask { x: X } { emits Asked { x } }\n\
             actor A\nview V for A { key y: Int\nx: X\non b.Answered add { x: event.x } }\n",
        ),
        (
            "b",
            "model b\nimport a\nevent Answered { y: Int, x: a.X }\ncommand Answer { y: Int, x: a.X } { emits Answered { y, x } }\n\
             actor B\nview W for B { key x: a.X\non a.Asked add {} }\n",
        ),
    ]);
    // What comes back is this model's own.
    assert_eq!(models[0].scalars.len(), 1);
    assert_eq!(models[1].scalars.len(), 1);
}

#[test]
fn events_that_are_declared_where_they_are_emitted_are_whole_in_both_of_two_models() {
    let models = sound(&[("a", CARTS), ("b", BEES)]);
    for model in &models {
        let lent = model.events.values().find(|it| it.imported.is_some());
        let types: Vec<&Type> = lent.unwrap().fields.iter().map(|it| &it.ty).collect();
        assert!(
            matches!(types[1..], [Type::Text, Type::Int(_)]),
            "{types:?}"
        );
    }
}

const CARTS: &str = r#"model a
import b
actor Keeper
aggregate Cart {
    key cart: Uuid generated
    state { text: Text? }
    new command Open { code: Text } by Keeper { emits CartOpened { code, pieces: 3 } }
    event CartOpened apply {}
}
view Bees for Keeper {
    key code: Text
    pieces: Int
    on b.BeeFlew add { pieces }
}
"#;

const BEES: &str = r#"model b
import a
actor Keeper
aggregate Bee {
    key bee: Uuid generated
    state { text: Text? }
    new command Fly { code: Text } by Keeper { emits BeeFlew { code, pieces: 3 } }
    event BeeFlew apply {}
}
view Carts for Keeper {
    key code: Text
    pieces: Int
    on a.CartOpened add { pieces }
}
"#;

#[test]
fn a_circle_of_types_is_told_with_its_path() {
    let files = [
        (
            "a",
            "model a\nimport b\nscalar X = Int\nvalue V { y: b.Y }\n",
        ),
        (
            "b",
            "model b\nimport c\nscalar Y = Int\nvalue V { z: c.Z }\n",
        ),
        (
            "c",
            "model c\nimport a\nscalar Z = Int\nvalue V { x: a.X }\n",
        ),
        ("d", "model d\nimport a\nvalue V { x: a.X }\n"),
    ];
    let found = check(&sources(&files));
    assert_eq!(
        told(&found),
        [
            "N014: models use each other's types or views in a circle: a → b → c → a (only events may go both ways: move the types that both need into a model that imports neither)"
        ]
    );
    assert_eq!(found.diagnostics[0].others.len(), 2);
}

#[test]
fn imports_that_are_wrong() {
    insta::assert_snapshot!(
        [
            beside("model shop\nimport biling\nvalue V { a: biling.Amount }\n"),
            beside("model shop\nimport shop\nimport nothing_like_it\n"),
            beside("model shop\nimport billing\nimport billing\n"),
            beside("model shop\nvalue V { a: billing.Amount, b: bling.Amount }\n"),
            beside("model shop\nimport billing\nvalue V { a: billing.Amout, b: billing.Payer, c: billing.Nothing }\n"),
            beside("model shop\nimport billing\nexternal system billing { event A { a: Int } }\n"),
            beside("model shop\nimport billing\nview V { key a: Int\non billing.InvoicPaid add { a: 1 } }\n"),
        ]
        .concat()
        .join("\n")
    );
}

/// A name that only another model has: a wrong header, or a model in front that was forgotten.
#[test]
fn names_of_other_models_are_suggested() {
    let found = beside("model shop\nimport billing\nvalue V { a: Amount }\n");
    assert_eq!(
        found,
        ["N001: there is no type called `Amount` (did you mean `billing.Amount`?)"]
    );
    let files = [
        ("a", "model shop\nvalue V { a: Price }\n"),
        ("b", "model shpo\nscalar Price = Int\n"),
    ];
    assert_eq!(
        told(&check(&sources(&files))),
        ["N001: there is no type called `Price` (did you mean `shpo.Price`?)"]
    );
}

#[test]
fn what_stays_at_home_is_refused() {
    insta::assert_snapshot!(
        [
            "external actor A\nactor B\ntransaction T { initiator A, executor billing.Payer, product billing.Invoice \"x\" }\n",
            "entity E is billing.Invoice { }\n",
            "external actor A\nview V for A = facts of billing.Invoice\n",
            "entity E { key e: Uuid generated, of: billing.Customer inverse es }\n",
            "actor A\ncommand C { x: Int } by A { emits billing.RateNoted { rate: 5 EUR } }\n",
            "actor A\nscreen S for A { form billing.AskPayment, opens billing.Desk, shows billing.Amount }\n",
            "story \"s\" { slice \"a\" automation on billing.InvoicePaid -> billing.AskPayment {} }\n",
            "story \"s\" { slice \"a\" translation billing.Nothing -> X {} }\n",
            "spec \"s\" { when billing.AskPayment {}\nthen billing.Invoices { total: 1 EUR } }\n",
            "entity E is billing.Amount { }\nvalue V { a: Int = billing.Status.Paid, b: billing.Status = billing.Status.Gone }\n",
            "lookup l(of: billing.Invoice) -> billing.Amount from billing.Invoices\n",
            "view V { key c: billing.Customer\nmail: Text\non billing.PaymentAsked add { mail: event.customer.email } }\n",
        ]
        .iter()
        .map(|text| {
            let found = beside(&format!("model shop\nimport billing\n{text}"));
            assert!(!found.is_empty(), "{text}");
            format!("{text}  {}\n", found.join("\n  "))
        })
        .collect::<String>()
    );
}

#[test]
fn what_others_use_is_used() {
    let strict = "model lender level strict\nscalar Used = Int\nscalar Unused = Int\n";
    let user = "model user\nimport lender\nvalue V { used: lender.Used }\n";
    let found = check_all(&sources(&[("a", strict), ("b", user)]));
    assert_eq!(found[0].diagnostics.len(), 1, "{:?}", told(&found[0]));
    assert!(told(&found[0])[0].contains("`Unused`"));
}

#[test]
fn a_context_holds_what_its_files_hold() {
    let models = sound(&[
        (
            "a",
            "model shop context Ordering\nentity Order { key order_id: Uuid }\nstory \"Orders\" { }\n",
        ),
        ("b", "model shop context Paying\nscalar Amount = Int\n"),
        (
            "c",
            "model shop context Ordering\nevent Noted { a: Int }\ncommand Note { a: Int } { emits Noted { a } }\n",
        ),
        ("d", "model shop\nvalue V { a: Int }\n"),
    ]);
    let value = json::to_value(&models[0]);
    assert_eq!(
        value["contexts"],
        serde_json::json!([
            { "name": "Ordering", "elements": [
                { "sort": "entity", "name": "Order" },
                { "sort": "command", "name": "Note" },
                { "sort": "event", "name": "Noted" },
                { "sort": "story", "name": "Orders" },
            ] },
            { "name": "Paying", "elements": [{ "sort": "scalar", "name": "Amount" }] },
        ])
    );
    let entity = models[0]
        .elements()
        .find(|it| it.noun() == "entity")
        .unwrap();
    assert_eq!(models[0].context_of(entity).unwrap().name.text, "Ordering");
    let value = models[0]
        .elements()
        .find(|it| it.noun() == "value")
        .unwrap();
    assert!(models[0].context_of(value).is_none());
}

#[test]
fn the_json_form_says_what_is_imported() {
    let found = check(&sources(&[("a", SHOP_OF_EVENTS), ("b", BILLING)]));
    let value = json::to_value(&found.model);
    let schema = json::schema();
    let validator = jsonschema::validator_for(&schema).unwrap();
    assert!(validator.is_valid(&value));
    assert_eq!(value["imports"], serde_json::json!(["billing"]));
    let imported = |list: &str| -> Vec<(String, bool)> {
        let list = value[list].as_array().unwrap().iter();
        list.map(|it| {
            let name = it["name"].as_str().unwrap().to_owned();
            (name, it.get("imported").is_some_and(|of| of == "billing"))
        })
        .collect()
    };
    assert_eq!(
        imported("views"),
        [
            ("Due".to_owned(), false),
            ("billing.Invoices".to_owned(), true)
        ]
    );
    assert!(imported("events").contains(&("billing.RateNoted".to_owned(), true)));
}

/// The same project whatever the order in which its files are given, and the same twice.
#[test]
fn the_order_of_files_is_no_matter() {
    let files = [("a", SHOP_OF_EVENTS), ("b", BILLING), ("c", "model a\n")];
    let there: Vec<String> = check_all(&sources(&files))
        .iter()
        .map(|it| format!("{it:?}"))
        .collect();
    let back: Vec<(&str, &str)> = files.into_iter().rev().collect();
    let back: Vec<String> = check_all(&sources(&back))
        .iter()
        .map(|it| format!("{it:?}"))
        .collect();
    assert_eq!(there, back);
}

/// Whatever is missing in one of two models that use each other: findings, and no crash.
#[test]
fn half_a_model_beside_another() {
    const ROUND: &str = "model billing\nimport shop\nscalar Extra = Int\nvalue Note { due: shop.Due, noted: shop.Noted }\n\
                         actor A\nview W for A { key n: Int\non shop.Noted at 1 add {} }\n";
    let all = |text: &str, other: &str| {
        for checked in check_all(&sources(&[("a", text), ("b", other), ("c", ROUND)])) {
            let _ = json::to_text(&checked.model);
        }
    };
    for (text, other) in [(SHOP_OF_EVENTS, BILLING), (BILLING, SHOP_OF_EVENTS)] {
        for end in (0..text.len()).step_by(7) {
            all(text.get(..end).unwrap_or_default(), other);
        }
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        for missing in 0..lines.len() {
            let mut rest = lines.clone();
            rest.remove(missing);
            all(&rest.concat(), other);
        }
    }
}

/// An import of which nothing is named is told with a change that takes it out; beside a mistake it is not.
#[test]
fn unused_imports_are_told() {
    let text = "model shop\r\nimport billing\r\nvalue V { a: Int }\r\n";
    let found = check(&sources(&[("a", text), ("billing", BILLING)])).diagnostics;
    let [found] = found.as_slice() else {
        panic!("{found:?}");
    };
    assert_eq!(found.code, "N016");
    let (place, with) = &found.fix.as_ref().unwrap().edits[0];
    let mut mended = text.to_owned();
    mended.replace_range(place.span.start as usize..place.span.end as usize, with);
    assert_eq!(mended, "model shop\r\nvalue V { a: Int }\r\n");
    for (used, codes) in [
        ("value V { a: billing.Amount }", Vec::<&str>::new()),
        ("value V { a: Amount }", vec!["N001"]),
        ("value V { a: Text } // billing.Amount", vec!["N016"]),
    ] {
        let found = beside(&format!("model shop\nimport billing\n{used}\n"));
        let told: Vec<&str> = found.iter().filter_map(|it| it.split(':').next()).collect();
        assert_eq!(told, codes, "{used}");
    }
}

/// What another model has retired is told where it is used, as if it were of this one.
#[test]
fn what_is_retired_is_told_through_an_import() {
    let billing = "model billing\nenum Status { Open, Paid, Lost retired v2 }\nscalar Amount retired = Int\n\
                   event Noted { key_of: Int, status: Status }\nactor Clerk\n\
                   command Note { key_of: Int, status: Status } by Clerk { emits Noted { key_of, status } }\n\
                   view Bills retired for Clerk { key bill: Int, status: Status\non Noted at event.key_of add { status: event.status } }\n";
    let shop = "model shop\nimport billing\nvalue V { amount: billing.Amount, status: billing.Status = Lost }\n\
                actor Seller\nscreen Desk for Seller { shows billing.Bills }\n\
                event Seen { was: Bool }\n\
                command See { bill: Int } by Seller {\nreads bills as billing.Bills[bill]\n\
                emits Seen { was: (bills.status ?? billing.Status.Lost) == billing.Status.Lost } when match bills.status ?? billing.Status.Lost { billing.Status.Lost => true, _ => false }\n\
                otherwise nothing\n}\n";
    let found = check(&sources(&[("a", shop), ("billing", billing)])).diagnostics;
    let told: Vec<String> = found
        .iter()
        .map(|it| {
            let place = it.primary.loc.span;
            format!(
                "{} {}",
                it.code,
                &shop[place.start as usize..place.end as usize]
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            "EV005 Amount",
            "EV005 Lost",
            "EV005 Bills",
            "EV005 Bills",
            "EV005 billing.Status.Lost",
            "EV005 billing.Status.Lost"
        ]
    );
    assert!(
        found
            .iter()
            .all(|it| it.others[0].loc.file != found[0].primary.loc.file)
    );
}

/// A variant with its enum and model in front, as a value and as a pattern.
#[test]
fn variants_are_named_with_their_model() {
    let text = |pattern: &str, value: &str| {
        format!(
            "model shop\nimport billing\nenum Status {{ Open }}\nentity Order {{ key order_id: Uuid, open: billing.Status, \
             derived paid: Bool = match open {{ {pattern} => false, Paid => true }}, \
             derived same: Bool = open == {value} }}\n"
        )
    };
    for (pattern, value) in [
        ("billing.Status.Open", "billing.Status.Open"),
        ("Status.Open", "Open"),
        ("Open", "billing . Status . Paid"),
    ] {
        assert_eq!(
            beside(&text(pattern, value)),
            Vec::<String>::new(),
            "{pattern}"
        );
    }
    for (pattern, code) in [
        ("billing.Status.Opn", "T003"),
        ("billing.State.Open", "N001"),
        ("billing.Amount.Open", "T001"),
        ("bling.Status.Open", "N008"),
        ("State.Open", "T001"),
    ] {
        let found = beside(&text(pattern, "Open"));
        assert_eq!(found.len(), 1, "{pattern}: {found:?}");
        assert!(found[0].starts_with(code), "{pattern}: {found:?}");
    }
}
