//! Every stated limit: one below it, on it, one above it.

#[path = "support/faults.rs"]
mod faults;

use coact_syntax::limits::{
    MAX_FILE_BYTES, MAX_IDENTIFIER_BYTES, MAX_ITEM_BYTES, MAX_LINES, MAX_NESTING, MAX_OPERATORS,
    MAX_STRING_BYTES,
};
use coact_syntax::{SyntaxErrorKind, parse};

fn kinds(text: &[u8]) -> Vec<SyntaxErrorKind> {
    faults::all(&parse(text))
        .into_iter()
        .map(|error| error.kind)
        .collect()
}

/// Checks a text that grows with a number against the last number that is fine.
fn edge(limit: usize, text: impl Fn(usize) -> String, beyond: &SyntaxErrorKind) {
    for fine in [limit - 1, limit] {
        let errors = kinds(text(fine).as_bytes());
        assert!(errors.is_empty(), "{fine}: {:?}", errors.first());
    }
    let errors = kinds(text(limit + 1).as_bytes());
    assert_eq!(errors, std::slice::from_ref(beyond), "{}", limit + 1);
}

#[test]
fn size() {
    let limit = usize::try_from(MAX_FILE_BYTES).unwrap_or(usize::MAX);
    let text = |bytes: usize| {
        let line = format!("{}\n", " ".repeat(1023));
        let mut text = line.repeat(bytes / line.len());
        text.push_str(&" ".repeat(bytes % line.len()));
        text
    };
    let beyond = SyntaxErrorKind::FileTooLarge {
        bytes: MAX_FILE_BYTES + 1,
    };
    edge(limit, text, &beyond);
}

#[test]
fn items() {
    let text = |bytes: usize| {
        let (head, tail) = ("/// doc\nentity E {\n", "}");
        let blanks = " ".repeat(bytes - head.len() - tail.len());
        format!("import a\n\n{head}{blanks}{tail}\n// behind\nimport b")
    };
    edge(MAX_ITEM_BYTES, text, &SyntaxErrorKind::ItemTooLarge);
    let parsed = parse(text(MAX_ITEM_BYTES + 1).as_bytes());
    assert_eq!(parsed.items.len(), 3, "the items around it are read");
}

#[test]
fn lines() {
    let with_newline = |lines: usize| "\n".repeat(lines);
    edge(MAX_LINES, with_newline, &SyntaxErrorKind::TooManyLines);
    let without_newline = |lines: usize| format!("{}//", "\n".repeat(lines - 1));
    edge(MAX_LINES, without_newline, &SyntaxErrorKind::TooManyLines);
}

#[test]
fn identifiers() {
    let text = |bytes: usize| format!("import {}", "a".repeat(bytes));
    edge(
        MAX_IDENTIFIER_BYTES,
        text,
        &SyntaxErrorKind::IdentifierTooLong,
    );
    let backticks = |bytes: usize| format!("import `{}`", "a".repeat(bytes));
    edge(
        MAX_IDENTIFIER_BYTES,
        backticks,
        &SyntaxErrorKind::IdentifierTooLong,
    );
}

#[test]
fn strings() {
    let text = |bytes: usize| format!("let a = \"{}\"", "a".repeat(bytes));
    edge(MAX_STRING_BYTES, text, &SyntaxErrorKind::StringTooLong);
}

/// What nests, as opening, middle and closing text.
const NESTS: [(&str, &str, &str); 12] = [
    ("(", "1", ")"),
    ("[", "1", "]"),
    ("f(", "1", ")"),
    ("a.f(", "1", ")"),
    ("a[", "1", "]"),
    ("R { a: ", "1", " }"),
    ("match 1 { A => ", "1", " }"),
    ("if a then ", "1", " else 2"),
    ("if ", "a", " then 1 else 2"),
    ("- ", "1", ""),
    ("not ", "a", ""),
    ("some ", "a", ""),
];

fn nested((open, middle, close): (&str, &str, &str), depth: usize) -> String {
    format!(
        "let a = {}{middle}{}",
        open.repeat(depth),
        close.repeat(depth)
    )
}

#[test]
fn nesting_of_expressions() {
    for nest in NESTS {
        edge(
            MAX_NESTING,
            |depth| nested(nest, depth),
            &SyntaxErrorKind::NestingTooDeep,
        );
    }
}

#[test]
fn two_hundred_levels_left_open() {
    for (open, middle, _) in NESTS {
        let text = format!("let a = {}{middle}", open.repeat(200));
        assert_eq!(
            kinds(text.as_bytes()),
            [SyntaxErrorKind::NestingTooDeep],
            "{open}"
        );
    }
}

#[test]
fn nesting_of_types() {
    for (open, close) in [("[", "]"), ("{Int: ", "}")] {
        let text =
            |depth: usize| format!("let a: {}Int{}", open.repeat(depth), close.repeat(depth));
        edge(MAX_NESTING, text, &SyntaxErrorKind::NestingTooDeep);
    }
}

#[test]
fn nesting_of_what_cannot_be_read() {
    let text = |depth: usize| {
        format!(
            "entity E {{\n? {}{}\n}}",
            "{".repeat(depth),
            "}".repeat(depth)
        )
    };
    let fine = kinds(text(MAX_NESTING - 1).as_bytes());
    assert!(
        matches!(fine.as_slice(), [SyntaxErrorKind::Expected { .. }]),
        "{fine:?}"
    );
    assert_eq!(
        kinds(text(MAX_NESTING).as_bytes()),
        [SyntaxErrorKind::NestingTooDeep]
    );
}

#[test]
fn chains_without_brackets_nest_too() {
    let steps = |depth: usize| format!("let a = b{}", ".c".repeat(depth));
    edge(MAX_NESTING, steps, &SyntaxErrorKind::NestingTooDeep);
    let lambdas = |depth: usize| format!("let a = f({}b)", "x => ".repeat(depth - 1));
    edge(MAX_NESTING, lambdas, &SyntaxErrorKind::NestingTooDeep);
    let otherwise = |depth: usize| {
        format!(
            "let a = if b then c {} else e",
            "else if b then d ".repeat(depth - 1)
        )
    };
    edge(MAX_NESTING, otherwise, &SyntaxErrorKind::NestingTooDeep);
}

#[test]
fn long_chains_of_one_precedence_do_not_nest() {
    for operator in [" and ", " or "] {
        let text = format!("let a = b{}", format!("{operator}b").repeat(20_000));
        assert!(kinds(text.as_bytes()).is_empty(), "{operator}");
    }
    let text = format!("let a = b{}", " == b".repeat(20_000));
    assert!(matches!(
        kinds(text.as_bytes()).as_slice(),
        [SyntaxErrorKind::Expected { .. }]
    ));
    let text = format!("let a = b{}", " + not b".repeat(20_000));
    assert_eq!(kinds(text.as_bytes()), [SyntaxErrorKind::NestingTooDeep]);
}

#[test]
fn operators_of_one_expression() {
    for operator in [" + ", " - ", " ?? ", " * ", " % "] {
        let flat = |count: usize| format!("let a = b{}", format!("{operator}b").repeat(count));
        edge(MAX_OPERATORS, flat, &SyntaxErrorKind::TooManyOperators);
        // Those in brackets count with those around them, those of another expression do not.
        let nested = |count: usize| {
            let half = format!("{operator}b").repeat(count / 2);
            let rest = format!("{operator}b").repeat(count - count / 2);
            format!("value V {{ a: Int = f(b{half}){rest}, c: Int = b{half} }}")
        };
        edge(MAX_OPERATORS, nested, &SyntaxErrorKind::TooManyOperators);
    }
}

#[test]
fn a_small_stack_gives_the_same_verdicts() {
    let verdicts = || -> Vec<_> {
        NESTS
            .iter()
            .flat_map(|nest| {
                [1, 60, MAX_NESTING, MAX_NESTING + 1].map(|depth| nested(*nest, depth))
            })
            .map(|text| kinds(text.as_bytes()))
            .collect()
    };
    let large = std::thread::Builder::new()
        .stack_size(16 << 20)
        .spawn(verdicts);
    let small = std::thread::Builder::new()
        .stack_size(512 << 10)
        .spawn(verdicts);
    let join = |thread: std::io::Result<std::thread::JoinHandle<_>>| {
        thread.ok().and_then(|thread| thread.join().ok())
    };
    let large = join(large);
    assert!(large.is_some());
    assert_eq!(large, join(small));
}
