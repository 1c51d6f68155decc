//! What people write because other languages have it so: one finding that says what to write, and where that is
//! certain a change of the text that mends it.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use coact_model::diagnostics::{Diagnostic, Severity};
use coact_model::{Sources, check};

const BEFORE: &str = "model shop
external actor Shopper
actor Seller
";
const BEHIND: &str = "
transaction OrderCompleting {
    initiator Shopper
    executor Seller
    product new Order \"is completed\"
    request { number, note, amount, paid }
}
lookup stock(sku: Text) -> Int
";

/// A model with a law that says so.
fn law(condition: &str) -> String {
    format!(
        "{BEFORE}entity Order {{
    key order_id: Uuid generated
    number: Int
    note: Text
    amount: Decimal unit EUR
    paid: Bool
    law Held \"it holds\": {condition}
}}{BEHIND}"
    )
}

/// A model with further text behind it.
fn with(text: &str) -> String {
    format!("{}{text}\n", law("number > 0"))
}

/// What is refused in a text.
fn refused(text: &str) -> Vec<Diagnostic> {
    check(&Sources::single("shop.coact", text))
        .diagnostics
        .into_iter()
        .filter(|finding| finding.severity == Severity::Error)
        .collect()
}

/// The only finding of a text, which is one of the grammar.
fn only(text: &str) -> Diagnostic {
    only_of("E015", text)
}

/// The only finding of a text, which has this code.
fn only_of(code: &str, text: &str) -> Diagnostic {
    let mut found = refused(text);
    assert_eq!(found.len(), 1, "{text}\n{found:#?}");
    let found = found.remove(0);
    assert_eq!(found.code, code, "{text}\n{found:#?}");
    found
}

/// The text after the change that a finding offers.
fn mended(text: &str, finding: &Diagnostic) -> String {
    let mut text = text.to_owned();
    let fix = finding
        .fix
        .as_ref()
        .unwrap_or_else(|| panic!("{text}\n{finding:#?}"));
    let mut edits = fix.edits.clone();
    edits.sort_by_key(|(loc, _)| std::cmp::Reverse(loc.span));
    for (loc, meant) in &edits {
        text.replace_range(loc.span.start as usize..loc.span.end as usize, meant);
    }
    text
}

/// A slip costs one finding, and the change it offers leaves none.
fn is_mended(text: &str, meant: &str) {
    let mended = mended(text, &only(text));
    assert!(mended.contains(meant), "{mended}");
    assert_eq!(refused(&mended), [], "{mended}");
}

/// A slip costs one finding, whose hint says what to do.
fn is_advised(text: &str, advice: &str) {
    let found = only(text);
    let hint = found.hint.clone().unwrap_or_default();
    assert!(hint.contains(advice), "{text}\n{found:#?}");
}

#[test]
fn signs_of_other_languages() {
    for (written, meant) in [
        ("note = \"x\"", "note == \"x\""),
        ("number <> 3", "number != 3"),
        ("number is 3", "number == 3"),
        ("number === 3", "number == 3"),
        ("number !== 3", "number != 3"),
        ("number =< 3", "number <= 3"),
        ("number ≥ 3", "number >= 3"),
        ("number ≤ 3", "number <= 3"),
        ("number ≠ 3", "number != 3"),
        ("number > 3 AND number < 5", "number > 3 and number < 5"),
        ("paid && number > 3", "paid and number > 3"),
        ("paid OR number > 3", "paid or number > 3"),
        ("paid || number > 3", "paid or number > 3"),
        ("!paid", "not paid"),
        ("NOT paid", "not paid"),
        ("note == 'x'", "note == \"x\""),
        ("number mod 2 == 0", "number % 2 == 0"),
    ] {
        is_mended(&law(written), meant);
    }
    is_advised(&law("number between 1 and 3"), "n >= 1 and n <= 3");
}

#[test]
fn numbers_of_other_languages() {
    for (written, meant) in [
        ("amount > 5,00 EUR", "amount > 5.00 EUR"),
        ("amount > 1,000.00 EUR", "amount > 1000.00 EUR"),
        ("amount > 5EUR", "amount > 5 EUR"),
        ("amount > 5eur", "amount > 5 EUR"),
        ("amount > 5 eur", "amount > 5 EUR"),
        ("number > 10%", "number > 0.10"),
        ("number > 12.5% + 1", "number > 0.125 + 1"),
        ("number > 5% * number", "number > 0.05 * number"),
        ("number > 200% of number", "number > 2.00 * number"),
        ("9:00 < 10:30", "09:00 < 10:30"),
        ("10:30 in [9:15, 17:00]", "[09:15, 17:00]"),
    ] {
        is_mended(&law(written), meant);
    }
    is_mended(
        &with("value Price { amount: Decimal unit EUR = 1,000,000 EUR, paid: Bool }"),
        "= 1000000 EUR",
    );
    is_advised(&law("amount > 1,000 EUR"), "a decimal has a point");
    for no_time in [
        "number in [9:5]",
        "number in [25:00]",
        "number in [9:00:30]",
    ] {
        let found = refused(&law(no_time));
        assert!(found.iter().all(|it| it.fix.is_none()), "{found:#?}");
    }
}

#[test]
fn calls() {
    is_mended(&law("count ([number, 3]) > 1"), "count([number, 3])");
    let rule = |call: &str| {
        with(&format!(
            "rule on OrderCompleting requested {{
    truth InStock \"it is in stock\": {call} > 3
    then promise
    else decline
}}"
        ))
    };
    assert_eq!(refused(&rule("stock(order.note)")), []);
    is_advised(&rule("stock(sku: order.note)"), "order of the parameters");
}

#[test]
fn a_front_of_an_expression_is_not_judged() {
    for broken in ["note.", "number >", "note + ", "number > 3 4"] {
        only(&law(broken));
    }
    for broken in [
        "rule on OrderCompleting requested {\n truth: order.number >\n then promise\n else decline\n}",
        "view Orders {\n key order: Order\n number: Int\n on OrderCompleting requested add { number: event. }\n}",
        "spec \"s\" {\n given stock(\"B\")\n when RequestOrderCompleting { number: 1, note: \"a\", amount: 1 EUR, paid: true }\n then nothing\n}",
        "let five = 5 = 6",
        "process {\n OrderCompleting requested -> promise OrderCompleting automated retr\n}",
    ] {
        only(&with(broken));
    }
}

/// A second kind, and what is said between the two.
fn shipping(links: &str) -> String {
    with(&format!(
        "entity Shipment {{ key shipment_id: Uuid generated, order: Order inverse shipments 0..*, parts: Int }}
transaction OrderShipping {{
    initiator Seller
    executor Carrier
    product new Shipment \"is sent\"
    request {{ parts }}
}}
external actor Carrier
process {{
    {links}
    OrderShipping accepted ~> execute OrderCompleting
}}"
    ))
}

#[test]
fn acts_for_facts() {
    is_mended(
        &shipping("OrderCompleting promise -> request OrderShipping { parts: 1 }"),
        "OrderCompleting promised ->",
    );
    is_mended(
        &with("rule on OrderCompleting request {\n then promise\n}"),
        "on OrderCompleting requested {",
    );
    is_advised(
        &with("rule on OrderCompleting request revocation asked {\n then allow\n}"),
        "allow request revocation",
    );
}

#[test]
fn words_in_another_order() {
    for link in [
        "OrderCompleting promised -> request OrderShipping automated { parts: 1 }",
        "OrderCompleting promised -> request OrderShipping { parts: 1 } [1..2]",
        "OrderCompleting promised -> request OrderShipping { parts: 1 } retry automated",
    ] {
        is_advised(&shipping(link), "[k..n] { … } automated retry");
    }
    let kind = |act: &str| {
        with(&format!(
            "actor Taker
transaction OrderTaking {{
    initiator Shopper
    executor Taker
    product Order \"is taken\"
    {act}
}}"
        ))
    };
    for act in [
        "request { number: Int } as AskOrder",
        "promise { number: Int } -> Promised",
        "accept tacit as TakeOrder",
    ] {
        is_advised(&kind(act), "as COMMAND -> EVENT tacit");
    }
    is_mended(
        &with("composite external actor Renter { Shopper }"),
        "external composite actor Renter",
    );
}

#[test]
fn names_of_a_clause() {
    let kind = |roles: &str| {
        with(&format!(
            "external actor Broker
actor Taker
transaction OrderTaking {{
    {roles}
    product Order \"is taken\"
}}"
        ))
    };
    is_mended(
        &kind("initiator Shopper, Broker\n executor Taker"),
        "initiator Shopper or Broker",
    );
    is_mended(
        &with("event Noted\ncommand Note {} by Shopper, Seller { emits Noted }"),
        "by Shopper or Seller {",
    );
    is_advised(
        &kind("initiator Shopper\n executor Taker or Broker"),
        "each its own kind",
    );
}

#[test]
fn fields_and_units() {
    is_mended(&with("scalar Price = Decimal unit eur"), "unit EUR");
    is_mended(
        &with("scalar Weight = Decimal unit gram/day"),
        "unit Gram/day",
    );
    is_advised(
        &with("event Noted\ncommand Note { emits Noted }"),
        "the first braces hold the fields",
    );
    let text = law("paid").replace("paid }", "paid, phone: Text personal }");
    is_advised(&text, "make it a fact of the entity");
}

#[test]
fn headers_and_specs() {
    is_mended(
        &law("paid").replace("model shop", "model my-web-shop"),
        "model my_web_shop",
    );
    let view = "view Orders {
    key order: Order
    number: Int
    on OrderCompleting requested add { number }
}
";
    is_advised(
        &with(&format!(
            "{view}query Cheap from Orders where order by number"
        )),
        "`row.order`",
    );
    is_mended(
        &with("spec \"s\" {\n when automation run then nothing\n}"),
        "when automations run",
    );
    is_advised(
        &with("spec \"s\" {\n given stock = 5\n when automations run then nothing\n}"),
        "given stock(…)",
    );
}

#[test]
fn commas_between_arguments_elements_and_arms() {
    for (written, meant, places) in [
        ("max(number 3) > 1", "max(number, 3)", 1),
        ("number in [1 2 3]", "[1, 2, 3]", 2),
        ("number in [1, 2 3]", "[1, 2, 3]", 1),
        ("number in [1 max(2 3) 4]", "[1, max(2, 3), 4]", 3),
        ("number in [1\n 2 // two\n 3]", "[1,\n 2, // two\n 3]", 2),
        ("contains(note \"x\")", "contains(note, \"x\")", 1),
        ("all([number] n => n > 3)", "all([number], n => n > 3)", 1),
        ("match number { 1 => true _ => paid }", "true, _ => paid", 1),
        (
            "match paid { true => number > 1 false => paid }",
            "1, false => paid",
            1,
        ),
    ] {
        let text = law(written);
        let found = only_of("E018", &text);
        assert_eq!(
            found.fix.as_ref().map(|fix| fix.edits.len()),
            Some(places),
            "{written}"
        );
        let mended = mended(&text, &found);
        assert!(mended.contains(meant), "{mended}");
        assert_eq!(refused(&mended), [], "{mended}");
    }
    let text = with("lookup price(sku: Text size: Int paid: Bool) -> Int");
    let found = only_of("E018", &text);
    assert!(mended(&text, &found).contains("(sku: Text, size: Int, paid: Bool)"));
    // What a comma does not mend is no missing comma.
    for broken in ["max(number 3", "max(number +) > 1", "number in [1 then 2]"] {
        assert!(
            refused(&law(broken)).iter().all(|it| it.code != "E018"),
            "{broken}"
        );
    }
}

#[test]
fn bounds_of_a_link() {
    for bounds in ["0..*", "1", "2..5"] {
        let link =
            format!("OrderCompleting promised -> request OrderShipping {bounds} {{ parts: 1 }}");
        is_mended(&shipping(&link), &format!("OrderShipping [{bounds}] {{"));
    }
}

#[test]
fn of_before_a_name() {
    for link in [
        "OrderShipping declined -> revoke promise OrderCompleting",
        "OrderCompleting request revocation asked -> revoke request OrderShipping automated",
    ] {
        let both =
            format!("OrderCompleting promised -> request OrderShipping {{ parts: 1 }}\n{link}");
        is_mended(&shipping(&both), " of Order");
    }
    is_mended(&with("view Orders = facts Order"), "facts of Order");
}

#[test]
fn answers_of_another_system() {
    let spec = |given: &str| {
        with(&format!(
            "external system Bank {{ call Charge {{ reference: Text }} -> Charged | Failed }}
spec \"s\" {{
    given {given}
    when automations run then nothing
}}"
        ))
    };
    assert_eq!(refused(&spec("Bank.Charge = Charged")), []);
    for given in [
        "Bank.Charge { reference: \"a\" } = Charged",
        "Bank.Charge(\"a\") = Charged",
        "Bank.Charge { reference: \"a\" } -> Charged",
        "Bank.Charge -> Charged",
    ] {
        is_advised(&spec(given), "`given Bank.Charge = …`");
    }
}

/// What stands where a command should is the event that one brings about.
#[test]
fn an_event_for_the_command_that_it_comes_of() {
    let text = with(
        "view Todo for Seller { key order: Order\n number: Int\n on OrderCompleting requested add { number }\n on Noted remove }
command Note { order: Order } { emits Noted { order } }
story \"s\" { slice \"a\" automation Todo -> Noted { order: row.order } }",
    );
    let found = only_of("EM002", &text);
    let mended = mended(&text, &found);
    assert!(mended.contains("Todo -> Note {"), "{mended}");
    assert_eq!(refused(&mended), [], "{mended}");
}

#[test]
fn what_is_taken_out_takes_its_line_along() {
    let text = law("paid")
        .replace(
            "\nactor Seller\n",
            "\nactor Seller\nexternal actor Broker\n",
        )
        .replace(
            "    initiator Shopper\n    executor Seller\n",
            "    initiator Shopper\n    executor Seller\n    initiator Broker\n",
        );
    let mended = mended(&text, &only_of("CM004", &text));
    assert!(
        mended.contains("initiator Shopper or Broker\n    executor Seller\n    product"),
        "{mended}"
    );
}
