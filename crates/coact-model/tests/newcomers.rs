//! What somebody writes who comes from another language: what is right is silent, and what is wrong has one finding, at
//! the smallest place, whose hint says what to write.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use coact_model::{Sources, check};

/// An entity with facts of many types, whose last line is under test.
const ENTITY: &str = r#"model shop
scalar Amount = Decimal unit EUR
scalar Rate = Decimal unit EUR/day
scalar Days = Int unit day
scalar Sku = Text matching "[A-Z]{2}"
scalar Colour = Text
enum Size { Small, Medium, Large }
value Address { street: Text, zip: Text? }
value Line { key line: Int, sku: Sku, quantity: Int in 1..99, price: Amount, note: Text? }
entity Thing {
    key thing_id: Uuid generated
    n: Int
    amount: Amount
    rate: Rate
    days_booked: Days
    sku: Sku
    colour: Colour
    name: Text
    size: Size
    flag: Bool
    placed: Date
    due: Date?
    at: DateTime
    later: DateTime
    opens: Time
    pause: Duration
    notice: Period
    address: Address?
    lines: [Line]
    tags: [Text]
    nums: [Int]
    some_n: Int?
    note: Text?
    prices: {Text: Amount}
"#;

/// Right, and of which type.
const RIGHT: &[(&str, &str)] = &[
    ("Int", "count(lines)"),
    ("Amount", "sum(lines, l => l.price * l.quantity)"),
    ("[Amount]", "map(lines, l => l.price * l.quantity)"),
    ("[Text]", "map(lines, l => l.sku)"),
    ("[Text]?", "map(lines, l => l.sku)"),
    ("Amount", "rate * 3 days"),
    ("Amount", "3 days * rate"),
    ("Decimal", "sum([1, 2.5])"),
    ("[Decimal]", "[n, 2.5, 3]"),
    ("Rate", "amount / 30 days"),
    ("Amount", "rate * days_booked"),
    ("Date", "placed + days_booked"),
    ("Date", "placed - days(placed, placed)"),
    ("Date", "placed + n * 1 days"),
    ("Bool", "size in [Small, Large]"),
    ("Bool", "some_n == 3"),
    ("Bool", "due != none"),
    ("Text", "address_of ?? \"-\""),
    (
        "Text",
        "match address { some a => a.street, none => \"-\" }",
    ),
    ("Int", "match size { Small => 1, _ => 2 }"),
];

/// Wrong: of which type it should be, what is written, the finding's code, the text at its place, and a part of its hint.
const WRONG: &[(&str, &str, &str, &str, &str)] = &[
    // Functions and names of other languages.
    ("Int", "len(lines)", "N001", "len", "`count(…)`"),
    ("Int", "size(lines)", "N001", "size", "`count(…)`"),
    ("Int", "length(lines)", "T001", "lines", "`count`"),
    ("Decimal", "avg(nums)", "N001", "avg", "`sum("),
    (
        "Bool",
        "exists(lines, l => l.quantity > 1)",
        "N001",
        "exists",
        "`any(",
    ),
    (
        "Bool",
        "every(lines, l => l.quantity > 1)",
        "N001",
        "every",
        "`all(",
    ),
    ("Text", "concat(name, \"x\")", "N001", "concat", "`+`"),
    ("Text", "toUpper(name)", "N001", "toUpper", "`upper(…)`"),
    (
        "Int",
        "coalesce(some_n, 0)",
        "N001",
        "coalesce",
        "`value ?? other`",
    ),
    (
        "Int",
        "frobnicate(n)",
        "N001",
        "frobnicate",
        "look-up of this name",
    ),
    ("Int?", "null", "N001", "null", "`none`"),
    ("Bool", "True", "N001", "True", "`true`"),
    ("Date", "today", "N001", "today", "`today()`"),
    // Members of what has none.
    ("Int", "lines.length", "T003", "length", "`count(lines)`"),
    ("Int", "lines.count()", "T020", "count", "`count(lines)`"),
    (
        "Amount",
        "sum(lines.price)",
        "T003",
        "price",
        "`sum(lines, x => x.price)`",
    ),
    ("Line?", "lines.first", "T003", "first", "`first(lines)`"),
    (
        "Amount?",
        "prices.apple",
        "T003",
        "apple",
        "`prices[\"apple\"]`",
    ),
    ("Int", "placed.year", "T003", "year", "`year(placed)`"),
    (
        "Text",
        "address.street",
        "T006",
        "address",
        "`match address { some x => x.street",
    ),
    ("Int", "lines[0].line", "T001", "lines", "`first(…)`"),
    // Functions of elements.
    (
        "Amount",
        "sum(lines, price)",
        "T009",
        "price",
        "`x => x.price",
    ),
    (
        "Int",
        "count(lines, quantity > 3)",
        "T009",
        "quantity > 3",
        "`x => x.quantity",
    ),
    (
        "Amount",
        "sum(lines, l => price)",
        "N001",
        "price",
        "`l.price`",
    ),
    (
        "[Sku]",
        "map(lines, (l) => l.sku)",
        "E015",
        "=>",
        "without brackets",
    ),
    ("[Sku]", "map(lines, l -> l.sku)", "E015", "->", "`x => …`"),
    // Signs and words of other languages.
    ("Bool", "flag && flag", "E015", "&&", "`and`"),
    ("Bool", "flag || flag", "E015", "||", "`or`"),
    ("Bool", "!flag", "E015", "!", "`not`"),
    ("Bool", "flag AND flag", "E015", "AND", "`and`"),
    ("Bool", "amount = 100 EUR", "E015", "=", "`==`"),
    ("Bool", "n <> 2", "E015", "<>", "`!=`"),
    ("Bool", "n => 2", "E015", "=>", "`>=`"),
    ("Bool", "1 < n < 3", "E015", "<", "`1 < x and x < 3`"),
    ("Bool", "n in 1..3", "E015", "..", "`x >= 1 and x <= 3`"),
    (
        "Bool",
        "n between 1 and 3",
        "E015",
        "between",
        "`n >= 1 and n <= 3`",
    ),
    ("Bool", "note is none", "E015", "is", "`==`"),
    ("Int", "flag ? 1 : 2", "E015", "?", "`if … then … else …`"),
    ("Int", "if flag then 1", "E015", "", "`if … then … else …`"),
    ("Int", "n ^ 2", "E015", "^", "multiply"),
    ("Int", "n mod 2", "E015", "mod", "`%`"),
    ("Amount", "5 euro", "E015", "euro", "`Euro`"),
    ("Amount", "5EUR", "E015", "5EUR", "`5 EUR`"),
    ("Int", "1_000", "E015", "1_000", "not grouped"),
    ("Date", "placed + n days", "E015", "days", "`n * 1 days`"),
    // Types.
    ("Bool", "placed == 3", "T001", "3", "`2026-05-01`"),
    (
        "Bool",
        "placed > \"2026-01-01\"",
        "T001",
        "\"2026-01-01\"",
        "without quotes",
    ),
    ("Bool", "opens > \"9:00\"", "T001", "\"9:00\"", "`09:30`"),
    ("Bool", "placed < at", "T001", "at", "type `Date`"),
    ("Bool", "later - at > 2", "T001", "2", "`2 hours`"),
    ("Bool", "pause > 3 days", "T001", "3 days", "24 hours"),
    (
        "Bool",
        "size == \"Small\"",
        "T001",
        "\"Small\"",
        "`Small`, `Medium`",
    ),
    (
        "Bool",
        "size == Small or Large",
        "T001",
        "Large",
        "`or size == …`",
    ),
    ("Bool", "n == 1 or 2", "T001", "2", "`n in [ … ]`"),
    (
        "Bool",
        "size > Small",
        "T005",
        "size > Small",
        "`x in [A, B]`",
    ),
    (
        "Bool",
        "notice > 3 days",
        "T005",
        "notice > 3 days",
        "`from + period < until`",
    ),
    ("Bool", "lines > 0", "T001", "0", "`count(…)`"),
    ("Bool", "not due", "T001", "due", "`… != none`"),
    ("Bool", "flag and n", "T001", "n", "`… > 0`"),
    ("Bool", "\"a\" in name", "T001", "name", "`contains("),
    (
        "Bool",
        "contains(tags, \"a\")",
        "T001",
        "tags",
        "`x in list`",
    ),
    (
        "Text",
        "name + n",
        "T005",
        "name + n",
        "joins a text with a text",
    ),
    (
        "[Text]",
        "tags + [\"a\"]",
        "T005",
        "tags + [\"a\"]",
        "lists are not calculated with",
    ),
    ("Colour", "sku", "T001", "sku", "two scalars"),
    ("Date", "placed + n", "T005", "placed + n", "`n * 1 days`"),
    ("Bool", "days(placed, due) > 3", "T006", "due", "`??`"),
    ("Date", "max(due, placed)", "T006", "due", "`??`"),
    // Units.
    ("Amount", "amount + 5", "T002", "5", "`5 EUR`"),
    ("Amount", "amount + 5 USD", "T002", "5 USD", "`EUR/USD`"),
    (
        "Amount",
        "rate * 3",
        "T002",
        "rate * 3",
        "multiply it by a number of `day`",
    ),
    (
        "Amount",
        "amount * amount",
        "T002",
        "amount * amount",
        "divide it by a number of `EUR`",
    ),
    // Match.
    (
        "Int",
        "match size { Small => 1 }",
        "T007",
        "match size { Small => 1 }",
        "`Medium`, `Large`",
    ),
    (
        "Int",
        "match n { 1 => 1 }",
        "T007",
        "match n { 1 => 1 }",
        "`_ => …`",
    ),
    (
        "Int",
        "match n { 5..1 => 1, _ => 2 }",
        "T016",
        "5..1",
        "swap",
    ),
    (
        "Int",
        "match size { Small => 1, else => 2 }",
        "T003",
        "else",
        "`_`",
    ),
    (
        "Int",
        "match n { 1 => 1, other => 2 }",
        "T001",
        "other",
        "`_`",
    ),
    (
        "Int",
        "match size { Small -> 1, _ -> 2 }",
        "E015",
        "->",
        "`pattern => value`",
    ),
    (
        "Int",
        "match size { Small or Medium => 1, _ => 2 }",
        "E015",
        "or",
        "an arm of its own",
    ),
    (
        "Int",
        "match size { Small => 1, Medium => 2, Large => 3, _ => 4 }",
        "T008",
        "_ => 4",
        "remove",
    ),
];

fn text(ty: &str, expr: &str) -> String {
    format!("{ENTITY}    address_of: Text?\n    derived d: {ty} = {expr}\n}}\n")
}

#[test]
fn what_is_right_is_silent() {
    let mut met = Vec::new();
    for (ty, expr) in RIGHT {
        for finding in check(&Sources::single("shop.coact", text(ty, expr))).diagnostics {
            met.push(format!("{expr}: {} {}", finding.code, finding.message));
        }
    }
    assert!(met.is_empty(), "{}", met.join("\n"));
}

#[test]
fn what_is_wrong_is_told_once_with_what_to_write() {
    let mut met = Vec::new();
    for (ty, expr, code, place, hint) in WRONG {
        let text = text(ty, expr);
        let found = check(&Sources::single("shop.coact", text.as_str())).diagnostics;
        let [one] = found.as_slice() else {
            let codes: Vec<_> = found.iter().map(|it| (it.code, &it.message)).collect();
            met.push(format!("{expr}: {codes:?}"));
            continue;
        };
        let span = one.primary.loc.span;
        let at = &text[span.start as usize..span.end as usize];
        let told = one.hint.as_deref().unwrap_or_default();
        if one.code != *code || at.trim() != *place || !told.contains(hint) {
            met.push(format!(
                "{expr}: {} at `{at}`: {}: {told}",
                one.code, one.message
            ));
        }
    }
    assert!(met.is_empty(), "{}", met.join("\n"));
}
