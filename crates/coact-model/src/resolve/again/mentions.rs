//! Which items name something.

use std::collections::BTreeSet;

use coact_syntax::Parsed;
use regex::bytes::Regex;

use crate::{FileId, Sources};

/// The places of the items, among those of all files, that say one of the words outside of strings and comments.
pub(in crate::resolve) fn mentions(
    sources: &Sources,
    parsed: &[(FileId, Parsed)],
    words: &BTreeSet<String>,
) -> Option<BTreeSet<usize>> {
    let mut found = BTreeSet::new();
    if words.is_empty() {
        return Some(found);
    }
    let mut words: Vec<&str> = words.iter().map(String::as_str).collect();
    // Of two words that begin alike the longer one is looked for first.
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    let words: Vec<String> = words.into_iter().map(regex::escape).collect();
    let words = Regex::new(&words.join("|")).ok()?;
    let mut first = 0;
    for (file, parsed) in parsed {
        let text = sources.get(*file)?.bytes.as_slice();
        for word in words.find_iter(text) {
            if is_whole(text, word.start(), word.end()) && is_said(text, word.start()) {
                let item = parsed
                    .items
                    .partition_point(|item| item.base as usize <= word.start());
                found.extend(item.checked_sub(1).map(|item| first + item));
            }
        }
        first += parsed.items.len();
    }
    Some(found)
}

/// Whether what stands around a word does not belong to it. A byte of a longer character may belong to it: then it
/// is taken for whole.
fn is_whole(text: &[u8], start: usize, end: usize) -> bool {
    let belongs =
        |at: Option<&u8>| at.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
    !belongs(start.checked_sub(1).and_then(|at| text.get(at))) && !belongs(text.get(end))
}

/// Whether a place stands in no string and no comment. Neither goes over the end of a line.
fn is_said(text: &[u8], at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let line = before.rsplit(|byte| *byte == b'\n').next();
    let (mut in_string, mut last) = (false, b' ');
    for byte in line.unwrap_or_default() {
        match (byte, last) {
            // What is escaped says nothing about what follows.
            (_, b'\\') if in_string => {
                last = b' ';
                continue;
            }
            (b'"', _) => in_string = !in_string,
            (b'/', b'/') if !in_string => return false,
            _ => {}
        }
        last = *byte;
    }
    !in_string
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use coact_syntax::parse;

    use super::mentions;
    use crate::{FileId, Sources};

    #[test]
    fn an_item_names_what_it_says() {
        let text = "//! paid\nmodel m\n\nentity Paid { key k: Uuid }\n\nentity A { key k: Uuid, paid: Text }\n\
            \nlet note = \"\\\"paid\"\nlet paid_by = 1\nlet overpaid = 1\nlet b = [\"//\", paid] // not this\n";
        let sources = Sources::single("m.coact", text);
        let parsed = vec![(FileId(0), parse(text.as_bytes()))];
        let words = |words: &[&str]| -> BTreeSet<String> {
            words.iter().map(|word| (*word).to_owned()).collect()
        };
        let found = |said: &[&str]| mentions(&sources, &parsed, &words(said));
        assert_eq!(found(&["paid"]), Some(BTreeSet::from([2, 6])));
        assert_eq!(
            found(&["Paid", "paid_by", "pa"]),
            Some(BTreeSet::from([1, 4]))
        );
        assert_eq!(found(&[]), Some(BTreeSet::new()));
    }
}
