//! What somebody writes who comes from another language: what is right is silent, and what is wrong has one finding, at
//! the smallest place, whose hint says what to write.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use coact_model::diagnostics::Severity;
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
        "arms for `Medium` and `Large`",
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

/// What the models below begin with.
const PLAIN: &str = "model shop
actor Clerk
external actor Guest
external system P {
    call Pay { x: Int } -> Ok { x: Int } | Failed
    event Paid { x: Int }
}
command Note { x: Int } by Clerk { emits Noted { x } }
command Take { x: Int } { emits Taken { x } }
view Todo for Clerk {
    key x: Int
    on Noted add
}
";

/// The same with one transaction kind.
const DEMO: &str = "model shop
external actor Buyer
actor Seller
entity Order { key order_id: Uuid generated, a: Int }
transaction Completing {
    initiator Buyer
    executor  Seller
    product   new Order \"is completed\"
    request { a }
    //
}
position Desk fills Seller
position Office fills Seller
";

/// A part of a model that begins so, the one finding, the text at its place and a part of its hint.
const PARTS: &[(&str, &str, &str, &str, &str)] = &[
    // Comments of other languages, below the header too.
    (PLAIN, "# hi", "E015", "#", "`//`"),
    (PLAIN, "-- hi", "E015", "--", "`//`"),
    (PLAIN, "/* hi */", "E015", "/*", "`//`"),
    ("model shop\n", "# hi\nactor A", "E015", "#", "`//`"),
    (
        PLAIN,
        "/*\n * All that is said\n * of notes: { and so on\n */\ncommand Other { x: Int } by Clerk { emits Noted { x } }",
        "E015",
        "/*",
        "`//`",
    ),
    (
        PLAIN,
        "command Other { x: Int /* how\n many */, y: Int } by Clerk { emits Noted { x } }",
        "E015",
        "/*",
        "`//`",
    ),
    (
        PLAIN,
        "/* never ends\n   whatever it says\ncommand Other { x: Int } by Clerk { emits Noted { x } }",
        "E015",
        "/*",
        "`//`",
    ),
    // A brace that is missing, or one too many.
    (
        PLAIN,
        "aggregate Stay {\n    key stay: Uuid\n    new command Open { a: Int } by Guest\n        emits Opened { a }\n    }\n    event Opened apply {}\n}",
        "E012",
        "Guest",
        "at the end of the line",
    ),
    (
        PLAIN,
        "aggregate Stay {\n    key stay: Uuid\n    new command Open { a: Int } by Guest // opens it\n        emits Opened { a }\n    }\n    event Opened apply {}\n}",
        "E012",
        "Guest",
        "in front of the comment",
    ),
    (
        PLAIN,
        "aggregate Stay {\n    key stay: Uuid\n    new command Open { a: Int } by Guest {\n        emits Opened a }\n    }\n    event Opened apply {}\n}",
        "E012",
        "}",
        "add the `{`",
    ),
    (
        PLAIN,
        "story \"s\" {\n    slice \"a\" {\n        spec \"t\"\n            when Note { x: 1 } then Noted { x: 1 }\n        }\n    }\n    slice \"b\" { view Todo }\n}",
        "E012",
        "\"t\"",
        "at the end of the line",
    ),
    (
        PLAIN,
        "story \"s\" {\n    slice \"a\" {\n        spec \"t\" {\n            when Note x: 1 } by clerk1\n            then Noted { x: 1 }\n        }\n    }\n    slice \"b\" { view Todo }\n}\nlet clerk1: Clerk",
        "E012",
        "}",
        "add the `{`",
    ),
    (
        PLAIN,
        "spec \"t\" {{\n    when Note { x: 1 }\n    then Noted { x: 1 }\n}",
        "E011",
        "{",
        "",
    ),
    // The key and the events of an aggregate are its own.
    (
        PLAIN,
        "aggregate Cart {\n key cart: Uuid\n new command Open { cart: Uuid, y: Int } by Clerk { emits Opened { y } }\n event Opened apply {}\n}",
        "N003",
        "cart",
        "leave `cart` out",
    ),
    (
        PLAIN,
        "event Opened { cart: Uuid, y: Int }\naggregate Cart {\n key cart: Uuid\n new command Open { y: Int } by Clerk { emits Opened { y } }\n event Opened apply {}\n}",
        "N003",
        "Opened",
        "leave it out here",
    ),
    (
        PLAIN,
        "aggregate Cart {\n key cart: Idd\n new command Open { y: Int } by Clerk { emits Opened { y } }\n event Opened apply {}\n}\nview Carts for Clerk {\n key cart: Uuid\n y: Int\n on Opened add { y }\n}",
        "N001",
        "Idd",
        "declare the type",
    ),
    // One cause, one finding.
    (
        PLAIN,
        "story \"s\" { slice \"a\" { automation Todo -> P.Pay { xx: row.x } then { Ok -> Take { x: 1 }, Failed -> Take { x: 2 } } } }",
        "T003",
        "xx",
        "correct the name",
    ),
    (
        PLAIN,
        "story \"s\" { slice \"a\" { translation P.Paid -> Take { xx: event.x } } }",
        "T003",
        "xx",
        "correct the name",
    ),
    (
        PLAIN,
        "story \"s\" { slice \"a\" { automation Todo -> P.Pay { x: row.x } then { Okk -> Take { x: 1 }, Failed -> Take { x: 2 } } } }",
        "EM013",
        "Okk",
        "`Ok`",
    ),
    (
        PLAIN,
        "story \"s\" { slice \"a\" { automation Todo -> P.Pay { x: row.x } then { Failed -> Take { x: 2 } } } }",
        "EM013",
        "P.Pay",
        "add to its `then`: `Ok -> COMMAND`",
    ),
    (
        PLAIN,
        "external sytem Q { call Ask { x: Int } -> Done }\nstory \"s\" { slice \"a\" { automation Todo -> Q.Ask { x: row.x } then { Done -> Take { x: 1 } } } }",
        "E015",
        "sytem",
        "`system`",
    ),
    (
        PLAIN,
        "story \"s\" {\n slice \"a\" {\n translaton P.Paid -> Take { x: event.x }\n spec \"t\" { when P.Paid { x: 1 } then Taken { x: 1 } }\n }\n}",
        "E015",
        "translaton",
        "`translation`",
    ),
    (
        PLAIN,
        "command Add { k: Int } by Clerk {\n requires Pos \"positive\" k > 0\n emits Added { k }\n}\nspec \"t\" { when Add { k: 0 } by c then rejected Pos }\nlet c: Clerk",
        "E015",
        "k",
        "",
    ),
    (
        DEMO,
        "scalar Amount = Deicmal unit EUR\nentity Bill {\n key bill: Uuid\n due: Amount\n law P \"p\": due > 0 EUR\n}",
        "N001",
        "Deicmal",
        "`Decimal`",
    ),
    (
        DEMO,
        "scalar Amount = Decimal unti EUR\nentity Bill {\n key bill: Uuid\n due: Amount\n law P \"p\": due > 0 EUR\n}",
        "E015",
        "unti",
        "",
    ),
    // What leads on.
    (
        PLAIN,
        "spec \"t\" { when Note { x: 1 } by Clerk then Noted { x: 1 } }",
        "EM001",
        "Clerk",
        "`let clerk1: Clerk`",
    ),
    (
        PLAIN,
        "spec \"t\" { when Note { x: 1 } by \"Anna\" then Noted { x: 1 } }",
        "T001",
        "\"Anna\"",
        "a constant of an actor",
    ),
    (
        PLAIN,
        "spec \"t\" { when Paid { x: 1 } then Taken { x: 1 } }",
        "EM002",
        "Paid",
        "`when P.Paid`",
    ),
    (
        PLAIN,
        "slice \"a\" { command Note }",
        "E016",
        "slice",
        "stands in a story",
    ),
    (
        PLAIN,
        "automation Todo -> Take { x: row.x }",
        "E016",
        "automation",
        "a slice of a story",
    ),
    (
        PLAIN,
        "  automation Todo -> Take { x: row.x }",
        "E017",
        "automation Todo -> Take { x: row.x }",
        "a slice of a story",
    ),
    (
        PLAIN,
        "command Go { x: Int } { emits Gone { x } } by Clerk",
        "E017",
        "by Clerk",
        "before the braces",
    ),
    (
        PLAIN,
        "command Go { x: Int } {\n requires x > 0\n emits Gone { x }\n}",
        "E015",
        "x",
        "`requires Name",
    ),
    (
        PLAIN,
        "command Go { x: Bool } {\n requires not x\n emits Gone { x }\n}",
        "E015",
        "not",
        "`requires Name",
    ),
    (
        PLAIN,
        "value V { tags: List<Text> }",
        "E015",
        "List<Text>",
        "`[Text]`",
    ),
    (
        PLAIN,
        "value V { tags: Text[] }",
        "E015",
        "Text[]",
        "`[Text]`",
    ),
    (
        PLAIN,
        "query Late(at: DateTime) from Todo where now() > at",
        "T013",
        "now",
        "use it in a command,",
    ),
    (
        DEMO,
        "rule on Completing requested { if a > 3 then promise else decline }",
        "E015",
        "if",
        "`truth Name: …`",
    ),
    (
        DEMO,
        "delegate allow request revocation of Completing from Desk to Office",
        "E015",
        "allow",
        "whoever has the role",
    ),
    (
        DEMO,
        "delegate revoke promise of Completing from Desk to Office",
        "E015",
        "revoke",
        "whoever has the role",
    ),
];

#[test]
fn one_slip_in_a_whole_model_is_told_once_with_what_leads_on() {
    let mut met = Vec::new();
    for (before, part, code, place, hint) in PARTS {
        met.extend(told_otherwise(
            &format!("{before}{part}\n"),
            code,
            place,
            hint,
        ));
    }
    let allowed = DEMO.replace("//", "allow request revocation as Let -> LetGo");
    met.extend(told_otherwise(
        &allowed,
        "E015",
        "allow",
        "`revoke request allow as",
    ));
    assert!(met.is_empty(), "{}", met.join("\n"));
}

/// What is refused, if it is not that.
fn told_otherwise(text: &str, code: &str, place: &str, hint: &str) -> Option<String> {
    let found = check(&Sources::single("shop.coact", text)).diagnostics;
    let errors = found
        .iter()
        .filter(|it| it.severity == Severity::Error)
        .collect::<Vec<_>>();
    let [one] = errors.as_slice() else {
        let codes: Vec<_> = errors.iter().map(|it| (it.code, &it.message)).collect();
        return Some(format!("{place}: {codes:?}"));
    };
    let span = one.primary.loc.span;
    let at = &text[span.start as usize..span.end as usize];
    let told = one.hint.as_deref().unwrap_or_default();
    (one.code != code || at != place || !told.contains(hint))
        .then(|| format!("{place}: {} at `{at}`: {}: {told}", one.code, one.message))
}

/// A fact is read by its way back, and by the role of whom it refers to.
#[test]
fn a_fact_is_read_by_more_than_its_name() {
    let text = "model shop level strict
external actor Buyer
actor Owner is Person
actor Maker
entity Person { key person: Uuid }
entity Box {
    key box_id: Uuid generated
    owner: Person
    derived good_parts: Int = count(parts, x => x.good)
}
entity Part {
    key part_id: Uuid generated
    box: Box inverse parts 0..*
    good: Bool
}
transaction Boxing {
    initiator Buyer
    executor  Owner
    product   new Box \"is made\"
    request { owner }
}
transaction Parting {
    initiator Owner
    executor  Maker
    product   new Part \"is made\"
    request { good }
}
process {
    Boxing promised -> request Parting [0..*]
    Parting accepted ~> execute Boxing
}
view Boxes for Buyer {
    key box: Box
    good_parts: Int
    on BoxingAccepted add { good_parts: event.box.good_parts }
}
";
    let found = check(&Sources::single("shop.coact", text)).diagnostics;
    assert!(
        found
            .iter()
            .all(|it| it.code != "FM032" && it.severity != Severity::Error),
        "{found:#?}"
    );
    let unread = text
        .replace("count(parts, x => x.good)", "1")
        .replace("is Person", "");
    let found = check(&Sources::single("shop.coact", unread)).diagnostics;
    let never = found.iter().filter(|it| it.code == "FM032");
    let never: Vec<&str> = never.map(|it| it.message.as_str()).collect();
    // What is filled in needs no reader.
    assert_eq!(
        never,
        [
            "nothing reads `owner` of `Box`",
            "nothing reads `good` of `Part`"
        ]
    );
}
