//! Where the values of fields come from and where they go.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test reads the examples and fails by panicking"
)]

use std::path::Path;

use coact_model::model::Model;
use coact_model::trace::{Field, Graph, fields, names, trace};
use coact_model::{SourceFile, Sources, check, check_all, render};

/// What is told of a name in a model.
fn told(model: &str, name: &str) -> String {
    let sources = Sources::single("shop.coact", model);
    let checked = check(&sources);
    assert!(!checked.has_errors(), "{:#?}", checked.diagnostics);
    print(&sources, &checked.model, name)
}

fn print(sources: &Sources, model: &Model, name: &str) -> String {
    let graph = Graph::of(model);
    let fields = fields(model, name).unwrap_or_else(|| panic!("no `{name}`"));
    let traces = fields.into_iter().map(|field| trace(model, &graph, field));
    render::traces(&[(sources, traces.collect())], 100)
}

/// The texts of the examples of users.
fn examples() -> Vec<Sources> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let mut folders: Vec<_> = std::fs::read_dir(root)
        .unwrap()
        .map(|entry| entry.unwrap().path().join("model"))
        .filter(|folder| folder.is_dir())
        .collect();
    folders.sort();
    let read = |folder: &std::path::PathBuf| {
        let files = std::fs::read_dir(folder).unwrap().map(|entry| {
            let path = entry.unwrap().path();
            SourceFile {
                name: path.file_name().unwrap().to_str().unwrap().to_owned(),
                bytes: std::fs::read(path).unwrap(),
            }
        });
        Sources::new(files.collect())
    };
    folders.iter().map(read).collect()
}

/// Plain commands and events, with every way in that such a model has.
const TILL: &str = "model till
actor Clerk
actor Owner
lookup rate(on: Date) -> Decimal
lookup last_price(article: Text) -> Decimal? from Sales
external system Bank {
    event Paid { article: Text, price: Decimal }
    call Pay { article: Text, price: Decimal } -> Done | Failed { why: Text }
}
command NoteSale { article: Text, price: Decimal } {
    emits SaleNoted { article, price: price * rate(today()), noted: now() }
}
command NotePaid { article: Text } { emits PaidNoted { article } }
command NoteFailure { article: Text, why: Text } { emits FailureNoted { article, why } }
view Sales for Clerk {
    key article: Text
    price: Decimal = 0
    last: DateTime?
    by: Text?
    on SaleNoted set { price: price + event.price, last: event.noted }
    on PaidNoted remove
}
view Failures for Owner {
    key article: Text
    why: Text
    on FailureNoted at event.article set { why }
}
query Dear(least: Decimal) from Sales where price > least
screen Office for Clerk { shows Sales { price }, shows Failures { why } }
aggregate Box {
    key box: Uuid generated
    state { size: Int = 0, opened: Bool = false }
    new command OpenBox { of: Int in 1..9 } by Clerk { emits BoxOpened { of } }
    command FillBox { by_hand: Bool } by Clerk {
        requires Small \"it is small\": size < 5
        emits BoxFilled { more: size + 1 } when by_hand
        otherwise nothing
    }
    event BoxOpened apply { size: event.of, opened: true }
    event BoxFilled apply { size: size + event.more }
}
story \"Selling\" {
    slice \"Take it over\" translation Bank.Paid -> NoteSale { article: event.article, price: event.price }
    slice \"Pay\" automation Sales where price > 5 -> Bank.Pay { article: row.article, price: row.price } then {
        Done   -> NotePaid { article: row.article }
        Failed -> NoteFailure { article: row.article, why: result.why }
    }
}
";

#[test]
fn a_view_is_traced_both_ways() {
    insta::assert_snapshot!(told(TILL, "Sales"), @r"
    Sales.article (shop.coact:16)
      comes from
        SaleNoted.article (shop.coact:20)
          NoteSale.article (shop.coact:11)
            Bank.Paid.article, by a translation (shop.coact:43)
              told by Bank (shop.coact:7)
      goes into
        Bank.Pay.article, by an automation (shop.coact:44)
          told to Bank (shop.coact:8)
        NotePaid.article, by an automation (shop.coact:45)
          PaidNoted.article (shop.coact:13)
            finds the row of Sales that changes (shop.coact:21)
        NoteFailure.article, by an automation (shop.coact:46)
          FailureNoted.article (shop.coact:14)
            Failures.article (shop.coact:26)
              seen by Owner (shop.coact:23)
        seen by Clerk (shop.coact:15)
        answered by Dear (shop.coact:28)

    Sales.price (shop.coact:17)
      comes from
        a default (shop.coact:17)
        Sales.price, computed (a circle) (shop.coact:20)
        SaleNoted.price, computed (shop.coact:20)
          NoteSale.price, computed (shop.coact:11)
            Bank.Paid.price, by a translation (shop.coact:43)
              told by Bank (shop.coact:7)
          rate, computed (shop.coact:11)
            rate.on (shop.coact:4)
              the clock (shop.coact:11)
            the program that answers look-ups (shop.coact:4)
      goes into
        decides when Bank.Pay is automated (shop.coact:44)
        Bank.Pay.price, by an automation (shop.coact:44)
          told to Bank (shop.coact:8)
        last_price (shop.coact:5)
        seen by Clerk (shop.coact:15)
        Sales.price, computed (a circle) (shop.coact:20)
        decides which rows Dear answers, and in which order (shop.coact:28)
        answered by Dear (shop.coact:28)
        shown on Office (shop.coact:29)

    Sales.last (shop.coact:18)
      comes from
        SaleNoted.noted (shop.coact:20)
          the clock (shop.coact:11)
      goes into
        seen by Clerk (shop.coact:15)
        answered by Dear (shop.coact:28)

    Sales.by (shop.coact:19)
      comes from nothing
      goes into
        seen by Clerk (shop.coact:15)
        answered by Dear (shop.coact:28)
    ");
}

#[test]
fn what_goes_round_in_a_circle_is_cut() {
    insta::assert_snapshot!(told(TILL, "Box.size"), @r"
    Box.size (shop.coact:32)
      comes from
        a default (shop.coact:32)
        BoxOpened.of (shop.coact:39)
          OpenBox.of (shop.coact:33)
            a person's input, OpenBox by Clerk (shop.coact:33)
        Box.size, computed (a circle) (shop.coact:40)
        BoxFilled.more, computed (shop.coact:40)
          Box.size, computed (a circle) (shop.coact:36)
      goes into
        decides whether FillBox is rejected (Small) (shop.coact:35)
        BoxFilled.more, computed (shop.coact:36)
          Box.size, computed (a circle) (shop.coact:40)
        Box.size, computed (a circle) (shop.coact:40)
    ");
}

#[test]
fn keys_are_drawn_or_given() {
    insta::assert_snapshot!(told(TILL, "Box.box"), @r"
    Box.box (shop.coact:31)
      comes from
        BoxOpened.box (shop.coact:39)
          OpenBox.box (shop.coact:30)
            a generated key (shop.coact:31)
      goes into nothing
    ");
}

#[test]
fn answers_of_systems_and_lookups_are_fields() {
    insta::assert_snapshot!(told(TILL, "Failed.why"), @r"
    Bank.Pay.Failed.why (shop.coact:8)
      comes from
        told by Bank (shop.coact:8)
      goes into
        NoteFailure.why, by an automation (shop.coact:46)
          FailureNoted.why (shop.coact:14)
            Failures.why (shop.coact:26)
              seen by Owner (shop.coact:23)
              shown on Office (shop.coact:29)
    ");
    insta::assert_snapshot!(told(TILL, "rate"), @r"
    rate.on (shop.coact:4)
      comes from
        the clock (shop.coact:11)
      goes into
        rate (shop.coact:4)
          SaleNoted.price, computed (shop.coact:11)
            Sales.price, computed (shop.coact:20)
              decides when Bank.Pay is automated (shop.coact:44)
              Bank.Pay.price, by an automation (shop.coact:44)
                told to Bank (shop.coact:8)
              last_price (shop.coact:5)
              seen by Clerk (shop.coact:15)
              Sales.price, computed (a circle) (shop.coact:20)
              decides which rows Dear answers, and in which order (shop.coact:28)
              answered by Dear (shop.coact:28)
              shown on Office (shop.coact:29)

    rate (shop.coact:4)
      comes from
        rate.on (shop.coact:4)
          the clock (shop.coact:11)
        the program that answers look-ups (shop.coact:4)
      goes into
        SaleNoted.price, computed (shop.coact:11)
          Sales.price, computed (shop.coact:20)
            decides when Bank.Pay is automated (shop.coact:44)
            Bank.Pay.price, by an automation (shop.coact:44)
              told to Bank (shop.coact:8)
            last_price (shop.coact:5)
            seen by Clerk (shop.coact:15)
            Sales.price, computed (a circle) (shop.coact:20)
            decides which rows Dear answers, and in which order (shop.coact:28)
            answered by Dear (shop.coact:28)
            shown on Office (shop.coact:29)
    ");
    insta::assert_snapshot!(told(TILL, "last_price"), @r"
    last_price.article (shop.coact:5)
      comes from nothing
      goes into
        last_price (shop.coact:5)

    last_price (shop.coact:5)
      comes from
        last_price.article (shop.coact:5)
        Sales.price (shop.coact:5)
          a default (shop.coact:17)
          Sales.price, computed (a circle) (shop.coact:20)
          SaleNoted.price, computed (shop.coact:20)
            NoteSale.price, computed (shop.coact:11)
              Bank.Paid.price, by a translation (shop.coact:43)
                told by Bank (shop.coact:7)
            rate, computed (shop.coact:11)
              rate.on (shop.coact:4)
                the clock (shop.coact:11)
              the program that answers look-ups (shop.coact:4)
      goes into nothing
    ");
    insta::assert_snapshot!(told(TILL, "Dear.least"), @r"
    Dear.least (shop.coact:28)
      comes from
        whoever asks Dear (shop.coact:28)
      goes into
        decides which rows Dear answers, and in which order (shop.coact:28)
    ");
}

#[test]
fn a_screen_stands_for_what_it_shows_and_asks_for() {
    let model = check(&Sources::single("shop.coact", TILL)).model;
    let names: Vec<String> = fields(&model, "Office")
        .unwrap()
        .into_iter()
        .map(|field| field.name(&model))
        .collect();
    assert_eq!(names, ["Sales.price", "Failures.why"]);
}

#[test]
fn a_name_may_have_the_external_system_in_front() {
    let model = check(&Sources::single("shop.coact", TILL)).model;
    let full = fields(&model, "Bank.Paid.price");
    assert!(full.is_some());
    assert_eq!(full, fields(&model, "Paid.price"));
    assert_eq!(
        fields(&model, "Bank.Pay.Failed.why"),
        fields(&model, "Failed.why")
    );
    assert_eq!(fields(&model, "Sale"), None);
}

#[test]
fn the_facts_of_the_web_shop() {
    let shop = examples().into_iter().find_map(|sources| {
        let model = check(&sources).model;
        (model.name.text == "shop").then_some((sources, model))
    });
    let (sources, model) = shop.unwrap();
    insta::assert_snapshot!(print(&sources, &model, "Order"));
}

/// Only what somebody else makes may have no origin: there is a rule for everything that really has none.
#[test]
fn every_field_of_every_example_has_an_origin_and_is_found_by_its_name() {
    for sources in examples() {
        for checked in check_all(&sources) {
            let model = checked.model;
            let graph = Graph::of(&model);
            let names = names(&model);
            for field in Field::all(&model) {
                let name = field.name(&model);
                assert!(names.contains(&name), "{name}");
                let told = trace(&model, &graph, field);
                assert!(!told.origins.is_empty(), "{}: {name}", model.name.text);
            }
        }
    }
}

/// A team with a plain model meets no word of DEMO.
#[test]
fn a_plain_model_is_traced_in_plain_words() {
    let words = [
        "fact",
        "act",
        "rule",
        "link",
        "transaction",
        "entity",
        "law",
        "promise",
        "bank",
    ];
    let sources = Sources::single("shop.coact", TILL);
    let model = check(&sources).model;
    let graph = Graph::of(&model);
    let traces = Field::all(&model);
    let traces = traces.into_iter().map(|field| trace(&model, &graph, field));
    let text = render::traces(&[(&sources, traces.collect())], 100);
    for word in words {
        let mut parts = text.split(|c: char| !c.is_alphanumeric() && c != '_');
        assert!(!parts.any(|part| part == word), "{word}");
    }
}
