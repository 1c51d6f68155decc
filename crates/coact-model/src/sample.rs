//! Values that are made up: a short text that matches a pattern, a literal inside its bounds.

mod literal;

pub use literal::literal;

use regex_syntax::hir::{Class, Hir, HirKind};

/// Longest text that is made.
const LIMIT: usize = 4096;

/// The `nth` text of a pattern: short, and different from its neighbours where the pattern allows it.
pub fn matching(pattern: &str, nth: u32) -> Option<String> {
    let hir = regex_syntax::parse(&format!("^(?:{pattern})$")).ok()?;
    let mut text = String::new();
    // The last class of the pattern counts, so that neighbours differ at their ends.
    let mut places = classes(&hir);
    build(&hir, nth, &mut places, &mut text)?;
    Some(text)
}

/// How many characters of a class the shortest text has.
fn classes(hir: &Hir) -> usize {
    match hir.kind() {
        HirKind::Class(_) => 1,
        HirKind::Repetition(repetition) => usize::try_from(repetition.min)
            .unwrap_or(LIMIT)
            .saturating_mul(classes(&repetition.sub)),
        HirKind::Capture(capture) => classes(&capture.sub),
        HirKind::Concat(parts) => parts.iter().map(classes).sum(),
        HirKind::Alternation(parts) => parts.first().map_or(0, classes),
        HirKind::Empty | HirKind::Literal(_) | HirKind::Look(_) => 0,
    }
}

fn build(hir: &Hir, nth: u32, places: &mut usize, text: &mut String) -> Option<()> {
    if text.len() > LIMIT {
        return None;
    }
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => Some(()),
        HirKind::Literal(literal) => {
            text.push_str(std::str::from_utf8(&literal.0).ok()?);
            Some(())
        }
        HirKind::Class(class) => {
            *places = places.saturating_sub(1);
            text.push(character(class, if *places == 0 { nth } else { 0 })?);
            Some(())
        }
        HirKind::Repetition(repetition) => {
            for _ in 0..repetition.min {
                build(&repetition.sub, nth, places, text)?;
            }
            Some(())
        }
        HirKind::Capture(capture) => build(&capture.sub, nth, places, text),
        HirKind::Concat(parts) => parts
            .iter()
            .try_for_each(|part| build(part, nth, places, text)),
        HirKind::Alternation(parts) => build(parts.first()?, nth, places, text),
    }
}

/// The `nth` character of a class, round and round; letters before digits before the rest.
fn character(class: &Class, nth: u32) -> Option<char> {
    let mut ranges: Vec<(char, char)> = match class {
        Class::Unicode(class) => class
            .iter()
            .map(|range| (range.start(), range.end()))
            .collect(),
        Class::Bytes(class) => class
            .iter()
            .map(|range| (char::from(range.start()), char::from(range.end())))
            .collect(),
    };
    // A class such as `.` begins with control characters, which nobody wants to read.
    for (preferred_low, preferred_high) in [('A', 'Z'), ('a', 'z'), ('0', '9')] {
        let inside = ranges.iter().find_map(|(low, high)| {
            let (low, high) = ((*low).max(preferred_low), (*high).min(preferred_high));
            (low <= high).then_some((low, high))
        });
        if let Some(inside) = inside {
            ranges.insert(0, inside);
            break;
        }
    }
    let (low, high) = ranges.first().copied()?;
    let span = u32::from(high) - u32::from(low) + 1;
    char::from_u32(u32::from(low) + nth % span).or(Some(low))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests fail by panicking")]

    use super::*;

    #[test]
    fn texts_match_their_pattern_and_differ() {
        for pattern in [
            "[A-Z0-9-]{3,20}",
            "a|b",
            "x+y?",
            "(ab){2}[0-9]",
            "[^a-z]{2}",
            ".{5}",
            "[0-9]{4} ?[A-Z]{2}",
        ] {
            let regex = regex::Regex::new(&format!("^(?:{pattern})$")).unwrap();
            let texts: Vec<String> = (0..3).map(|nth| matching(pattern, nth).unwrap()).collect();
            for text in &texts {
                assert!(regex.is_match(text), "{text} does not match {pattern}");
            }
        }
        assert_ne!(matching("[A-Z]{3}", 0), matching("[A-Z]{3}", 1));
    }

    #[test]
    fn a_pattern_that_asks_for_too_much_has_no_seed() {
        assert_eq!(matching("a{1000}{10}", 0), None);
    }
}
