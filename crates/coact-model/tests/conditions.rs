//! What is said of conditions, word for word.

use coact_model::{Sources, check};

/// What the rules over conditions say of a model, with what stands beside it.
fn told(text: &str) -> Vec<String> {
    let found = check(&Sources::single("conditions.coact", text));
    let all = found.diagnostics.iter();
    all.map(|it| {
        let others: Vec<&str> = it.others.iter().map(|it| it.text.as_str()).collect();
        format!("{}: {} [{}]", it.code, it.message, others.join(", "))
    })
    .collect()
}

fn in_a_command(clauses: &str) -> Vec<String> {
    told(&format!(
        "model shop\nscalar Level = Int in 1..9\nscalar Amount = Decimal unit EUR\nenum Size {{ Small, Middle, Large }}\n\
         actor Keeper\nview Stock {{ key article: Text\nleft: Int\non Counted set {{ left: event.left }} }}\n\
         command Count {{ article: Text, left: Int }} by Keeper {{ emits Counted {{ article, left }} }}\n\
         command Note {{ article: Text, level: Level, price: Amount, size: Size, on: Date, hint: Text?, open: Bool }} by Keeper {{\n\
         {clauses}\n}}\n\
         event Noted {{ article: Text }}\nevent Other {{ article: Text }}\n\
         screen Desk for Keeper {{ form Note, form Count, shows Stock }}\n"
    ))
}

#[test]
fn a_case_that_is_left_out_is_named() {
    let two = |a: &str, b: &str| {
        let emits =
            format!("emits Noted {{ article }} when {a}\nemits Other {{ article }} when {b}");
        in_a_command(&emits).join("\n")
    };
    let nothing = |words: &str| format!("AG006: `Note` records nothing {words} []");
    for (a, b, words) in [
        ("level < 5", "level > 5", "when `level` is 5"),
        (
            "price < 100 EUR",
            "price > 100 EUR",
            "when `price` is 100 EUR",
        ),
        ("size == Small", "size == Large", "when `size` is `Middle`"),
        (
            "on < 2026-05-01",
            "on > 2026-05-01",
            "when `on` is 2026-05-01",
        ),
        (
            "open and level == 1",
            "not open",
            "when `open` is true and `level` is 9",
        ),
        (
            "hint == none",
            "(hint ?? \"a\") != \"a\"",
            "when `hint` is \"a\"",
        ),
        (
            "any([level], l => l > 2)",
            "open",
            "where no condition holds",
        ),
    ] {
        assert_eq!(two(a, b), nothing(words), "{a} | {b}");
    }
    for (a, b) in [
        ("level < 5", "level >= 5"),
        ("level in [1, 2, 3]", "level > 3"),
        ("size == Small", "size in [Large, Middle]"),
        ("hint == none", "hint != none"),
        ("open and level > 5", "not (open and level > 5)"),
        ("on < 2026-05-01", "on > 2026-04-30"),
    ] {
        assert_eq!(two(a, b), "", "{a} | {b}");
    }
}

#[test]
fn a_row_that_is_not_there_is_a_case() {
    let found = in_a_command(
        "reads stock as Stock[article]\n\
         emits Noted { article } when stock.left > 0\nemits Other { article } when stock.left <= 0",
    );
    assert_eq!(
        found,
        ["AG006: `Note` records nothing when there is no row `stock` []"]
    );
}

#[test]
fn what_is_required_before_counts() {
    let found = in_a_command(
        "requires Low \"it is low\": level < 5\nrequires High \"it is high\": level > 6\n\
         requires Some \"some\": level >= 1\nemits Noted { article } when level < 5
emits Other { article }",
    );
    assert_eq!(
        found,
        [
            "T024: `level > 6` never holds [`Low` is required before]",
            "T025: `level >= 1` always holds: `level` is 1 to 9 []",
        ]
    );
}

#[test]
fn what_decides_a_condition_is_told() {
    let derived = |value: &str| {
        told(&format!(
            "model shop\nscalar Level = Int in 1..9\nexternal actor Buyer\nactor Seller\n\
             entity Order {{ key order_id: Uuid generated, level: Level, note: Text, derived large: Bool = {value} }}\n\
             transaction Ordering {{ initiator Buyer, executor Seller, product new Order \"is done\", request {{ level, note }} }}\n"
        ))
        .join("\n")
    };
    for (value, words) in [
        (
            "level > 9",
            "T024: `level > 9` never holds: `level` is 1 to 9 []",
        ),
        (
            "length(note) >= 0",
            "T025: `length(note) >= 0` always holds: `length(note)` is at least 0 []",
        ),
        (
            "level < 3 and level > 5",
            "T024: `level > 5` never holds [holds only where the other does not]",
        ),
        (
            "level < 5 or level > 3",
            "T025: `level > 3` always holds [or else this holds]",
        ),
        (
            "order.Ordering accepted and not order.Ordering promised",
            "T024: `not Ordering promised` never holds [holds only where the other does not]",
        ),
    ] {
        assert_eq!(derived(value), words, "{value}");
    }
    for value in [
        "level > 8",
        "length(note) > 0",
        "level < 5 and level > 3",
        "length(note) > 5 or length(note) < 5",
        "order.Ordering promised and not order.Ordering accepted",
        "note < \"a\" or note > \"b\"",
    ] {
        assert_eq!(derived(value), "", "{value}");
    }
}

/// A model of two rules on one fact, and what is said of them.
fn two_rules(mode: &str, first: &str, second: &str) -> Vec<String> {
    let found = told(&format!(
        "model shop level strict\nexternal actor Buyer\nactor Seller\nenum Size {{ Small, Large }}\n\
         lookup stock(of: Size) -> Int\n\
         entity Order {{ key order_id: Uuid generated, total: Int, size: Size, law Fair \"fair\": total >= 0 }}\n\
         transaction Ordering {{ initiator Buyer, executor Seller, product new Order \"is done\", request {{ total, size }} }}\n\
         rule on Ordering requested {mode} {{\n truth First \"first\": {first}\n then promise\n}}\n\
         rule on Ordering requested {mode} {{\n truth Second \"second\": {second}\n then decline {{ reason: \"no\" }}\n}}\n"
    ));
    let asked = ["AM034", "AM035", "AM040", "AM041", "T024", "T025"];
    let asked = |it: &String| asked.iter().any(|code| it.starts_with(code));
    found.into_iter().filter(asked).collect()
}

#[test]
fn two_rules_that_overlap_or_leave_a_case_out() {
    for (mode, first, second, wanted) in [
        (
            "automated",
            "total <= 100",
            "total >= 100",
            "AM040: `promise` and `decline` both follow when `total` is 100 [follows as well]",
        ),
        (
            "",
            "size == Small",
            "total > 5",
            "AM034: no rule says what follows when `size` is `Large` and `total` is 0 [has none either]\n\
             AM040: `promise` and `decline` both follow when `size` is `Small` and `total` is 6 [follows as well]",
        ),
        (
            "automated",
            "total < 100",
            "total > 100",
            "AM034: no rule says what follows when `total` is 100 [has none either]",
        ),
        (
            "enforced",
            "size == Small and total > 5",
            "size == Large",
            "AM041: when `size` is `Small` and `total` is 0 neither `promise` nor `decline` is admitted [refuses the other]",
        ),
        (
            "enforced",
            "stock(size) > 5",
            "stock(size) < 5",
            "AM041: when `stock(size)` is 5 neither `promise` nor `decline` is admitted [refuses the other]",
        ),
    ] {
        let found = two_rules(mode, first, second);
        assert_eq!(found.join("\n"), wanted, "{mode} {first} | {second}");
    }
}

#[test]
fn two_rules_that_share_all_cases_are_good() {
    for mode in ["automated", "", "enforced"] {
        for (first, second) in [
            ("total < 100", "total >= 100"),
            ("size == Small", "size != Small"),
            ("stock(size) > 5", "stock(size) <= 5"),
            ("size == Small and total > 5", "size == Large or total <= 5"),
            ("total > 0", "total == 0"),
        ] {
            let found = two_rules(mode, first, second);
            assert_eq!(found, Vec::<String>::new(), "{mode} {first} | {second}");
        }
    }
    // Who is held to a rule by force chooses where both are admitted.
    assert_eq!(
        two_rules("enforced", "total < 100", "total > 50"),
        Vec::<String>::new()
    );
}

#[test]
fn what_is_promised_may_have_to_wait() {
    let found = told(
        "model shop\nexternal actor Buyer\nactor Seller\nlookup stock(of: Int) -> Int\n\
         entity Order { key order_id: Uuid generated, total: Int }\n\
         transaction Ordering { initiator Buyer, executor Seller, product new Order \"is done\", request { total } }\n\
         rule on Ordering promised enforced {\n truth There \"there\": stock(total) > 5\n then execute\n}\n\
         rule on Ordering promised enforced {\n truth More \"more\": stock(total) > 9\n then declare\n}\n",
    );
    assert_eq!(found, Vec::<String>::new());
}
