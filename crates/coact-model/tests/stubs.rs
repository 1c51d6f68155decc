//! What a sketch only names: advice, whose fix declares it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

use coact_model::diagnostics::{Diagnostic, Severity};
use coact_model::{Checker, Sources, check, json};

const SKETCH: &str = "model shop level sketch

/// What happens.
story \"Buying\" {
    slice \"Place an order\" { screen Checkout, command PlaceOrder, event OrderPlaced, view OpenOrders }
    slice \"Place it again\" { command PlaceOrder, event OrderPlaced }
    slice \"Ship it\" automation OpenOrders -> ShipOrder { order: row.id }
}
";

fn found(text: &str) -> Vec<Diagnostic> {
    check(&Sources::single("sketch.coact", text)).diagnostics
}

fn messages(found: &[Diagnostic]) -> Vec<String> {
    let said = |it: &Diagnostic| format!("{} {}", it.code, it.message);
    found.iter().map(said).collect()
}

#[test]
fn one_name_of_one_kind_is_one_stub() {
    let found = found(SKETCH);
    assert!(found.iter().all(|it| it.severity == Severity::Advice));
    assert_eq!(
        messages(&found),
        [
            "EM015 the screen `Checkout` is only named so far",
            "EM015 the command `PlaceOrder` is only named so far",
            "EM015 the event `OrderPlaced` is only named so far",
            "EM015 the view `OpenOrders` is only named so far",
            "EM015 the command `ShipOrder` is only named so far",
        ]
    );
}

#[test]
fn at_standard_it_is_unknown() {
    let found = found(&SKETCH.replace(" level sketch", ""));
    assert!(found.iter().all(|it| it.code == "N001"), "{found:?}");
    // What an automation of unknown rows does is not asked.
    assert_eq!(found.len(), 4);
}

/// Each fix takes one stub away and makes no error, be it alone or after the others.
#[test]
fn the_fixes_declare_what_is_named() {
    let fixed = |text: &str, of: &Diagnostic| {
        let fix = of.fix.as_ref().expect("a stub can be declared");
        let mut text = text.to_owned();
        for (loc, with) in fix.edits.iter().rev() {
            let place = loc.span.start as usize..loc.span.end as usize;
            text.replace_range(place, with);
        }
        text
    };
    let stubs = |text: &str| -> Vec<Diagnostic> {
        let found = found(text);
        assert!(
            found.iter().all(|it| it.severity == Severity::Advice),
            "{text}\n{found:?}"
        );
        found.into_iter().filter(|it| it.code == "EM015").collect()
    };
    for of in stubs(SKETCH) {
        let left = messages(&stubs(&fixed(SKETCH, &of)));
        assert!(!left.contains(&format!("EM015 {}", of.message)), "{left:?}");
    }
    let mut text = SKETCH.replace(
        "    slice \"Ship it\" automation OpenOrders -> ShipOrder { order: row.id }\n",
        "",
    );
    while let Some(of) = stubs(&text).pop() {
        text = fixed(&text, &of);
    }
    let declared = text.split("/// What happens.").next().unwrap();
    assert_eq!(
        declared,
        "model shop level sketch

view OpenOrders { key id: Uuid }
event OrderPlaced {}
command PlaceOrder {} { otherwise nothing }
screen Checkout
"
    );
}

/// The form lists stubs, and slices name them like all else.
#[test]
fn the_form_lists_them() {
    let checked = check(&Sources::single("sketch.coact", SKETCH));
    let form = json::to_value(&checked.model);
    let stubs = form["stubs"].as_array().unwrap().iter();
    let stubs: Vec<String> = stubs
        .map(|it| {
            format!(
                "{} {}",
                it["sort"].as_str().unwrap(),
                it["name"].as_str().unwrap()
            )
        })
        .collect();
    assert_eq!(
        stubs,
        [
            "screen Checkout",
            "command PlaceOrder",
            "event OrderPlaced",
            "view OpenOrders",
            "command ShipOrder",
        ]
    );
    let slices = &form["stories"][0]["slices"];
    assert_eq!(slices[1]["elements"][0]["command"], "PlaceOrder");
    let sketch = &slices[2]["elements"][0]["sketched_automation"];
    assert_eq!(sketch["view"], "OpenOrders");
    assert_eq!(sketch["target"], "ShipOrder");
}

/// An edit of a slice of a sketch changes what is declared.
#[test]
fn an_edit_is_followed() {
    let mut checker = Checker::new();
    for text in [
        SKETCH.to_owned(),
        SKETCH.replace("Checkout", "Basket"),
        SKETCH.replace("event OrderPlaced }", "event OrderPlacedAgain }"),
        SKETCH.replace("screen Checkout, ", ""),
        SKETCH.to_owned(),
    ] {
        let sources = Sources::single("sketch.coact", text);
        let seen = checker.check(&sources);
        assert_eq!(
            messages(seen.diagnostics),
            messages(&check(&sources).diagnostics)
        );
    }
}
