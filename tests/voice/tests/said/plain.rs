//! A model without transactions hears no word of them that it did not write itself, whatever is wrong with it.

use std::collections::BTreeSet;

use voice::laws::parts;
use voice::told::ALL as TOLD;

/// Words of transactions, which nobody who writes commands and events need know.
const WORDS: &[&str] = &[
    "entity",
    "entities",
    "transaction",
    "transactions",
    "promise",
    "promised",
    "initiator",
    "executor",
    "rule",
    "rules",
    "process",
    "processes",
    "waits",
    "contained",
    "link",
    "links",
    "act",
    "tacit",
    "revocation",
    "decline",
    "declined",
    "coordination",
    "bank",
    "position",
    "delegate",
];

#[test]
fn no_word_of_transactions_is_said_of_a_model_without_them() {
    let mut wrong = Vec::new();
    let mut codes = BTreeSet::new();
    for told in TOLD.iter() {
        let Some(own) = &told.plain else { continue };
        codes.insert(told.finding.code);
        for (part, text) in parts(&told.finding) {
            let mut words = text.split(|c: char| !c.is_alphanumeric() && c != '_');
            let word = words.find(|word| WORDS.contains(word) && !own.contains(*word));
            wrong.extend(word.map(|word| {
                let code = told.finding.code;
                format!("{code} {part} says `{word}`: {text} ({})", told.from)
            }));
        }
    }
    assert!(
        codes.len() > 100,
        "{} rules speak of plain models",
        codes.len()
    );
    assert!(
        wrong.is_empty(),
        "{} are\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
