//! What a hint proposes between backticks can be written so.

use std::collections::BTreeSet;

use voice::told::ALL as TOLD;

/// Where a piece of code may stand, with `@` for the piece.
const PLACES: &[&str] = &[
    "@",
    "@ {}",
    "entity A { key a: Uuid generated\n @ }",
    "entity A { key a: Uuid generated, @ }",
    "entity A { key a: @ }",
    "value A { a: Int @ }",
    "scalar A = @",
    "actor A @",
    "transaction A { @ }",
    "transaction A { request @ }",
    "transaction A { request as B -> C @ }",
    "process { A requested -> @ }",
    "process { @ }",
    "process { A requested -> request B @ }",
    "process { A requested -> request B automated @ }",
    "rule on A requested { then promise\n @ }",
    "rule on A requested { @ }",
    "rule on A requested { then @ }",
    "rule on @ { then promise }",
    "view A { key a: Int\n @ }",
    "view A { key a: Int\n on B @ add }",
    "view A { key a: Int\n on B @ }",
    "view A @ { key a: Int }",
    "query A() from B @",
    "query A() from B where @",
    "lookup a@ -> Int",
    "screen A { @ }",
    "aggregate A { key a: Uuid\n @ }",
    "aggregate A { state { @ } }",
    "command A {} { emits B { @ } }",
    "command A {} { @ }",
    "command A {} @ { emits B }",
    "event A { a: Int @ }",
    "story \"s\" { @ }",
    "story \"s\" { slice \"s\" { @ } }",
    "story \"s\" { slice \"s\" automation A @ -> B }",
    "story \"s\" { slice \"s\" automation A -> B then { @ } }",
    "spec \"s\" { @ }",
    "spec \"s\" { when A @ }",
    "spec \"s\" { given A @ }",
    "spec \"s\" { when A\n then @ }",
    "spec \"s\" { given @\n when A }",
    "let a = @",
    "let a = f@",
    "let a = x @ y",
    "let a = x @",
    "let a = match x { @ }",
    "let a = match x { @, _ => 1 }",
    "external system A { @ }",
    "bank A { B } @",
    "@ A",
    "@ A { event B { a: Int } }",
    "@ -> Int",
    "entity A { @: Uuid }",
    "value A { a: Int, @ { a: 1 } }",
    "transaction A { product @ \"is made\" }",
    "process { A declined -> revoke promise @ }",
    "view A { key a: Int\n @ add }",
    "view A { key a: Int\n on B @ where row.a == 1 remove }",
    "let a = \"@\"",
    "let a = @ 1 else 2",
    "rule on A requested { truth A \"a\": b\n then promise\n @ }",
    "command A {} { emits B\n @ }",
    "delegate @ of A from B to C",
];

/// Pieces that are no code of a model: words for a place in a file, commands of the command line, comments, patterns.
const NO_CODE: &[&str] = &[
    "coact check",
    "coact:",
    "//",
    "\\u{…}",
    "because",
    "model.schema.json",
    "ctp ",
    "[A-Z]",
];

/// Whether a piece shows a form: blocks whose members are left open, and capitals that stand for names and acts.
fn is_form(piece: &str) -> bool {
    let stands_for = |word: &str| word.len() > 2 && word.chars().all(|c| c.is_ascii_uppercase());
    piece.contains("{ … }") || piece.contains("… }") || piece.split(' ').any(stands_for)
}

/// Whether it can be read somewhere.
fn is_code(piece: &str) -> bool {
    // What the modeller knows stands for itself.
    let plain = piece.replace('…', "x");
    PLACES.iter().any(|place| {
        let text = format!("model m\n{}\n", place.replace('@', &plain));
        let parsed = coact_syntax::parse(text.as_bytes());
        parsed.errors.is_empty() && parsed.items.iter().all(|item| item.errors.is_empty())
    })
}

#[test]
fn what_is_proposed_can_be_read() {
    let mut wrong = BTreeSet::new();
    let mut seen = BTreeSet::new();
    for told in TOLD.iter() {
        let Some(hint) = &told.finding.hint else {
            continue;
        };
        for piece in hint.split('`').skip(1).step_by(2) {
            let is_word = piece
                .chars()
                .all(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | '-'));
            if is_word
                || is_form(piece)
                || NO_CODE.iter().any(|it| piece.contains(it))
                || !seen.insert(piece)
            {
                continue;
            }
            // A sign, or a bracket without its partner, is spoken of.
            if piece.chars().any(char::is_alphanumeric) && !is_code(piece) {
                wrong.insert(format!("{}: {piece} ({hint})", told.finding.code));
            }
        }
    }
    assert!(seen.len() > 200, "{} pieces", seen.len());
    let wrong: Vec<String> = wrong.into_iter().collect();
    assert!(
        wrong.is_empty(),
        "{} cannot be read\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
