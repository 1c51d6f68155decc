//! Which items name something.

use std::collections::BTreeSet;

use coact_syntax::Parsed;
use regex::bytes::Regex;

use crate::{FileId, Sources};

/// The places of the items, among those of all files, in whose text one of the words stands. A word in a comment or
/// a string counts: who reads an item again without need finds it as it was.
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
            if is_whole(text, word.start(), word.end()) {
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
