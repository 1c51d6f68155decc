//! What is derived, told at the place it is derived for.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "a test reads the example and fails by panicking"
)]

use std::path::Path;

use coact_model::meaning::{self, Meaning};
use coact_model::{Checked, SourceFile, Sources, check};

/// The web shop.
fn shop() -> (Sources, Checked) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/webshop/model");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| {
        let path = entry.unwrap().path();
        SourceFile {
            name: path.file_name().unwrap().to_str().unwrap().to_owned(),
            bytes: std::fs::read(path).unwrap(),
        }
    });
    let sources = Sources::new(files.collect());
    let checked = check(&sources);
    (sources, checked)
}

/// What is told at the first occurrence of a text, `at` bytes into it.
fn told(text: &str, at: usize) -> Option<Meaning> {
    let (sources, checked) = shop();
    let (file, found) = sources
        .iter()
        .find_map(|(id, file)| {
            let whole = std::str::from_utf8(&file.bytes).unwrap();
            Some((id, whole.find(text)?))
        })
        .expect("the text stands in the shop");
    meaning::at(&checked.model, file, u32::try_from(found + at).unwrap())
}

fn shown(text: &str, at: usize) -> String {
    let told = told(text, at).expect("there is something to say");
    format!("{}\n{}", told.title, told.sentences.join("\n"))
}

#[test]
fn a_transaction_says_what_it_is_about_and_where_it_lives() {
    insta::assert_snapshot!(shown("transaction OrderShipping", 14));
}

#[test]
fn an_act_says_whom_it_addresses() {
    insta::assert_snapshot!(shown("as PlaceOrder", 5));
    insta::assert_snapshot!(shown("as FulfilOrder", 5));
    insta::assert_snapshot!(shown("as AskShipment", 5));
    insta::assert_snapshot!(shown("as CancelOrder", 5));
}

#[test]
fn a_link_says_what_the_child_is_about() {
    insta::assert_snapshot!(shown("-> request OrderPaying", 0));
    insta::assert_snapshot!(shown("-> request OrderShipping", 0));
}

#[test]
fn a_wait_says_which_instances_are_meant() {
    insta::assert_snapshot!(shown("~> request OrderShipping", 0));
    insta::assert_snapshot!(shown("~> execute OrderCompleting", 0));
}

#[test]
fn a_handler_says_which_row_it_touches() {
    insta::assert_snapshot!(shown("on OrderPlaced ", 3));
}

#[test]
fn an_expression_says_of_which_type_it_is() {
    insta::assert_snapshot!(shown("today() + 3 days", 8));
}

/// A bare fact is the fact, and not the entity that it is silently read of.
#[test]
fn a_bare_fact_says_its_own_type() {
    let told = told("paid == requested.amount", 1).unwrap();
    assert_eq!(
        told.title,
        "an expression of type `Amount` (`Decimal unit EUR`)"
    );
}

#[test]
fn blank_space_says_nothing() {
    assert_eq!(told("\n\n", 1), None);
}

/// Whatever the place, it answers, and with an element around that place.
#[test]
fn no_place_is_answered_by_another() {
    let (sources, checked) = shop();
    let mut answered = 0;
    for (id, file) in sources.iter() {
        for offset in (0..u32::try_from(file.bytes.len()).unwrap() + 9).step_by(7) {
            let Some(told) = meaning::at(&checked.model, id, offset) else {
                continue;
            };
            answered += 1;
            assert_eq!(told.loc.file, id);
            assert!((told.loc.span.start..=told.loc.span.end).contains(&offset));
            assert!(!told.title.is_empty());
            for sentence in &told.sentences {
                assert!(sentence.ends_with('.'), "{sentence}");
            }
        }
    }
    assert!(answered > 100, "{answered}");
}

#[test]
fn a_slice_says_which_pattern_it_is() {
    const SLICES: &str = "model shop
external actor Shopper
external system Pay { event Captured { order: Uuid } }
command PlaceOrder { order: Uuid } by Shopper { emits OrderPlaced { order } }
command NotePayment { order: Uuid } { emits PaymentNoted { order } }
view Orders for Shopper { key order: Uuid, on OrderPlaced add, on PaymentNoted remove }
screen Shop for Shopper { shows Orders, form PlaceOrder }
story \"Buying\" {
    slice \"Place\" { screen Shop, command PlaceOrder }
    slice \"See\" { view Orders, screen Shop }
    slice \"Settle\" automation Orders -> NotePayment { order: row.order }
    slice \"Be paid\" translation Pay.Captured -> NotePayment { order: event.order }
    slice \"Later\" planned { screen Shop }
}
";
    let checked = check(&Sources::single("shop.coact", SLICES));
    assert!(checked.diagnostics.is_empty(), "{:?}", checked.diagnostics);
    for (title, said) in [
        (
            "Place",
            "A state change: somebody gives a command, and events come of it. What comes of it: `OrderPlaced`. What it changes: `Orders`.",
        ),
        (
            "See",
            "A state view: events make a view, and somebody looks at it.",
        ),
        (
            "Settle",
            "An automation: what is on a list is done without a person. What comes of it: `PaymentNoted`. What it changes: `Orders`.",
        ),
        (
            "Be paid",
            "A translation: an event from outside becomes a command. What comes of it: `PaymentNoted`. What it changes: `Orders`.",
        ),
        (
            "Later",
            "Of no pattern yet: it shows neither a command nor a view.",
        ),
    ] {
        let at = SLICES.find(&format!("\"{title}\"")).unwrap() + 2;
        let file = checked.model.name.loc.file;
        let found = meaning::at(&checked.model, file, u32::try_from(at).unwrap()).unwrap();
        assert_eq!(found.title, format!("slice \"{title}\""));
        assert_eq!(found.sentences.join(" "), said);
    }
}
