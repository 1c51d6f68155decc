//! What is said of conditions, held against trying every value.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use proptest::prelude::*;

use super::value::Value;
use super::{Case, Space, Term};
use crate::json::Scope;
use crate::model::{CommandId, Expr, Id as _, Model};
use crate::{Sources, check};

/// A condition of the tests over the fields of a command.
#[derive(Clone, Debug)]
enum Condition {
    /// A whole number of 0 to 4, by the scalar of its type.
    Level(&'static str, i64),
    /// Any whole number.
    Left(&'static str, i64),
    /// Any decimal number.
    Price(&'static str, i64),
    Day(&'static str, i64),
    Open,
    Size(&'static str, usize),
    SizeIn(Vec<usize>),
    IsNone(&'static str),
    /// `(maybe ?? a) < b`
    Maybe(i64, &'static str, i64),
    Matched([bool; 3]),
    Ranges(i64),
    /// What is not looked into.
    Other(usize),
    /// Of two numbers that are compared with each other.
    Pair(&'static str),
    Not(Box<Condition>),
    And(Vec<Condition>),
    Or(Vec<Condition>),
    If(Box<[Condition; 3]>),
}

/// One value of each field.
#[derive(Clone, Debug)]
struct Point {
    level: i64,
    left: i64,
    /// In halves.
    price: i64,
    day: i64,
    open: bool,
    size: usize,
    maybe: Option<i64>,
    others: [bool; 2],
    pair: std::cmp::Ordering,
}

const SIZES: [&str; 3] = ["Small", "Middle", "Large"];

fn compare(op: &str, a: i64, b: i64) -> bool {
    match op {
        "<" => a < b,
        "<=" => a <= b,
        ">" => a > b,
        ">=" => a >= b,
        "==" => a == b,
        _ => a != b,
    }
}

impl Condition {
    fn text(&self) -> String {
        let many = |all: &[Self], word: &str| {
            let all: Vec<String> = all.iter().map(|it| format!("({})", it.text())).collect();
            all.join(word)
        };
        match self {
            Self::Level(op, k) => format!("level {op} {k}"),
            Self::Left(op, k) => format!("{k} {} left", turned(op)),
            Self::Price(op, k) => format!("price {op} {k}.0"),
            Self::Day(op, k) => format!("day {op} 2026-03-0{k}"),
            Self::Open => "open".to_owned(),
            Self::Size(op, k) => format!("size {op} {}", SIZES[*k]),
            Self::SizeIn(all) => {
                let all: Vec<&str> = all.iter().map(|k| SIZES[*k]).collect();
                format!("size in [{}]", all.join(", "))
            }
            Self::IsNone(op) => format!("maybe {op} none"),
            Self::Maybe(a, op, b) => format!("(maybe ?? {a}) {op} {b}"),
            Self::Matched([a, b, c]) => {
                format!("match size {{ Small => {a}, Middle => {b}, Large => {c} }}")
            }
            Self::Ranges(k) => format!("match left {{ ..{k} => open, _ => false }}"),
            Self::Other(0) => "any(items, i => i > 1)".to_owned(),
            Self::Other(_) => "code < \"m\"".to_owned(),
            Self::Pair(op) => format!("low {op} high"),
            Self::Not(of) => format!("not ({})", of.text()),
            Self::And(all) => many(all, " and "),
            Self::Or(all) => many(all, " or "),
            Self::If(all) => {
                let [a, b, c] = &**all;
                format!("(if {} then {} else {})", a.text(), b.text(), c.text())
            }
        }
    }

    fn holds(&self, at: &Point) -> bool {
        match self {
            Self::Level(op, k) => compare(op, at.level, *k),
            Self::Left(op, k) => compare(op, at.left, *k),
            Self::Price(op, k) => compare(op, at.price, 2 * *k),
            Self::Day(op, k) => compare(op, at.day, *k),
            Self::Open => at.open,
            Self::Size(op, k) => (*op == "==") == (at.size == *k),
            Self::SizeIn(all) => all.contains(&at.size),
            Self::IsNone(op) => (*op == "==") == at.maybe.is_none(),
            Self::Maybe(a, op, b) => compare(op, at.maybe.unwrap_or(*a), *b),
            Self::Matched(all) => all[at.size],
            Self::Ranges(k) => at.left <= *k && at.open,
            Self::Other(k) => at.others[*k],
            Self::Pair(op) => compare(op, at.pair as i64, 0),
            Self::Not(of) => !of.holds(at),
            Self::And(all) => all.iter().all(|it| it.holds(at)),
            Self::Or(all) => all.iter().any(|it| it.holds(at)),
            Self::If(all) => {
                let [a, b, c] = &**all;
                if a.holds(at) {
                    b.holds(at)
                } else {
                    c.holds(at)
                }
            }
        }
    }
}

/// Written from the other side.
fn turned(op: &str) -> &str {
    match op {
        "<" => ">",
        "<=" => ">=",
        ">" => "<",
        ">=" => "<=",
        op => op,
    }
}

fn conditions() -> impl Strategy<Value = Condition> {
    let op = || prop::sample::select(vec!["<", "<=", ">", ">=", "==", "!="]);
    let equal = || prop::sample::select(vec!["==", "!="]);
    let k = || 0..4_i64;
    let leaf = prop_oneof![
        (op(), -1..6_i64).prop_map(|(op, k)| Condition::Level(op, k)),
        (op(), k()).prop_map(|(op, k)| Condition::Left(op, k)),
        (op(), k()).prop_map(|(op, k)| Condition::Price(op, k)),
        (op(), 1..4_i64).prop_map(|(op, k)| Condition::Day(op, k)),
        Just(Condition::Open),
        (equal(), 0..3_usize).prop_map(|(op, k)| Condition::Size(op, k)),
        prop::collection::vec(0..3_usize, 1..3).prop_map(Condition::SizeIn),
        equal().prop_map(Condition::IsNone),
        (k(), op(), k()).prop_map(|(a, op, b)| Condition::Maybe(a, op, b)),
        any::<[bool; 3]>().prop_map(Condition::Matched),
        k().prop_map(Condition::Ranges),
        (0..2_usize).prop_map(Condition::Other),
        op().prop_map(Condition::Pair),
    ];
    leaf.prop_recursive(3, 6, 3, |inner| {
        let two = || prop::collection::vec(inner.clone(), 2..4);
        prop_oneof![
            inner.clone().prop_map(|of| Condition::Not(Box::new(of))),
            two().prop_map(Condition::And),
            two().prop_map(Condition::Or),
            [inner.clone(), inner.clone(), inner].prop_map(|all| Condition::If(Box::new(all))),
        ]
    })
}

/// Every value of every field that one of these names, as far as they can tell them apart.
fn points(all: &[&Condition]) -> Vec<Point> {
    let text: Vec<String> = all.iter().map(|it| it.text()).collect();
    let text = text.join(" ");
    let names = |word: &str| text.contains(word);
    let range = |word: &str, values: std::ops::RangeInclusive<i64>| -> Vec<i64> {
        if names(word) {
            values.collect()
        } else {
            vec![*values.start()]
        }
    };
    let truths = |word: &str| {
        if names(word) {
            vec![true, false]
        } else {
            vec![true]
        }
    };
    let maybes: Vec<Option<i64>> = if names("maybe") {
        (-1..=5).map(Some).chain([None]).collect()
    } else {
        vec![None]
    };
    let mut points = Vec::new();
    for level in range("level", 0..=4) {
        for left in range("left", -1..=5) {
            for price in range("price", -2..=10) {
                for day in range("day", 0..=5) {
                    for open in truths("open") {
                        for size in range("size", 0..=2) {
                            for maybe in &maybes {
                                for first in truths("items") {
                                    for second in truths("code") {
                                        for pair in range("high", -1..=1) {
                                            points.push(Point {
                                                level,
                                                left,
                                                price,
                                                day,
                                                open,
                                                size: usize::try_from(size).unwrap(),
                                                maybe: *maybe,
                                                others: [first, second],
                                                pair: pair.cmp(&0),
                                            });
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
    points
}

/// The model of a command that requires these.
fn model(all: &[&str]) -> Model {
    let requires: Vec<String> = all
        .iter()
        .enumerate()
        .map(|(at, text)| format!("        requires R{at} \"r\": {text}\n"))
        .collect();
    let text = format!(
        "model shop\nscalar Level = Int in 0..4\nenum Size {{ Small, Middle, Large }}\nactor Keeper\n\
         event Noted {{ level: Level }}\n\
         command Note {{ level: Level, left: Int, price: Decimal, day: Date, open: Bool, size: Size, maybe: Int?, \
         items: [Int], code: Text, low: Int, high: Int }} by Keeper {{\n{}        emits Noted {{ level }}\n}}\n",
        requires.concat()
    );
    let found = check(&Sources::single("test.coact", text.as_str()));
    let errors: Vec<&String> = found
        .diagnostics
        .iter()
        .filter(|it| it.severity == crate::diagnostics::Severity::Error)
        .map(|it| &it.message)
        .collect();
    assert!(errors.is_empty(), "{errors:?}\n{text}");
    found.model
}

fn command() -> CommandId {
    CommandId::new(0)
}

fn required(model: &Model) -> Vec<&Expr> {
    let requires = &model.commands[command()].requires;
    requires.iter().map(|it| &it.condition).collect()
}

/// What is looked for among points.
type Goal<'g> = Box<dyn Fn(&Point) -> bool + 'g>;

/// Whether a point is one of a case.
fn is_of(space: &Space<'_>, scope: &Scope<'_>, case: &Case, point: &Point) -> bool {
    case.0.iter().all(|(at, value)| {
        let only = Case(vec![(*at, value.clone())]);
        let words = space.case_words(scope, &only).unwrap();
        let (name, value) = words.split_once(" is ").unwrap();
        let number = |found: i64| value == found.to_string();
        match name.trim_matches('`') {
            "level" => number(point.level),
            "left" => number(point.left),
            "price" => {
                value.parse::<f64>().unwrap() * 2.0
                    == f64::from(i32::try_from(point.price).unwrap())
            }
            "day" => match point.day {
                0 => value == "2026-02-28",
                day => value == format!("2026-03-0{day}"),
            },
            "open" => value == point.open.to_string(),
            "size" => value == format!("`{}`", SIZES[point.size]),
            "maybe" => value == point.maybe.map_or("`none`".to_owned(), |it| it.to_string()),
            name => panic!("{name}"),
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn what_is_said_is_so_at_every_point(all in prop::collection::vec(conditions(), 3)) {
        let texts: Vec<String> = all.iter().map(Condition::text).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let model = model(&texts);
        let mut space = Space::new(&model, Some(command()));
        let terms: Vec<Term> = required(&model).into_iter().map(|it| space.term(it)).collect();
        let (given, a, b) = (&all[0], &all[1], &all[2]);
        let points = points(&[given, a, b]);
        let given_terms = std::slice::from_ref(&terms[0]);
        let some = |goal: &dyn Fn(&Point) -> bool| points.iter().any(|it| given.holds(it) && goal(it));
        // What cannot be given has nothing to do with what does not touch it.
        prop_assume!(some(&|_| true));
        if let Some(never) = space.never(given_terms, &terms[1]) {
            prop_assert_eq!(never, !some(&|it| a.holds(it)), "never {:?}", texts);
        }
        if let Some(always) = space.always(given_terms, &terms[1]) {
            prop_assert_eq!(always, !some(&|it| !a.holds(it)), "always {:?}", texts);
        }
        let scope = Scope::of(&model).of_command(command());
        let goals: [(_, Goal<'_>); 2] = [
            (space.gap(given_terms, &terms[1..]), Box::new(|it| !a.holds(it) && !b.holds(it))),
            (space.overlap(given_terms, &terms[1], &terms[2]), Box::new(|it| a.holds(it) && b.holds(it))),
        ];
        for (found, goal) in &goals {
            let Some(found) = found else { continue };
            prop_assert_eq!(found.possible, some(&**goal), "{:?}", texts);
            if let Some(case) = &found.case {
                let mut met = 0;
                let of_case = points.iter().filter(|it| is_of(&space, &scope, case, it));
                for point in of_case.filter(|it| given.holds(it)) {
                    prop_assert!(goal(point), "{:?} of {:?} at {:?}", case, texts, point);
                    met += 1;
                }
                prop_assert!(met > 0, "{:?} of {:?}", case, texts);
            }
        }
    }
}

fn said(conditions: &[&str]) -> (Option<bool>, Option<bool>, Option<String>) {
    let model = model(conditions);
    let mut space = Space::new(&model, Some(command()));
    let terms: Vec<Term> = required(&model)
        .into_iter()
        .map(|it| space.term(it))
        .collect();
    let scope = Scope::of(&model).of_command(command());
    let gap = space.gap(&[], &terms).unwrap();
    let case = gap.case.and_then(|case| space.case_words(&scope, &case));
    let (first, given) = terms.split_first().unwrap();
    (space.never(given, first), space.always(given, first), case)
}

#[test]
fn never_and_always_and_what_is_left_out() {
    let said = |conditions: &[&str]| said(conditions);
    let case = |words: &str| Some(words.to_owned());
    assert_eq!(said(&["level > 4"]).0, Some(true));
    assert_eq!(said(&["level >= 0"]).1, Some(true));
    assert_eq!(said(&["left >= 0"]).1, Some(false));
    assert_eq!(said(&["count(items) >= 0"]).1, Some(true));
    assert_eq!(said(&["left < 100", "left > 100"]).2, case("`left` is 100"));
    assert_eq!(
        said(&["price < 1.0", "price > 1.5"]).2,
        case("`price` is 1")
    );
    assert_eq!(
        said(&["size == Small", "size == Large and open"]).2,
        case("`size` is `Middle`")
    );
    assert_eq!(
        said(&["maybe == none", "(maybe ?? 0) > 0"]).2,
        case("`maybe` is 0")
    );
    assert_eq!(said(&["low < high", "low >= high"]).0, Some(true));
    assert_eq!(said(&["low >= low"]).1, Some(true));
    assert_eq!(said(&["day < 2026-03-01", "day >= 2026-03-01"]).2, None);
    assert_eq!(said(&["code == \"a\""]).2, case("`code` is not \"a\""));
}

#[test]
fn a_case_rests_on_nothing_that_is_not_looked_into() {
    let (never, _, case) = said(&["any(items, i => i > 1) and open", "not open"]);
    assert_eq!((never, case), (Some(true), None));
    let (_, _, case) = said(&["any(items, i => i > 1) and open", "left > 3"]);
    assert_eq!(case.as_deref(), Some("`open` is false and `left` is 3"));
}

#[test]
fn of_too_many_cases_nothing_is_said() {
    let all: Vec<String> = (0..20)
        .map(|k| format!("left == {k} and price > {k}.0"))
        .collect();
    let all = all.join(" or ");
    let many = format!("({all}) and open and size == Small and level > 2 and day > 2026-03-01");
    let model = model(&[&many]);
    let mut space = Space::new(&model, Some(command()));
    let term = space.term(required(&model)[0]);
    assert_eq!(space.never(&[], &term), None);
    assert_eq!(term.value(&[]), Value::Unknown);
}
