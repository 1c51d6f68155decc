//! The canonical form.

use coact_syntax::format::format as canonical;

use crate::{shaken, spans};

/// A text without faults keeps its tokens and its meaning in its canonical form, and that form is final.
pub fn format(input: &[u8]) {
    let formatted = match canonical(input) {
        Ok(formatted) => formatted,
        Err(parsed) => {
            let faults = parsed.items.iter().map(|item| item.errors.len());
            assert!(faults.sum::<usize>() + parsed.errors.len() > 0);
            return;
        }
    };
    let text = std::str::from_utf8(input).unwrap_or_else(|_| panic!("only a text has a form"));
    assert_eq!(
        shaken::tokens(&formatted),
        shaken::tokens(text),
        "the tokens"
    );
    assert_eq!(tree(&formatted), tree(text), "the tree of {formatted:?}");
    let again = canonical(formatted.as_bytes());
    assert_eq!(again.as_deref(), Ok(formatted.as_str()), "formatted again");
    for line in formatted.lines() {
        assert_eq!(line, line.trim_end_matches([' ', '\t']), "blanks at an end");
    }
    let lines = formatted
        .trim_start_matches('\u{FEFF}')
        .replace("\r\n", "\n");
    assert!(!lines.contains("\n\n\n") && !lines.starts_with('\n'));
    assert!(lines.is_empty() || lines.ends_with('\n') && !lines.ends_with("\n\n"));
}

/// The items of a text without their places.
fn tree(text: &str) -> Vec<String> {
    let items = coact_syntax::parse(text.as_bytes()).items;
    items.iter().map(|item| spans::of(&item.item).1).collect()
}
