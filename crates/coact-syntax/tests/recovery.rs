//! What is broken costs itself and nothing else.

#[path = "support/faults.rs"]
mod faults;

use coact_syntax::ast::{
    EntityMember, ItemKind, ProcessMember, SliceMember, StepKind, StoryMember, TransactionMember,
    ViewMember,
};
use coact_syntax::{Parser, Slip, SyntaxError, SyntaxErrorKind, parse};

/// The kinds of the items of a text, and how many faults it has.
fn read(text: &str) -> (Vec<ItemKind>, usize) {
    let parsed = parse(text.as_bytes());
    let faults = faults::all(&parsed).len();
    (
        parsed
            .items
            .iter()
            .map(|item| item.item.kind.clone())
            .collect(),
        faults,
    )
}

/// A broken line in the middle of a block: the members that were read, and those that were not.
fn counted(text: &str) -> (usize, usize) {
    let (items, faults) = read(text);
    assert_eq!(faults, 1, "{text}\n{}", faults::listed(text));
    let mut broken = 0;
    let mut good = 0;
    let mut count = |is_broken: bool| if is_broken { broken += 1 } else { good += 1 };
    for item in items {
        match item {
            ItemKind::Entity(it) => it
                .members
                .iter()
                .for_each(|m| count(matches!(m, EntityMember::Broken(_)))),
            ItemKind::Value(it) => it.fields.fields.iter().for_each(|m| count(m.is_none())),
            ItemKind::Transaction(it) => it
                .members
                .iter()
                .for_each(|m| count(matches!(m, TransactionMember::Broken(_)))),
            ItemKind::Process(it) => it
                .members
                .iter()
                .for_each(|m| count(matches!(m, ProcessMember::Broken(_)))),
            ItemKind::View(it) => it
                .members
                .iter()
                .for_each(|m| count(matches!(m, ViewMember::Broken(_)))),
            ItemKind::Story(it) => it.members.iter().for_each(|m| match m {
                StoryMember::Slice(slice) => slice
                    .members
                    .iter()
                    .for_each(|m| count(matches!(m, SliceMember::Broken(_)))),
                other => count(matches!(other, StoryMember::Broken(_))),
            }),
            ItemKind::Spec(it) => it
                .steps
                .iter()
                .for_each(|s| count(matches!(s.kind, StepKind::Broken))),
            other => assert!(!matches!(other, ItemKind::Broken), "{other:?}"),
        }
    }
    (good, broken)
}

#[test]
fn a_broken_member_costs_that_member() {
    for (text, good) in [
        ("entity E {\n a: Int\n b Int\n c: Int\n}", 2),
        ("entity E {\n a: Int\n b:\n c: Int\n}", 2),
        ("entity E {\n a: Int\n law\n c: Int\n}", 2),
        ("entity E {\n a: Int\n derived b: Int\n unique (a)\n}", 2),
        ("entity E {\n a: Int\n b ? { c: Int } d\n c: Int\n}", 2),
        ("value V { a: Int, b Int, c: Int }", 2),
        (
            "transaction T {\n sort original\n initiator\n executor S\n}",
            2,
        ),
        (
            "transaction T {\n request as A -> B\n promise ass C\n accept tacit\n}",
            3,
        ),
        (
            "process {\n A promised -> request B\n A promised - request B\n A accepted ~> request B\n}",
            2,
        ),
        (
            "view V {\n key a: Int\n on A addd { b: 1, c: 2 }\n on B remove\n}",
            2,
        ),
        (
            "story \"s\" { slice \"t\" {\n screen A\n comand B\n view C\n} }",
            2,
        ),
        (
            "story \"s\" { slice \"t\" {\n screen A\n command\n view C\n} }",
            2,
        ),
        ("spec \"s\" {\n given A { x: 1 }\n when\n then B\n}", 2),
        ("spec \"s\" { given A given 5 then B then nothing }", 3),
        // What is half typed does not take the next line.
        (
            "entity E {\n a: Int\n law B \"x\":\n law C \"x\": a > 0\n}",
            2,
        ),
        (
            "entity E {\n a: Int\n derived x: Int =\n law C \"x\": a > 0\n}",
            2,
        ),
        ("entity E {\n a: Int\n law B \"x\": \n key b: Int\n}", 2),
        (
            "transaction T {\n sort original\n revoke\n decline as Ref -> Refused { a }\n}",
            2,
        ),
        ("view V {\n key a: Int\n on A at\n on B remove\n}", 2),
    ] {
        assert_eq!(counted(text), (good, 1), "{text}");
    }
}

/// What was read of a half-typed member stays, with the place behind it that could not be read; the next line is
/// read as what it is.
#[test]
fn the_line_behind_a_half_typed_member_is_read() {
    for (text, good) in [
        (
            "entity E {\n derived i: Int = a +\n derived j: Int = a\n}",
            2,
        ),
        (
            "entity E {\n derived i: Int = a * 10%\n derived j: Int = a\n}",
            2,
        ),
        ("entity E {\n law A \"x\": order.\n law B \"x\": a\n}", 2),
        ("entity E {\n law A \"x\": a and\n unique (a)\n}", 2),
        ("entity E {\n law A \"x\": a == \n key b: Int\n}", 2),
        ("transaction T {\n promise ->\n declare as D -> E\n}", 2),
        ("transaction T {\n initiator Seller or\n executor X\n}", 2),
        (
            "transaction T {\n request { a } due a +\n promise as X\n}",
            2,
        ),
        (
            "transaction T {\n request { a } due\n revoke promise as X\n}",
            2,
        ),
        ("view V {\n on A or\n on B remove\n key a: Int\n}", 2),
    ] {
        assert_eq!(counted(text), (good, 1), "{text}");
    }
    for (text, good) in [
        (
            "process {\n A promised -> request B automated retry on revert\n OP accepted ~> execute OC\n}",
            1,
        ),
        ("spec \"s\" {\n when A by\n then B\n}", 1),
        (
            "spec \"s\" {\n given now =\n given stock(1) = 5\n then B\n}",
            2,
        ),
    ] {
        assert_eq!(counted(text), (good, 2), "{text}");
    }
}

#[test]
fn an_expression_goes_on_over_lines() {
    for text in [
        "entity E {\n law A \"x\":\n  a\n}",
        "entity E {\n law A \"x\": a +\n  b.\n c >\n  law and\n  on or\n  product in\n note\n}",
        "entity E {\n law A \"x\": T accepted and\n  event accepted\n}",
        "entity E {\n derived a: Int =\n  if a ==\n note then b else\n c\n}",
        "transaction T {\n initiator A or\n  B or\n C\n}",
        "view V {\n on A each row where a ==\n  note update { a: 1 }\n}",
    ] {
        assert_eq!(faults::listed(text), "", "{text}");
    }
}

#[test]
fn a_broken_type_inside_a_payload_costs_that_type() {
    let (items, faults) = read("transaction T {\n request as A -> B { a, b: , c: Int }\n}");
    assert_eq!(faults, 1);
    let names: Vec<_> = items
        .iter()
        .filter_map(|item| match item {
            ItemKind::Transaction(it) => it.members.first(),
            _ => None,
        })
        .filter_map(|member| match member {
            TransactionMember::Act(act) => act.naming.payload.as_ref(),
            _ => None,
        })
        .flatten()
        .map(|field| field.name.text.as_str())
        .collect();
    assert_eq!(names, ["a", "b", "c"]);
}

#[test]
fn a_broken_item_costs_that_item() {
    let (items, faults) = read("entity A { x: Int }\nentity { x: Int }\nentity B { x: Int }\n");
    assert_eq!(faults, 1);
    assert!(matches!(
        items.as_slice(),
        [ItemKind::Entity(_), ItemKind::Broken, ItemKind::Entity(_)]
    ));
}

#[test]
fn an_unclosed_item_ends_where_the_next_one_starts() {
    let text = "entity A {\n    x: Int\n\n/// Doc of B.\nentity B {\n    y: Int\n}\n";
    let parsed = parse(text.as_bytes());
    let errors = faults::all(&parsed);
    assert!(
        matches!(errors.as_slice(), [only] if only.kind == SyntaxErrorKind::Unclosed { bracket: '{' })
    );
    let docs: Vec<_> = parsed
        .items
        .iter()
        .map(|item| item.item.doc.as_ref().map(|doc| doc.text.as_str()))
        .collect();
    assert_eq!(docs, [None, Some("Doc of B.")]);
    let members: Vec<_> = parsed
        .items
        .iter()
        .map(|item| match &item.item.kind {
            ItemKind::Entity(entity) => entity.members.len(),
            _ => 0,
        })
        .collect();
    assert_eq!(members, [1, 1]);
}

/// The web shop, each line once left out or cut in half: an answer with a fault or without, but never a lost file.
#[test]
fn half_of_any_line() {
    let text = include_str!("fixtures/valid/webshop.coact");
    let mut parser = Parser::new();
    let items = parser.parse(text.as_bytes()).items.len();
    let lines: Vec<&str> = text.lines().collect();
    for at in 0..lines.len() {
        let mut changed = lines.clone();
        let half = changed[at]
            .chars()
            .take(changed[at].chars().count() / 2)
            .collect::<String>();
        changed[at] = &half;
        let parsed = parser.parse(changed.join("\n").as_bytes());
        assert!(parsed.items.len() + 1 >= items, "line {}", at + 1);
        let broken = parsed
            .items
            .iter()
            .filter(|item| matches!(item.item.kind, ItemKind::Broken))
            .count();
        assert!(broken <= 2, "line {}", at + 1);
    }
}

/// A word that is almost the one that could stand there is the fault, not the end of the line before it.
#[test]
fn a_slip_is_reported_at_its_word() {
    for (text, slip, meant) in [
        (
            "transaction T {\n    request as A -> B\n    promsie as C -> D\n}",
            "promsie",
            "`promise`",
        ),
        (
            "rule on T requested {\n    thruth A: true\n    then promise\n}",
            "thruth",
            "`truth`",
        ),
        // The fact of a link, of a condition, and one that is taken back.
        (
            "process {\n    A acepted ~> execute B\n}",
            "acepted",
            "`accepted`",
        ),
        (
            "rule on T requested {\n    truth A: t.Paying acepted\n    then promise\n}",
            "acepted",
            "`accepted`",
        ),
        (
            "rule on T requested {\n    truth A: any(parcels, p => p.Shipping decleared)\n    then promise\n}",
            "decleared",
            "`declared`",
        ),
        (
            "rule on T request revocaton asked { then allow request revocation }",
            "revocaton",
            "`revocation`",
        ),
        (
            "rule on T request revocation askd { then allow request revocation }",
            "askd",
            "`asked`",
        ),
        // Acts, modes, verbs, marks and clauses.
        (
            "process {\n    A promised -> reqest B\n}",
            "reqest",
            "`request`",
        ),
        (
            "rule on T promised autmated { then execute }",
            "autmated",
            "`automated`",
        ),
        (
            "view V for S {\n    key a: Text\n    on E ad { b }\n}",
            "ad",
            "`add`",
        ),
        (
            "view V for S {\n    key a: Text\n    on E updat { b }\n}",
            "updat",
            "`update`",
        ),
        (
            "transaction T {\n    initator A\n    executor B\n}",
            "initator",
            "`initiator`",
        ),
        (
            "entity E {\n    key a: Text\n    lwa L \"said\": a == a\n}",
            "lwa",
            "`law`",
        ),
        (
            "entity E {\n    key a: Text\n    derivd b: Text = a\n}",
            "derivd",
            "`derived`",
        ),
        (
            "process {\n    A promised -> request B automated retrie\n}",
            "retrie",
            "`retry`",
        ),
        (
            "process {\n    A promised -> request B apart on revrt free\n}",
            "revrt",
            "`revert`",
        ),
        (
            "spec \"s\" {\n    when A { b: 1 }\n    then rejcted waits.C\n}",
            "rejcted",
            "`rejected`",
        ),
    ] {
        let parsed = parse(text.as_bytes());
        let item = &parsed.items[0];
        assert_eq!(item.errors.len(), 1, "{text}: {:?}", item.errors);
        let (start, end) = (
            item.errors[0].span.start as usize,
            item.errors[0].span.end as usize,
        );
        assert_eq!(&text[start..end], slip);
        assert_eq!(
            item.errors[0].kind,
            SyntaxErrorKind::Slip(Slip::Misspelt {
                word: slip.to_owned(),
                meant: meant.trim_matches('`'),
            }),
            "{text}"
        );
    }
}

/// A name that happens to be near a word of the language stays a name.
#[test]
fn a_name_is_no_slip() {
    for text in [
        "entity E {\n    key a: Text\n    note Text\n}",
        "entity E {\n    key a: Text\n    lines [Line]\n}",
        "value V {\n    state Text\n}",
        "transaction T {\n    request { amount total }\n}",
    ] {
        let parsed = parse(text.as_bytes());
        let errors = faults::all(&parsed);
        assert!(!errors.is_empty(), "{text}");
        for error in errors {
            assert!(
                !matches!(error.kind, SyntaxErrorKind::Slip(Slip::Misspelt { .. })),
                "{text}: {error:?}"
            );
        }
    }
}

#[test]
fn every_missing_comma_of_a_line_is_told() {
    for (text, count) in [
        ("value A { a: Int b: Int c: Int }", 2),
        ("enum A { B C D E }", 3),
        ("transaction T {\n request { a b: Int c }\n}", 2),
        ("view V {\n key a: Int b: Int c: Int\n}", 2),
        ("let a = R { b: 1 c: 2 d: 3 }", 2),
    ] {
        let faults = faults::all(&parse(text.as_bytes()));
        let kinds: Vec<_> = faults.into_iter().map(|fault| fault.kind).collect();
        let missing = vec![SyntaxErrorKind::MissingSeparator; count];
        assert_eq!(kinds, missing, "{text}\n{}", faults::listed(text));
    }
}

/// What the string has swallowed is not missed as well.
#[test]
fn an_open_string_is_told_once() {
    for text in [
        "let a = \"x",
        "entity E {\n a: Int\n law B \"it holds: a > 0\n c: Int\n}",
        "entity E {\n a: Text matching \"[A-Z]\n c: Int\n}",
        "value A { a: Text matching \"[A-Z] }\nvalue B { a: Int }",
        "view V {\n on A add { b: \"x } \n}",
        "rule on T requested {\n truth A \"it is: a > 0\n then promise\n}",
        "story \"s {\n slice \"t\" { screen A }\n}",
        "view V {\n on A add { b: [\"x] }\n on B remove\n}",
        "let a = f(\"x, 5)\nlet b = 3",
    ] {
        let faults = faults::all(&parse(text.as_bytes()));
        let kinds: Vec<_> = faults.into_iter().map(|fault| fault.kind).collect();
        let once = [SyntaxErrorKind::UnterminatedString];
        assert_eq!(kinds, once, "{text}\n{}", faults::listed(text));
    }
}

/// The blocks in which a brace is missing, one and two deep: each line of the text without its braces.
const BLOCKS: [&str; 9] = [
    "transaction T {
    initiator A
    request as B -> C { a, b: Int }
    promise as D -> E { c }
    accept tacit
}",
    "entity E {
    key a: Int
    c: Text
    law L \"it holds\": a > 0
}",
    "view V {
    key a: Int
    b: Int
    on C add { b }
    on D each row where row.b > 1 update { b: row.b + 1 }
    on F remove
}",
    "story \"s\" {
    slice \"a\" {
        command C
        event D
        spec \"x\" {
            given E { f: 1 }
            when C { a: 1, b: 2 } by c1
            then D { a: 1 }
            then V [ { a: 1, b: 2 } ]
        }
        view V
        spec \"y\" { when C { a: 1 } then D { a: 2 } }
    }
    slice \"b\" { view W }
    slice \"c\" {
        screen S
        command C
    }
}",
    "aggregate Stay {
    key stay: Uuid
    state { noted: Int = 0 }
    event Noted apply { noted: noted + event.amount }
    command Deposit { amount: Int } by Guest {
        requires Positive \"more than nothing\": amount > 0
        emits DepositNoted { amount }
    }
    command Leave {} by Guest { emits Left }
    event Left apply { noted: 0 }
}",
    "rule on T requested {
    truth A \"it is\": a > 0
    then promise { b: 1 }
    else decline { reason: \"no\" }
}",
    "process {
    A promised -> request B { a: 1 }
    B accepted ~> execute A
}",
    "spec \"s\" {
    given A { x: 1 }
    when B { y: 1 } by c1
    then C { z: 1 }
}",
    "command Note { x: Int } by Clerk {
    requires Some \"of it\": x > 0
    emits Noted { x }
}",
];

/// A brace left out anywhere inside an item is told once, in its line, and the items behind it are read.
#[test]
fn a_brace_left_out_is_told_in_its_line() {
    let behind =
        "\ncommand Other { x: Int } by Clerk {\n    emits Done { x }\n}\nentity Last { a: Int }\n";
    let mut met = Vec::new();
    for block in BLOCKS {
        let text = format!("entity First {{ a: Int }}\n{block}{behind}");
        assert_eq!(faults::listed(&text), "", "{text}");
        let from = text.find('\n').unwrap_or_default();
        let inside = text.get(from..from + 1 + block.len()).unwrap_or_default();
        for (at, brace) in inside.match_indices(['{', '}']) {
            let mut slip = text.clone();
            slip.replace_range(from + at..=from + at, "");
            let parsed = parse(slip.as_bytes());
            let found = faults::all(&parsed);
            let line = |at: usize| text.get(..at).unwrap_or_default().matches('\n').count();
            let place = line(from + at);
            // A block that is never closed is told where it begins.
            let told = match found.as_slice() {
                [
                    SyntaxError {
                        kind: SyntaxErrorKind::Unclosed { .. },
                        ..
                    },
                ] => brace == "}",
                [one] => brace == "{" && line(one.span.start as usize) == place,
                _ => false,
            };
            if !told || parsed.items.len() != 4 {
                let items = parsed.items.len();
                met.push(format!(
                    "{items} items of\n{slip}\n{}",
                    faults::listed(&slip)
                ));
            }
        }
    }
    assert!(met.is_empty(), "{}", met.join("\n"));
}

/// A brace too many is told where it stands.
#[test]
fn a_brace_doubled_is_told_once() {
    let mut met = Vec::new();
    for block in BLOCKS {
        for (at, brace) in block.match_indices(['{', '}']) {
            let mut slip = block.to_owned();
            slip.insert_str(at, brace);
            let found = faults::all(&parse(slip.as_bytes()));
            let line = |at: usize| slip.get(..at).unwrap_or_default().matches('\n').count();
            let told = match found.as_slice() {
                [one] => line(one.span.start as usize) == line(at),
                _ => false,
            };
            if !told {
                met.push(format!("{slip}\n{}", faults::listed(&slip)));
            }
        }
    }
    assert!(met.is_empty(), "{}", met.join("\n"));
}

/// Layouts that are odd and right stay right.
#[test]
fn what_is_right_is_read_whatever_its_layout() {
    for (text, items) in [
        ("entity E {\n a: Int\n }\n   view V {\n key a: Int\n}\n", 2),
        ("entity E {\n  }\n   view V {\n }\n", 2),
        (
            "entity E\n{\n    a: Int\n    }\n    entity F\n    {\n}\n",
            2,
        ),
    ] {
        assert_eq!(parse(text.as_bytes()).items.len(), items, "{text}");
        assert_eq!(faults::listed(text), "", "{text}");
    }
}

/// A comment of another language is told once, over however many lines it goes.
#[test]
fn a_comment_over_lines_is_told_once() {
    for (text, items) in [
        ("/* a\n * b: {\n */\nentity E { a: Int }\n", 2),
        (
            "entity E { a: Int }\n/* entity F {\n    view V {}\n*/\nentity G { a: Int }\n",
            2,
        ),
        (
            "entity E {\n    a: Int /* one\n    two: Int } */\n    b: Int\n}\nentity F { a: Int }\n",
            2,
        ),
        (
            "entity E { a: Int /* in it */, b: Int }\nentity F { a: Int }\n",
            2,
        ),
        ("/// Of F.\n/* one\n   two */\nentity F { a: Int }\n", 2),
        (
            "entity E { a: Int }\n/* never ends\n   whatever it says\nentity F { a: Int }\n",
            2,
        ),
        (
            "entity E { a: Int }\n/* never ends\n\n/// Of F.\nentity F { a: Int }\n",
            2,
        ),
        (
            "entity E {\n    a: Int\n    /* never ends\n    b: Int\n}\nentity F { a: Int }\n",
            2,
        ),
        ("entity E { a: Int }\n/* never ends", 1),
    ] {
        let parsed = parse(text.as_bytes());
        let kinds: Vec<_> = faults::all(&parsed).into_iter().map(|it| it.kind).collect();
        let once = [SyntaxErrorKind::Slip(Slip::Comment { sign: "/*" })];
        assert_eq!(kinds, once, "{text}\n{}", faults::listed(text));
        assert_eq!(parsed.items.len(), items, "{text}");
    }
}
