//! A team with a plain event model never meets a word of DEMO that it did not write itself, whatever is wrong.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use coact_model::{Sources, check};

/// Words of transactions, which nobody who writes commands and events need know.
const WORDS: &[&str] = &[
    "entity",
    "entities",
    "transaction",
    "transactions",
    "promise",
    "promised",
    "initiator",
    "executor",
    "rule",
    "rules",
    "process",
    "waits",
    "contained",
    "link",
    "links",
    "act",
    "acts",
    "OrderPaying",
];

/// A plain model, with a place for what is wrong.
const SHOP: &str = "model shop
actor Clerk
event Counted { item: Text, left: Int }
view Stock for Clerk {
    key item: Text
    left: Int
    on Counted set { left }
}
lookup price(item: Text) -> Decimal
aggregate Box {
    key box: Uuid generated
    state { size: Int }
    new command OpenBox { of: Int in 1..9 } by Clerk { emits BoxOpened { of } }
    command FillBox { item: Text } by Clerk {
        requires Small \"it is small\": size < 5
        emits BoxFilled { item }
    }
    event BoxOpened apply { size: event.of }
    event BoxFilled apply {}
}
";

/// What is wrong, each with the finding that it has.
const FAULTS: &[(&str, &str)] = &[
    ("E016", "thing Box { }"),
    (
        "FM002",
        "aggregate A { key a: Uuid, key b: Uuid, command C {} by Clerk { emits D {} } }",
    ),
    (
        "FM004",
        "aggregate A { key a: Text generated, command C {} by Clerk { emits D {} } }",
    ),
    (
        "T013",
        "view V for Clerk { key item: Text, at: DateTime, on Counted set { at: now() } }",
    ),
    (
        "T013",
        "view V for Clerk { key item: Text, p: Decimal, on Counted set { p: price(event.item) } }",
    ),
    (
        "T013",
        "query Q() from Stock where left > 0 and now() == now()",
    ),
    (
        "EM003",
        "spec \"s\" { when OpenBox { of: 1 } then rejected Big }",
    ),
    ("EM010", "story \"s\" { slice \"a\" automation promise }"),
    ("EM010", "spec \"s\" { then agenda Clerk { promise } }"),
    (
        "AG007",
        "aggregate A { key a: Uuid generated, state { x: Int }, new command C {} by Clerk { emits D {} } }",
    ),
    (
        "T020",
        "aggregate A { key a: Uuid generated, state { x: Int = 0 }, new command C { y: Int } by Clerk { emits D { y: state.x } } }",
    ),
    (
        "T011",
        "aggregate A { key a: Uuid, command C {} by Clerk { emits D { a } } }",
    ),
    (
        "T006",
        "command C { item: Text } by Clerk { emits D { left: Stock[item].left } }",
    ),
    (
        "T003",
        "command C { item: Text } by Clerk { emits D { left: Stock[item].right ?? 0 } }",
    ),
    (
        "N001",
        "command C { item: Text } by Clerk { emits D { left: lefft } }",
    ),
    (
        "N001",
        "command C { item: Txt } by Clerk { emits D { item } }",
    ),
    (
        "N001",
        "view V for Clark { key item: Text, on Counted set { } }",
    ),
    (
        "N002",
        "command C { item: Box } by Clerk { emits D { item } }",
    ),
    ("N003", "event Counted { x: Int }"),
    (
        "VM001",
        "view V for Clerk { left: Int, on Counted set { left } }",
    ),
    (
        "VM002",
        "view V for Clerk { key of: Uuid, left: Int, on Counted set { left } }",
    ),
    (
        "VM004",
        "view V for Clerk { key item: Text, left: Int, on Counted add { } }",
    ),
    (
        "VM005",
        "view V for Clerk { key item: Text, left: Int, on Counted add { item, left } }",
    ),
    (
        "AG001",
        "aggregate A { state { x: Int = 0 }, command C {} by Clerk { emits D {} } }",
    ),
    ("AG002", "new command C {} by Clerk { emits D {} }"),
    ("AG004", "command C {} by Clerk { }"),
    (
        "AG005",
        "view W for Clerk { key a: Text, key b: Int, on Counted at event.item and event.left set { } }\ncommand C { a: Text } by Clerk { reads w as W[a], emits D { a } }",
    ),
    ("AM012", "lookup left(of: Int) -> Int from Stock"),
    (
        "EM001",
        "spec \"s\" { when OpenBox { of: one } then BoxOpened { of: one } }",
    ),
    ("EM005", "spec \"s\" { when OpenBox { of: 1 } }"),
    (
        "N001",
        "story \"s\" { slice \"a\" automation Stock -> Fill { item: row.item } }",
    ),
    ("N001", "story \"s\" { slice \"a\" { screen Desk } }"),
    (
        "T010",
        "story \"s\" { slice \"a\" automation Stock -> OpenBox {} }",
    ),
    (
        "N001",
        "story \"s\" { slice \"a\" translation Bank.Paid -> OpenBox { of: 1 } }",
    ),
    (
        "N001",
        "story \"s\" { slice \"a\" automation on Paid -> OpenBox { of: 1 } }",
    ),
    (
        "T004",
        "story \"s\" { slice \"a\" automation on Counted -> OpenBox { of: 12 } }",
    ),
    ("E017", "command C { a: Int } by { emits D { a } }"),
    (
        "T012",
        "command C { a: [Int] } by Clerk { emits D { a: count(a, a => a > 1) } }",
    ),
    (
        "T023",
        "command C { a: Int } by Clerk { emits D { a: a ?? 0 } }",
    ),
    (
        "T001",
        "command C { a: Int } by Clerk { emits D { a: if a then 1 else 2 } }",
    ),
    (
        "T005",
        "command C { a: Int } by Clerk { emits D { a: a + \"x\" } }",
    ),
    (
        "T007",
        "enum S { A, B }\ncommand C { s: S } by Clerk { emits D { a: match s { A => 1 } } }",
    ),
];

fn has_word(text: &str, word: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric() && c != '_')
        .any(|part| part == word)
}

#[test]
fn no_message_of_a_plain_model_has_a_word_of_demo() {
    let clean = check(&Sources::single("shop.coact", SHOP)).diagnostics;
    let mut met: Vec<String> = Vec::new();
    for (code, fault) in FAULTS {
        let text = format!("{SHOP}{fault}\n");
        let found = check(&Sources::single("shop.coact", text.as_str())).diagnostics;
        if !found.iter().any(|finding| finding.code == *code) {
            let codes: Vec<_> = found.iter().map(|finding| finding.code).collect();
            met.push(format!("no {code} but {codes:?}: {fault}"));
        }
        for finding in &found {
            if clean.contains(finding) {
                continue;
            }
            let mut said = vec![finding.message.as_str(), &finding.primary.text];
            said.extend(finding.hint.as_deref());
            said.extend(finding.others.iter().map(|label| label.text.as_str()));
            for word in WORDS {
                if said.iter().any(|text| has_word(text, word)) && !has_word(fault, word) {
                    met.push(format!("{}: `{word}` in {said:?}", finding.code));
                }
            }
        }
    }
    assert!(met.is_empty(), "{}", met.join("\n"));
}
