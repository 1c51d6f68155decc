//! What is typed: expressions, rules, views, queries, screens, stories and specs.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test reads its models and fails by panicking"
)]

#[path = "express/outline.rs"]
mod outline;
#[path = "express/print.rs"]
mod print;

use coact_model::{Checked, SourceFile, Sources, check};
use print::{Names, Printer, ty};

fn shop() -> Checked {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/webshop/model");
    let files = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            SourceFile {
                name: path.file_name().unwrap().to_str().unwrap().to_owned(),
                bytes: std::fs::read(&path).unwrap(),
            }
        })
        .collect();
    check(&Sources::new(files))
}

#[test]
fn the_web_shop() {
    let checked = shop();
    assert!(checked.diagnostics.is_empty(), "{:#?}", checked.diagnostics);
    insta::assert_snapshot!(outline::outline(&checked.model));
}

/// An entity with facts of many types, whose last line is the derived fact under test.
const ENTITY: &str = r#"model shop
scalar Amount = Decimal unit EUR
scalar Rate = Decimal unit EUR/day
scalar Quantity = Int in 1..999
scalar Sku = Text matching "[A-Z]{2}"
scalar Grade = Int ordinal
scalar Colour = Text categorial
enum Size { Small, Large }
value Line { key line: Int, quantity: Quantity, price: Amount, note: Text?, size: Size = Small }
entity Thing {
    key thing_id: Uuid generated
    whole: Int
    exact: Decimal
    amount: Amount
    rate: Rate
    quantity: Quantity
    sku: Sku
    grade: Grade
    colour: Colour
    name: Text
    size: Size
    flag: Bool
    from: Date
    until: Date
    moment: DateTime
    later: DateTime
    length: Duration
    lines: [Line]
    line: Line
    maybe: Int?
    maybe_text: Text?
    names: [Text]
"#;

fn derived(ty: &str, expr: &str) -> Checked {
    let text = format!("{ENTITY}    derived d: {ty} = {expr}\n}}\n");
    check(&Sources::single("test.coact", text))
}

/// The typed form of a derived fact without findings.
fn typed(of: &str, expr: &str) -> String {
    let checked = derived(of, expr);
    let found: Vec<String> = checked
        .diagnostics
        .iter()
        .map(|finding| format!("{}: {}", finding.code, finding.message))
        .collect();
    assert!(found.is_empty(), "{expr}: {found:?}");
    let (_, entity) = checked.model.entities.iter().next().unwrap();
    let printer = Printer {
        model: &checked.model,
        names: Names::default(),
    };
    let value = &entity.derived[0].value;
    assert_eq!(ty(&checked.model, &value.ty), of);
    printer.expr(value).replace("subject:Thing.", "")
}

/// The code and message of the one finding.
fn refused(of: &str, expr: &str) -> String {
    let checked = derived(of, expr);
    let found: Vec<String> = checked
        .diagnostics
        .iter()
        .map(|finding| format!("{}: {}", finding.code, finding.message))
        .collect();
    assert_eq!(found.len(), 1, "{expr}: {found:?}");
    found.into_iter().next().unwrap()
}

#[test]
fn units_multiply_divide_and_cancel() {
    assert_eq!(
        typed("Amount", "amount * quantity"),
        "(((amount as Decimal EUR) Mul ((quantity as Int) as Decimal)) as Amount)"
    );
    assert_eq!(
        typed("Amount", "rate * days(from, until)"),
        "(((rate as Decimal EUR/day) Mul (Days(from, until) as Decimal day)) as Amount)"
    );
    assert_eq!(
        typed("Decimal", "amount / 2 EUR"),
        "((amount as Decimal EUR) Div 2d EUR)"
    );
    assert_eq!(
        typed("Amount", "sum(lines, l => l.price * l.quantity)"),
        "(Sum(lines, l#0 => ((l#0.price as Decimal EUR) Mul ((l#0.quantity as Int) as Decimal))) as Amount)"
    );
    assert_eq!(
        refused("Amount", "amount * amount"),
        "T002: `EUR*EUR` does not go with `EUR`"
    );
    assert_eq!(
        refused("Bool", "amount > 5"),
        "T002: a number without a unit does not go with `EUR`"
    );
    assert_eq!(
        refused("Amount", "amount + rate"),
        "T002: `EUR/day` does not go with `EUR`"
    );
}

#[test]
fn counts_of_days_compare_with_days_and_bare_numbers() {
    assert_eq!(
        typed("Bool", "days(from, until) <= 14"),
        "(Days(from, until) Le 14 day)"
    );
    assert_eq!(
        typed("Bool", "days(from, until) <= 14 days"),
        "(Days(from, until) Le 14 day)"
    );
    assert_eq!(
        typed("Date", "from + 2 weeks - 1 months"),
        "((from Add 0mo14d) Sub 1mo0d)"
    );
    assert_eq!(
        typed("DateTime", "moment + 90 minutes"),
        "(moment Add 5400s)"
    );
    assert_eq!(typed("Duration", "later - moment"), "(later Sub moment)");
    assert_eq!(
        refused("DateTime", "moment + 3 days"),
        "T005: `+` does not go between `DateTime` and `Period`"
    );
    assert_eq!(
        refused("Int", "until - from"),
        "T005: `-` does not go between `Date` and `Date`"
    );
}

#[test]
fn numbers_widen_and_literals_fit() {
    assert_eq!(
        typed("Decimal", "whole + exact"),
        "((whole as Decimal) Add exact)"
    );
    assert_eq!(typed("Decimal", "7"), "7d");
    assert_eq!(typed("Decimal", "whole / 2"), "((whole as Decimal) Div 2d)");
    assert_eq!(typed("Quantity", "5"), "(5 as Quantity)");
    assert_eq!(typed("Int?", "5"), "(5 as Int?)");
    assert_eq!(
        typed("Quantity", "quantity + 1"),
        "(((quantity as Int) Add 1) as Quantity)"
    );
    assert_eq!(typed("Bool", "sku == \"AB\""), "((sku as Text) Eq \"AB\")");
    assert_eq!(
        refused("Int", "exact"),
        "T001: `Int` is needed here, not `Decimal`"
    );
    assert_eq!(
        refused("Sku", "colour"),
        "T001: `Sku` (`Text`) is needed here, not `Colour` (`Text`)"
    );
    assert_eq!(
        refused("Quantity", "1000"),
        "T004: this value lies outside the bounds of `Quantity`"
    );
    assert_eq!(
        refused("Sku", "\"abc\""),
        "T004: this value lies outside the bounds of `Sku`"
    );
    assert_eq!(
        refused("Int", "9223372036854775808"),
        "T015: `9223372036854775808` is too large"
    );
    assert_eq!(
        refused("Decimal", "0.12345678901234567890123456789"),
        "T015: `0.12345678901234567890123456789` is too large"
    );
}

#[test]
fn what_may_be_absent_needs_an_answer() {
    assert_eq!(typed("Int", "maybe ?? 0"), "(maybe ?? 0)");
    assert_eq!(typed("Int?", "maybe ?? maybe"), "(maybe ?? maybe)");
    assert_eq!(typed("Bool", "maybe == none"), "(maybe Eq none)");
    assert_eq!(typed("Bool", "maybe != 5"), "(maybe Ne (5 as Int?))");
    assert_eq!(
        typed("Line", "first(lines, l => l.line > 1) ?? line"),
        "(First(lines, l#0 => (l#0.line Gt 1)) ?? line)"
    );
    assert_eq!(typed("Int?", "some 5"), "some 5");
    assert_eq!(typed("Int?", "none"), "none");
    assert_eq!(
        typed("Int", "match maybe { none => 0, some m => m + 1 }"),
        "match maybe { none => 0, some m#0 => (m#0 Add 1) }"
    );
    assert_eq!(
        refused("Int", "maybe"),
        "T006: this is `Int?` and may be absent, but a value is needed here"
    );
    assert_eq!(
        refused("Bool", "maybe > 5"),
        "T006: this is `Int?` and may be absent, but a value is needed here"
    );
    assert_eq!(
        refused("Int", "none"),
        "T006: `none` cannot stand for `Int`, which is always there"
    );
}

#[test]
fn lists_and_their_functions() {
    assert_eq!(
        typed(
            "Bool",
            "all(lines, l => l.quantity > 1 and l.price > 0 EUR)"
        ),
        "All(lines, l#0 => And(((l#0.quantity as Int) Gt 1), ((l#0.price as Decimal EUR) Gt 0d EUR)))"
    );
    assert_eq!(
        typed("Bool", "any(lines, l => any(lines, m => m.line != l.line))"),
        "Any(lines, l#0 => Any(lines, m#1 => (m#1.line Ne l#0.line)))"
    );
    assert_eq!(typed("Int", "count(lines)"), "Count(lines)");
    assert_eq!(
        typed("Amount?", "max(lines, l => l.price)"),
        "Max(lines, l#0 => l#0.price)"
    );
    assert_eq!(typed("Int", "min(whole, 3)"), "Min(whole, 3)");
    assert_eq!(
        typed("[Sku]", "map(names, n => sku)"),
        "Map(names, n#0 => sku)"
    );
    assert_eq!(
        typed("[Line]", "filter(lines, l => l.note == none)"),
        "Filter(lines, l#0 => (l#0.note Eq none))"
    );
    assert_eq!(typed("Bool", "\"a\" in names"), "(\"a\" In names)");
    assert_eq!(typed("[Int]", "[1, whole]"), "[1, whole]");
    assert_eq!(
        refused("Bool", "any(lines, whole)"),
        "T009: a function of the elements is needed here"
    );
    assert_eq!(
        refused("Int", "count(whole)"),
        "T001: a list is needed here, not `Int`"
    );
    assert_eq!(
        refused("Int", "sum(names)"),
        "T001: a list of numbers is needed here, not `[Text]`"
    );
    assert_eq!(
        refused("Bool", "any(lines, name => true)"),
        "T012: `name` would hide a fact of the entity"
    );
    assert_eq!(
        refused("Bool", "any(lines, l => any(lines, l => true))"),
        "T012: `l` would hide another name bound around it"
    );
    assert_eq!(
        refused("Int", "lines.line"),
        "T003: `[Line]` has no fields, so there is no `line` in it"
    );
}

#[test]
fn variants_are_bare_where_their_type_is_known() {
    assert_eq!(typed("Size", "Small"), "Size.Small");
    assert_eq!(typed("Size", "Size.Large"), "Size.Large");
    assert_eq!(typed("Bool", "size == Small"), "(size Eq Size.Small)");
    assert_eq!(typed("Bool", "Small == size"), "(Size.Small Eq size)");
    assert_eq!(
        typed("Size", "if flag then Small else Large"),
        "if flag then Size.Small else Size.Large"
    );
    assert_eq!(
        typed("Int", "match size { Small => 1, Large => 2 }"),
        "match size { Small => 1, Large => 2 }"
    );
    assert_eq!(
        refused("Bool", "size == Smal"),
        "T003: the enum `Size` has no variant called `Smal`"
    );
    assert_eq!(
        refused("Bool", "flag == Small"),
        "T019: `Small` is a variant of `Size`, but nothing tells that one is wanted here"
    );
}

#[test]
fn matches_cover_everything_once() {
    assert_eq!(
        typed(
            "Text",
            "match whole { 1 => \"one\", 2..9 => \"few\", _ => \"many\" }"
        ),
        "match whole { 1 => \"one\", 2..9 => \"few\", _ => \"many\" }"
    );
    assert_eq!(
        typed(
            "Text",
            "match whole { ..0 => \"none\", 1 => \"one\", 2.. => \"many\" }"
        ),
        "match whole { ..0 => \"none\", 1 => \"one\", 2.. => \"many\" }"
    );
    for (of, arms) in [
        ("whole", "..0 => 1, 1.. => 2"),
        ("whole", "7.. => 1, -3..2 => 2, ..-4 => 3, 1..6 => 4"),
        ("exact", "..0.5 => 1, 0.5.. => 2"),
        ("name", "..\"m\" => 1, \"m\".. => 2"),
    ] {
        typed("Int", &format!("match {of} {{ {arms} }}"));
    }
    for (of, arms) in [
        ("whole", "..0 => 1, 2.. => 2"),
        ("whole", "1.. => 1, 0..5 => 2"),
        ("whole", "..5 => 1, 3..9 => 2"),
        ("exact", "..0 => 1, 1.. => 2"),
    ] {
        assert_eq!(
            refused("Int", &format!("match {of} {{ {arms} }}")),
            "T007: this match says nothing about all other values"
        );
    }
    assert_eq!(
        refused("Int", "match whole { 3.. => 1, 5.. => 2, ..2 => 3 }"),
        "T008: this arm is never reached"
    );
    assert_eq!(
        typed("Decimal", "match flag { true => 1, false => 0.5 }"),
        "match flag { true => 1d, false => 0.5d }"
    );
    assert_eq!(
        refused("Int", "match flag { true => 1 }"),
        "T007: this match says nothing about `false`"
    );
    assert_eq!(
        refused("Int", "match whole { 1 => 1 }"),
        "T007: this match says nothing about all other values"
    );
    assert_eq!(
        refused("Int", "match maybe { some m => m }"),
        "T007: this match says nothing about `none`"
    );
    assert_eq!(
        refused("Int", "match whole { 1..5 => 1, 3 => 2, _ => 3 }"),
        "T008: this arm is never reached"
    );
    assert_eq!(
        refused("Int", "match whole { 5..1 => 1, _ => 3 }"),
        "T016: nothing lies in this range, because its ends are the wrong way round"
    );
}

#[test]
fn records_are_complete() {
    assert_eq!(
        typed("Line", "Line { line: 1, quantity: 2, price: 3 EUR }"),
        "Line { line: 1, quantity: (2 as Quantity), price: (3d EUR as Amount), note: none, size: Size.Small }"
    );
    assert_eq!(
        typed(
            "Line",
            "Line { line: whole, quantity, price: amount, note: name }"
        ),
        "Line { line: whole, quantity: quantity, price: amount, note: (name as Text?), size: Size.Small }"
    );
    assert_eq!(
        refused("Line", "Line { line: 1 }"),
        "T010: `Line` lacks `quantity` and `price`"
    );
    assert_eq!(
        refused("Line", "Line { line: 1, quantity: 2, prize: 3 EUR }"),
        "T003: the value `Line` has no field called `prize`"
    );
    assert_eq!(
        refused("Line", "Linee { line: 1 }"),
        "N001: there is no type called `Linee`"
    );
    assert_eq!(
        refused("Size", "Size { }"),
        "T020: `Size` is no value with fields"
    );
}

#[test]
fn texts_dates_and_numbers_have_functions() {
    assert_eq!(
        typed(
            "Bool",
            "starts_with(lower(trim(name)), \"a\") or length(sku) == 2"
        ),
        "Or(StartsWith(Lower(Trim(name)), \"a\"), (Length((sku as Text)) Eq 2))"
    );
    assert_eq!(
        typed("Int", "year(from) - month(until) + day(from)"),
        "((Year(from) Sub Month(until)) Add Day(from))"
    );
    assert_eq!(
        typed("Amount", "round(amount / 3, 2)"),
        "(Round(((amount as Decimal EUR) Div 3d), 2) as Amount)"
    );
    assert_eq!(
        typed("Decimal", "round(whole)"),
        "Round((whole as Decimal), 0)"
    );
    assert_eq!(typed("Int", "abs(-whole)"), "Abs(Neg(whole))");
    assert_eq!(typed("Text", "name + \"!\""), "(name Add \"!\")");
    assert_eq!(
        typed("Bool", "moment < 2026-05-01T09:00+02:00"),
        "(moment Lt 2026-05-01T07:00:00Z)"
    );
    assert_eq!(typed("Time", "09:30"), "9:30:0");
    assert_eq!(
        refused("Text", "name - name"),
        "T005: `-` does not go between `Text` and `Text`"
    );
    assert_eq!(
        refused("Int", "lenght(name)"),
        "N001: there is no function or look-up called `lenght`"
    );
    assert_eq!(
        refused("Int", "length(name, name)"),
        "T009: `length` takes one text; 2 given"
    );
    assert_eq!(
        refused("Int", "name.length()"),
        "T020: nothing is called with a point before it: `length`"
    );
    assert_eq!(
        refused("Date", "2026-02-30"),
        "T015: there is no day `2026-02-30`"
    );
    assert_eq!(
        refused("DateTime", "2026-02-03T10:00"),
        "T015: `2026-02-03T10:00` is no moment"
    );
    assert_eq!(
        refused("Date", "today()"),
        "T013: `today` cannot be used here: the clock may answer differently each time"
    );
}

#[test]
fn scales_admit_what_makes_sense_on_them() {
    assert_eq!(typed("Bool", "grade > 5"), "((grade as Int) Gt 5)");
    assert_eq!(
        refused("Grade", "grade + 1"),
        "T005: `+` makes no sense on `Grade`, because its scale is ordinal"
    );
    assert_eq!(
        refused("Bool", "colour < \"red\""),
        "T005: `<` makes no sense on `Colour`, because its scale is categorial"
    );
}

#[test]
fn one_cause_gives_one_finding() {
    assert_eq!(
        refused("Int", "unknwon + 1"),
        "N001: nothing here is called `unknwon`"
    );
    assert_eq!(
        refused("Int", "whoel + 1 + days(from, from)"),
        "N001: nothing here is called `whoel`"
    );
    assert_eq!(
        refused("Int", "if line.lines > 1 then 1 else maybe ?? 2"),
        "T003: the value `Line` has no field called `lines`"
    );
    // Who reads a broken derived fact says nothing more.
    let text = format!("{ENTITY}    derived d: Int = oops\n    derived e: Int = d + 1\n}}\n");
    let found = check(&Sources::single("test.coact", text)).diagnostics;
    assert_eq!(found.len(), 1, "{found:#?}");
}

#[test]
fn nesting_up_to_the_limit_is_typed() {
    let depth = 120;
    let deep = format!("{}whole{}", "(".repeat(depth), ")".repeat(depth));
    assert_eq!(typed("Int", &deep), "whole");
    let nots = "not ".repeat(depth) + "flag";
    assert!(typed("Bool", &nots).ends_with(&(String::from("flag") + &")".repeat(depth))));
}

#[test]
fn long_chains_of_derived_facts_need_no_deep_stack() {
    let mut text = String::from(
        "model shop\nexternal actor A\nactor B\nentity E {\n    key e_id: Uuid generated\n    n: Int\n    derived d0: Int = n\n",
    );
    for at in 1..3000 {
        text += &format!("    derived d{at}: Int = d{} + 1\n", at - 1);
    }
    text += "}\ntransaction T {\n    initiator A\n    executor B\n    product new E \"made\"\n    request { n }\n}\n";
    text +=
        "view V for B {\n    key e: E\n    n: Int\n    on TRequested add { n: event.e.d2999 }\n}\n";
    let found = check(&Sources::single("test.coact", text)).diagnostics;
    assert!(found.is_empty(), "{:#?}", found.first());
}

/// Every fixture states its findings beside the lines that cause them: `//~ CODE words of the sentence`.
#[test]
fn fixtures_have_the_findings_they_state() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/express");
    let mut wrong = Vec::new();
    let mut seen = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let found = check(&Sources::single(name.clone(), text.clone()));
        let mut found: Vec<(usize, String)> = found
            .diagnostics
            .iter()
            .map(|finding| {
                let start = finding.primary.loc.span.start as usize;
                let line = text[..start].matches('\n').count() + 1;
                (line, format!("{} {}", finding.code, finding.message))
            })
            .collect();
        for (at, line) in text.lines().enumerate() {
            for stated in line.split("//~ ").skip(1) {
                seen += 1;
                let stated = stated.trim();
                let (code, words) = stated.split_once(' ').unwrap_or((stated, ""));
                let matching = found.iter().position(|(line, finding)| {
                    *line == at + 1 && finding.starts_with(code) && finding.contains(words)
                });
                match matching {
                    Some(matching) => {
                        found.remove(matching);
                    }
                    None => wrong.push(format!("{name}:{} lacks {stated}", at + 1)),
                }
            }
        }
        wrong.extend(
            found
                .into_iter()
                .map(|(line, finding)| format!("{name}:{line} has {finding}")),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(seen > 50, "{seen} findings stated");
}
