//! How the words of messages are put together.

use std::fmt::Display;

/// A noun with its article: "an actor".
pub(crate) fn a(noun: &str) -> String {
    format!("{} {noun}", article(noun))
}

/// The article in front of a word.
pub(crate) fn article(word: &str) -> &'static str {
    let vowel = |c: char| matches!(c.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u');
    if word.starts_with(vowel) { "an" } else { "a" }
}

/// More than one of a noun, be it one that something is said of behind it: `entities`, `ways back`.
pub(crate) fn plural(noun: &str) -> String {
    let end = [" back", " in "]
        .iter()
        .find_map(|said| noun.find(said))
        .unwrap_or(noun.len());
    let (one, said) = noun.split_at(end);
    let vowel_before = |stem: &str| stem.ends_with(['a', 'e', 'i', 'o', 'u']);
    match one.strip_suffix('y').filter(|stem| !vowel_before(stem)) {
        Some(stem) => format!("{stem}ies{said}"),
        None => format!("{one}s{said}"),
    }
}

/// Of what is listed by `and` no more is named: the rest is counted.
const MOST_NAMED: usize = 6;

/// `a, b or c`
pub(crate) fn or<T: Display>(all: &[T]) -> String {
    joined(all, "or")
}

/// `a, b and c`; of many the first ones, and how many more there are.
pub(crate) fn and<T: Display>(all: &[T]) -> String {
    match all.split_at_checked(MOST_NAMED - 1) {
        Some((first, rest)) if rest.len() > 1 => {
            let first: Vec<String> = first.iter().map(T::to_string).collect();
            format!("{} and {} more", first.join(", "), rest.len())
        }
        _ => joined(all, "and"),
    }
}

fn joined<T: Display>(all: &[T], word: &str) -> String {
    match all {
        [] => String::new(),
        [one] => one.to_string(),
        [before @ .., last] => {
            let before: Vec<String> = before.iter().map(T::to_string).collect();
            format!("{} {word} {last}", before.join(", "))
        }
    }
}

/// Names between backticks.
pub(crate) fn ticked<T: Display>(names: &[T]) -> Vec<String> {
    names.iter().map(|name| format!("`{name}`")).collect()
}

#[cfg(test)]
mod tests {
    use super::{and, or, plural, ticked};

    #[test]
    fn more_than_one() {
        for (one, many) in [
            ("entity", "entities"),
            ("query", "queries"),
            ("key", "keys"),
            ("view", "views"),
            ("derived fact", "derived facts"),
            ("way back", "ways back"),
            ("name in this set", "names in this set"),
        ] {
            assert_eq!(plural(one), many);
        }
    }

    #[test]
    fn lists() {
        assert_eq!(or(&ticked(&["A"])), "`A`");
        assert_eq!(or(&ticked(&["A", "B"])), "`A` or `B`");
        assert_eq!(or(&ticked(&["A", "B", "C"])), "`A`, `B` or `C`");
        assert_eq!(and(&[1, 2, 3, 4, 5, 6]), "1, 2, 3, 4, 5 and 6");
        assert_eq!(and(&[1, 2, 3, 4, 5, 6, 7]), "1, 2, 3, 4, 5 and 2 more");
    }
}
