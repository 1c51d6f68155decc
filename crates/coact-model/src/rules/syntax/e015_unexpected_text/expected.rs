//! What is shown of what can stand in a place.

use coact_syntax::keywords::{Place, keyword};

/// Words that can stand in many places and are hardly ever what is missed, and how they are named together.
const TOGETHER: &[(&[&str], &str)] = &[
    (
        &["`note`", "`question`", "`link`", "`image`"],
        "a mark such as `note`",
    ),
    (
        &["`planned`", "`building`", "`done`", "`blocked`"],
        "a status such as `planned`",
    ),
];

/// How the parser names what belongs to transactions and has no word of its own.
const OF_TRANSACTIONS: &[&str] = &[
    "an act",
    "a fact such as `accepted`",
    "a kind and its fact",
    "a member of the entity",
    "a clause of the transaction",
];

/// The words that are shown of `expected`, in their order. Where something begins with an item, items are named by
/// some; in a text without transactions, nothing of them is named.
pub(super) fn shown<'w>(expected: &[&'w str], plain: bool) -> Vec<&'w str> {
    let mut shown: Vec<&str> = Vec::new();
    let items = ["`actor`", "`command`", "`story`", "`view`"];
    let is_any_item = items.iter().all(|item| expected.contains(item));
    for &word in expected {
        let word = match TOGETHER.iter().find(|(words, _)| {
            words.contains(&word) && words.iter().all(|word| expected.contains(word))
        }) {
            Some((_, together)) => *together,
            None if is_any_item && is_item(word) => "an item such as `actor`",
            None => word,
        };
        if !shown.contains(&word) {
            shown.push(word);
        }
    }
    if plain && !shown.iter().all(|word| is_of_transactions(word)) {
        shown.retain(|word| !is_of_transactions(word));
    }
    shown
}

fn is_item(word: &str) -> bool {
    keyword(word.trim_matches('`')).is_some_and(|found| found.places.contains(&Place::Item))
}

/// Whether a word is one of transactions only.
fn is_of_transactions(word: &str) -> bool {
    let of = |place: &Place| {
        matches!(
            place,
            Place::Entity
                | Place::Transaction
                | Place::Act
                | Place::Fact
                | Place::Process
                | Place::Rule
        )
    };
    OF_TRANSACTIONS.contains(&word)
        || keyword(word.trim_matches('`')).is_some_and(|found| found.places.iter().all(of))
        || matches!(
            word,
            "`entity`" | "`transaction`" | "`process`" | "`rule`" | "`bank`" | "`composite`"
        )
}
