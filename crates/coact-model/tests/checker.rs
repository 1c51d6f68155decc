//! A checker with a memory says what a check without one says, whatever is edited.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test reads the examples and fails by panicking"
)]

use std::fs;
use std::path::{Path, PathBuf};

use coact_model::{Checker, SourceFile, Sources, check};
use proptest::prelude::*;

const HEAD: &str = include_str!("../../../xtask/src/head.coact.tmpl");
const GROUP: &str = include_str!("../../../xtask/src/group.coact.tmpl");

/// The texts of a model, by file.
type Texts = Vec<(String, String)>;

fn generated() -> Texts {
    let group = |number: &str| GROUP.replace('@', number);
    vec![
        ("a.coact".to_owned(), format!("{HEAD}{}", group("1"))),
        ("b.coact".to_owned(), format!("model big\n{}", group("2"))),
    ]
}

/// The models of the examples, each with all of its files.
fn examples() -> Vec<Texts> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let mut models: Vec<Texts> = Vec::new();
    let mut folders = vec![root];
    while let Some(folder) = folders.pop() {
        let mut entries: Vec<PathBuf> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        entries.sort();
        let texts: Texts = entries
            .iter()
            .filter(|path| path.extension().is_some_and(|end| end == "coact"))
            .map(|path| {
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                (name, fs::read_to_string(path).unwrap())
            })
            .collect();
        if !texts.is_empty() {
            models.push(texts);
        }
        folders.extend(entries.into_iter().filter(|path| path.is_dir()));
    }
    models
}

fn sources(texts: &Texts) -> Sources {
    let files = texts.iter().map(|(name, text)| SourceFile {
        name: name.clone(),
        bytes: text.clone().into_bytes(),
    });
    Sources::new(files.collect())
}

/// Whether the checker could follow, after holding its answer against that of a check without memory.
fn agree(checker: &mut Checker, texts: &Texts) -> bool {
    let sources = sources(texts);
    let fresh = check(&sources);
    let seen = checker.check(&sources);
    let shown = |texts: &Texts| {
        let texts = texts
            .iter()
            .map(|(name, text)| format!("==== {name}\n{text}"));
        texts.collect::<Vec<_>>().join("\n")
    };
    assert_eq!(seen.diagnostics, fresh.diagnostics, "{}", shown(texts));
    let (seen_model, fresh_model) = (format!("{:#?}", seen.model), format!("{:#?}", fresh.model));
    if seen_model != fresh_model {
        let differ = seen_model
            .lines()
            .zip(fresh_model.lines())
            .position(|(a, b)| a != b)
            .unwrap_or_default();
        let around = |model: &str| {
            let lines = model.lines().skip(differ.saturating_sub(12)).take(20);
            lines.collect::<Vec<_>>().join("\n")
        };
        panic!(
            "the model differs:\n{}\n---- without memory\n{}\n{}",
            around(&seen_model),
            around(&fresh_model),
            shown(texts)
        );
    }
    seen.followed
}

/// One edit; numbers choose a place by taking the rest of a division.
#[derive(Clone, Debug)]
enum Edit {
    /// A word is replaced by another word of the text.
    Word(usize, usize),
    /// A line is removed.
    Remove(usize),
    /// A line is written again somewhere.
    Copy(usize, usize),
    /// Something is written at the start of a line.
    Insert(usize, &'static str),
    /// A number is changed.
    Number(usize),
    /// What stands behind a colon, a type or a value, is replaced by what stands behind another.
    Behind(usize, usize),
    /// Something may be absent, or be no more so.
    Absent(usize),
    /// A character is removed.
    Character(usize),
    /// A block of lines without an empty one moves to another place, be it in another file.
    Move(usize, usize),
    /// Back to the texts before.
    Undo,
}

const PIECES: [&str; 12] = [
    "// a comment\n",
    "/// a doc comment\n",
    "\n",
    "    ",
    "{",
    "}\n",
    "\"",
    "note \"seen\"\n",
    "    question \"why?\"\n",
    "let extra = 5\n",
    "entity Extra { key id: Uuid }\n",
    "rule on Completing1 promised advised {\n    then execute\n}\n",
];

fn edit() -> impl Strategy<Value = Edit> {
    let any = || 0_usize..1_000_000;
    prop_oneof![
        4 => (any(), any()).prop_map(|(a, b)| Edit::Word(a, b)),
        2 => any().prop_map(Edit::Remove),
        2 => (any(), any()).prop_map(|(a, b)| Edit::Copy(a, b)),
        2 => (any(), 0..PIECES.len()).prop_map(|(a, b)| Edit::Insert(a, PIECES[b])),
        3 => any().prop_map(Edit::Number),
        4 => (any(), any()).prop_map(|(a, b)| Edit::Behind(a, b)),
        3 => any().prop_map(Edit::Absent),
        1 => any().prop_map(Edit::Character),
        1 => (any(), any()).prop_map(|(a, b)| Edit::Move(a, b)),
        2 => Just(Edit::Undo),
    ]
}

fn pick<T: Clone>(all: &[T], at: usize) -> Option<T> {
    (!all.is_empty()).then(|| all[at % all.len()].clone())
}

/// Where the runs of characters are for which the test holds.
fn runs(text: &str, test: fn(char) -> bool) -> Vec<std::ops::Range<usize>> {
    let mut found: Vec<std::ops::Range<usize>> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| test(*c)) {
        match found.last_mut() {
            Some(last) if last.end == at => last.end += c.len_utf8(),
            _ => found.push(at..at + c.len_utf8()),
        }
    }
    found
}

/// Where the words stand that follow a colon.
fn behind_colons(text: &str) -> Vec<std::ops::Range<usize>> {
    let words = runs(text, |c| c.is_alphanumeric() || c == '_');
    let is_behind = |word: &std::ops::Range<usize>| text[..word.start].trim_end().ends_with(':');
    words.into_iter().filter(is_behind).collect()
}

fn apply(texts: &mut Texts, edit: &Edit) -> Option<()> {
    let place = |at: usize, texts: &Texts| at / 7 % texts.len();
    let line_starts = |text: &str| -> Vec<usize> {
        std::iter::once(0)
            .chain(text.match_indices('\n').map(|(at, _)| at + 1))
            .collect()
    };
    match *edit {
        Edit::Word(at, by) => {
            let file = place(at, texts);
            let text = &mut texts[file].1;
            let words = runs(text, |c| c.is_alphanumeric() || c == '_');
            let (old, new) = (pick(&words, at)?, pick(&words, by)?);
            let new = text[new].to_owned();
            text.replace_range(old, &new);
        }
        Edit::Number(at) => {
            let file = place(at, texts);
            let text = &mut texts[file].1;
            let numbers = runs(text, |c| c.is_ascii_digit());
            let number = pick(&numbers, at)?;
            text.insert(number.end, '1');
        }
        Edit::Behind(at, by) => {
            let file = place(at, texts);
            let text = &mut texts[file].1;
            let words = behind_colons(text);
            let (old, new) = (pick(&words, at)?, pick(&words, by)?);
            let new = text[new].to_owned();
            text.replace_range(old, &new);
        }
        Edit::Absent(at) => {
            let file = place(at, texts);
            let text = &mut texts[file].1;
            let word = pick(&behind_colons(text), at)?;
            if text[word.end..].starts_with('?') {
                text.remove(word.end);
            } else {
                text.insert(word.end, '?');
            }
        }
        Edit::Remove(at) => {
            let file = place(at, texts);
            let text = &mut texts[file].1;
            let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
            if lines.is_empty() {
                return None;
            }
            lines.remove(at % lines.len());
            *text = lines.concat();
        }
        Edit::Copy(at, to) => {
            let file = place(at, texts);
            let text = &mut texts[file].1;
            let lines: Vec<&str> = text.split_inclusive('\n').collect();
            let line = pick(&lines, at)?.to_owned();
            let to = pick(&line_starts(text), to)?;
            text.insert_str(to, &line);
        }
        Edit::Insert(at, piece) => {
            let file = place(at, texts);
            let text = &mut texts[file].1;
            let to = pick(&line_starts(text), at)?;
            text.insert_str(to, piece);
        }
        Edit::Character(at) => {
            let file = place(at, texts);
            let text = &mut texts[file].1;
            let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
            text.remove(pick(&places, at)?);
        }
        Edit::Move(at, to) => {
            let file = place(at, texts);
            let blocks: Vec<String> = texts[file].1.split("\n\n").map(str::to_owned).collect();
            let block = pick(&blocks, at)?;
            let rest: Vec<String> = blocks.into_iter().filter(|other| *other != block).collect();
            texts[file].1 = rest.join("\n\n");
            let file = place(to, texts);
            let text = &mut texts[file].1;
            text.push_str("\n\n");
            text.push_str(&block);
        }
        Edit::Undo => {}
    }
    Some(())
}

fn agree_after(first: &Texts, edits: &[Edit]) {
    let mut checker = Checker::new();
    agree(&mut checker, first);
    let mut past = vec![first.clone()];
    for edit in edits {
        let mut texts = past.last().unwrap().clone();
        if matches!(edit, Edit::Undo) {
            if past.len() > 1 {
                past.pop();
            }
            texts = past.last().unwrap().clone();
        } else {
            if apply(&mut texts, edit).is_none() {
                continue;
            }
            past.push(texts.clone());
        }
        agree(&mut checker, &texts);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn generated_models(edits in prop::collection::vec(edit(), 1..10)) {
        agree_after(&generated(), &edits);
    }

    #[test]
    fn examples_of_users(model in 0_usize..1_000, edits in prop::collection::vec(edit(), 1..8)) {
        agree_after(&pick(&examples(), model).unwrap(), &edits);
    }
}

/// Edits of the generated model and whether they are followed.
const EDITS: [(&str, &str, bool); 42] = [
    // Between items.
    (
        "process \"Fulfilment 1\"",
        "// x\nprocess \"Fulfilment 1\"",
        true,
    ),
    // Inside them.
    (
        "update { status: Shipped }",
        "update { status: Confirmed }",
        true,
    ),
    (
        "on Taken1     remove",
        "on Taken1     remove\n    on Disputed1 remove",
        true,
    ),
    ("order by total desc", "order by total", true),
    (
        "where row.customer == customer",
        "where row.customer != customer",
        true,
    ),
    ("shows OpenOf1, form Place1", "form Place1", true),
    (
        "given stock(\"A-100\") = 5",
        "given stock(\"A-100\") = 0",
        true,
    ),
    ("when Confirm1", "when Refuse1", true),
    ("reason: \"amounts differ\"", "reason: \"too little\"", true),
    ("paid == requested.amount", "paid >= requested.amount", true),
    // Half typed.
    ("on Taken1     remove", "on Taken1     rem", true),
    ("add { sku, quantity }", "add { sku, quantity", true),
    (
        "where row.customer == customer",
        "where row.customer ==",
        true,
    ),
    ("shows Open1, form", "shows , form", true),
    ("view Open1, screen Desk1", "view Open1, screen", true),
    (
        "given stock(\"A-100\") = 5",
        "given stock(\"A-100\") =",
        true,
    ),
    ("then Confirmed1 {", "then {", true),
    ("then accept\n", "then acc\n", false),
    ("screen Desk1 for", "screen for", false),
    (
        "    execute tacit\n    declare as ReportCheck1",
        "    exec\n    declare as ReportCheck1",
        false,
    ),
    // What others rest on.
    ("truth PaidInFull1", "truth AllPaid1", false),
    (
        "spec \"in stock\" {",
        "spec \"all\" { then nothing }\n        spec \"in stock\" {",
        false,
    ),
    ("parcel: Text?\n", "parcel: Text?\n    more: Int\n", false),
    ("parcel: Text?\n", "packet: Text?\n", false),
    ("request as Place1", "request as PlaceOrder1", false),
    (
        "-> request Checking1 automated",
        "-> request Checking1",
        false,
    ),
    // Data that others name.
    ("parcel: Text?", "parcel: Text", true),
    ("parcel: Text?", "// how it goes\n    parcel:  Text?", true),
    ("deliver_by: Date", "deliver_by: Date?", true),
    (
        "    paid: Amount\n",
        "    paid: Amount in 1 EUR..9 EUR\n",
        true,
    ),
    ("lines: [Line] 1..100", "lines: [Line] 1..50", true),
    (
        "= sum(lines, l => l.unit_price * l.quantity)",
        "= 2 * sum(lines, l => l.unit_price * l.quantity)",
        true,
    ),
    (
        "= sum(lines, l => l.unit_price * l.quantity)",
        "= paid",
        true,
    ),
    (
        "= sum(lines, l => l.unit_price * l.quantity)",
        "= sum(lines, l => l.nothing)",
        true,
    ),
    ("note: Text?", "note: Text", true),
    ("note: Text?", "note: Int", true),
    ("amount: Amount }", "amount: Amount? }", true),
    ("\"is completed\"", "\"is done\"", true),
    ("amount: order1.total", "amount: order1.total + 1 EUR", true),
    ("amount: order1.total", "amount: order1.nothing", false),
    ("risk \"a declined", "risk \"the declined", true),
    (
        "[1..*] automated risk \"a refused parcel is asked for again by hand\"",
        "[1..*] automated",
        true,
    ),
];

#[test]
fn edits_inside_items_are_followed() {
    let mut otherwise = Vec::new();
    for (from, to, followed) in EDITS {
        let mut checker = Checker::new();
        let first = generated();
        agree(&mut checker, &first);
        let mut texts = first.clone();
        assert!(texts[0].1.contains(from), "{from}");
        texts[0].1 = texts[0].1.replacen(from, to, 1);
        let there = agree(&mut checker, &texts);
        let back = agree(&mut checker, &first);
        if (there, back) != (followed, followed) {
            otherwise.push((from, to, there, back));
        }
    }
    assert!(otherwise.is_empty(), "{otherwise:#?}");
}

/// Specs name laws and bounds, for which a command is rejected: they come and go with an edit of data.
#[test]
fn what_a_spec_names_comes_and_goes() {
    let model = "model rental
actor Desk
external actor Renter
entity Rental {
    key rental_id: Uuid generated
    from_day: Int in 1..366
    to_day: Int
    law EndsLater \"it ends later\": to_day >= from_day
}
transaction Renting {
    initiator Renter
    executor Desk
    product new Rental \"is over\"
    request as Rent -> Rented { from_day, to_day }
}

spec \"too early\" { when Rent { from_day: 0, to_day: 3 } then rejected Rental.from_day }
spec \"the wrong way round\" { when Rent { from_day: 5, to_day: 3 } then rejected EndsLater }
";
    let whole: Texts = vec![("rental.coact".to_owned(), model.to_owned())];
    let mut checker = Checker::new();
    agree(&mut checker, &whole);
    for (from, to) in [
        ("to_day >= from_day", "is >= from_day"),
        ("to_day >= from_day", "to_day >= nowhere"),
        ("Int in 1..366", "Int"),
    ] {
        let mut texts = whole.clone();
        assert!(texts[0].1.contains(from), "{from}");
        texts[0].1 = texts[0].1.replacen(from, to, 1);
        agree(&mut checker, &texts);
        agree(&mut checker, &whole);
    }
}

#[test]
fn an_edit_that_breaks_others_says_so() {
    let mut checker = Checker::new();
    let mut texts = generated();
    agree(&mut checker, &texts);
    texts[0].1 = texts[0]
        .1
        .replacen("entity Order1 {", "entity Order1 {\n    extra: Nowhere", 1);
    agree(&mut checker, &texts);
    let before = checker.check(&sources(&texts)).diagnostics.to_vec();
    assert!(
        before.iter().any(|finding| finding.code == "N001"),
        "{before:?}"
    );
    texts[1].1 = texts[1].1.replacen(
        "update { status: Shipped }",
        "update { status: Nothing }",
        1,
    );
    assert!(agree(&mut checker, &texts));
    let now = checker.check(&sources(&texts)).diagnostics.to_vec();
    assert!(now.len() > before.len(), "{now:?}");
}

/// What is not found in an item is not told while that item cannot be read in full, wherever it is looked for.
#[test]
fn a_doubt_reaches_who_asks() {
    let mut checker = Checker::new();
    let mut texts = generated();
    let edit = |texts: &mut Texts, from: &str, to: &str| {
        assert!(texts[0].1.contains(from), "{from}");
        texts[0].1 = texts[0].1.replacen(from, to, 1);
    };
    agree(&mut checker, &texts);
    edit(&mut texts, "order by total desc", "order by nothing desc");
    assert!(agree(&mut checker, &texts));
    let (whole, half) = (
        "on Cancelled1       remove\n}\nquery",
        "on Cancelled1       rem\n}\nquery",
    );
    // The query reads this view, and misses something in it.
    edit(&mut texts, whole, half);
    assert!(!agree(&mut checker, &texts));
    edit(&mut texts, half, whole);
    assert!(!agree(&mut checker, &texts));
    edit(&mut texts, "order by nothing desc", "order by total desc");
    assert!(agree(&mut checker, &texts));
    for (from, to) in [(whole, half), (half, whole)] {
        edit(&mut texts, from, to);
        assert!(agree(&mut checker, &texts), "{from}");
    }
}

/// What rests on all links is not told while a part of the texts cannot be read.
#[test]
fn a_kind_that_nobody_asks_for() {
    let mut checker = Checker::new();
    let mut texts = generated();
    let edit = |texts: &mut Texts, from: &str, to: &str| {
        assert!(texts[0].1.contains(from), "{from}");
        texts[0].1 = texts[0].1.replacen(from, to, 1);
    };
    agree(&mut checker, &texts);
    edit(
        &mut texts,
        "    initiator Seller1\n    executor  Carrier1",
        "    initiator Carrier1\n    executor  Carrier1",
    );
    agree(&mut checker, &texts);
    for (from, to) in [
        ("spec \"in stock\" {", "spec in stock {"),
        ("spec in stock {", "spec \"in stock\" {"),
    ] {
        edit(&mut texts, from, to);
        agree(&mut checker, &texts);
    }
}

/// Whether views read each other rests on all of them, also where only one was edited.
#[test]
fn a_circle_of_views_comes_and_goes() {
    const OPEN: &str = "model shop\nactor Clerk\ncommand NameItem { item: Uuid, name: Text } { emits ItemNamed { item, name } }
command SellItem { sale: Uuid, item: Uuid } { emits ItemSold { sale, item } }
view Sales for Clerk {
    key sale: Uuid
    name: Text
    on ItemSold at event.sale add { name: Items[event.item].name }
}
view Items for Clerk {
    key item: Uuid
    name: Text
    on ItemNamed add { name }
}
screen Counter for Clerk { shows Sales, shows Items }
";
    let texts = |text: &str| vec![("shop.coact".to_owned(), text.to_owned())];
    let closed = OPEN.replace(
        "add { name }\n",
        "add { name }\n    on ItemSold at event.item update { name: Sales[event.sale].name }\n",
    );
    let mut checker = Checker::new();
    agree(&mut checker, &texts(OPEN));
    for (text, circles) in [(closed.as_str(), 1), (OPEN, 0), (closed.as_str(), 1)] {
        assert!(agree(&mut checker, &texts(text)));
        let found = checker.check(&sources(&texts(text))).diagnostics.to_vec();
        let of_circles = found.iter().filter(|finding| finding.code == "VM010");
        assert_eq!(of_circles.count(), circles, "{found:?}");
    }
}
