mod expected;
mod slips;

pub(super) use slips::slip;

use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::{Rule, elsewhere, or};

/// Something else was expected.
pub(crate) const RULE: Rule = Rule {
    code: "E015",
    name: "unexpected-text",
    severity: Severity::Error,
    page: include_str!("../../../rules/E015.md"),
    check: None,
};

pub(super) fn unexpected_text(loc: Loc, expected: &[&str], found: &str, plain: bool) -> Diagnostic {
    let expected: Vec<&str> = expected.iter().flat_map(|words| each(words)).collect();
    let finding = unexpected(loc, &expected::shown(&expected, plain), found);
    match elsewhere::sign(found, &expected) {
        Some(advice) => finding.hint(advice),
        // The clauses of a rule can be there: what is asked has a name of its own.
        None if expected.contains(&"`truth`") && matches!(found, "`if`" | "`assess`") => finding
            .hint("name what is asked, and say what follows: `truth Name: …`, `then …`, `else …`"),
        None if expected.contains(&"`else`") && !expected.contains(&"`truth`") => {
            finding.hint("an `if` says what holds in both cases: `if … then … else …`")
        }
        None if finding.hint.is_none() && expected.contains(&TYPED) => {
            finding.hint("a field is written `name: Type`")
        }
        None => finding,
    }
}

/// How the parser names what follows the name of a field.
const TYPED: &str = "`:` and a type on its line";

/// `expected` is what is shown of what can stand there.
fn unexpected(loc: Loc, expected: &[&str], found: &str) -> Diagnostic {
    let few = expected.len() <= MOST_NAMED;
    let found_here = format!("{found} cannot stand here");
    match expected {
        [] => RULE.at(loc, found_here),
        expected if few => RULE.at(loc, format!("expected {}, found {found}", or(expected))),
        expected => RULE
            .at(loc, found_here)
            .hint(format!("what can: {}", or(expected))),
    }
    .label("not understood from here on")
}

/// More than these do not read well in a sentence.
const MOST_NAMED: usize = 3;

/// The words of an alternative that is a list of them itself.
fn each(words: &str) -> Vec<&str> {
    let all: Vec<&str> = words
        .split(" or ")
        .flat_map(|part| part.split(", "))
        .collect();
    let is_word = |word: &&str| word.starts_with('`') && word.ends_with('`');
    if all.iter().all(is_word) {
        all
    } else {
        vec![words]
    }
}
