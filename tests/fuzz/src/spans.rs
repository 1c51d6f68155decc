//! The places in a tree, found in its debug form: so that no node of the language can be forgotten here.

use std::fmt::Debug;

use coact_syntax::{ParsedItem, Span};

const OPENING: &str = "Span { start: ";

/// The spans of a tree, and its debug form without them.
pub(crate) fn of(tree: &impl Debug) -> (Vec<Span>, String) {
    let text = format!("{tree:?}");
    let mut spans = Vec::new();
    let mut plain = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find(['"', '\'', 'S']) {
        let (before, found) = rest.split_at(at);
        plain.push_str(before);
        let length = if let Some(numbers) = found.strip_prefix(OPENING) {
            let (numbers, _) = numbers.split_once(" }").unwrap_or_default();
            spans.push(span(numbers));
            OPENING.len() + numbers.len() + " }".len()
        } else {
            let length = quoted(found);
            plain.extend(found.get(..length));
            length
        };
        rest = found.get(length..).unwrap_or_default();
    }
    plain.push_str(rest);
    (spans, plain)
}

fn span(numbers: &str) -> Span {
    let read = |text: &str| text.parse().ok();
    numbers
        .split_once(", end: ")
        .and_then(|(start, end)| Some(Span::new(read(start)?, read(end)?)))
        .unwrap_or_else(|| panic!("a span is shown in another way: {numbers}"))
}

/// The length of what begins here: of a string or character with its quotes, or one letter.
fn quoted(text: &str) -> usize {
    let quote = text
        .as_bytes()
        .first()
        .copied()
        .filter(|byte| *byte != b'S');
    let mut escaped = false;
    let end = text.bytes().skip(1).position(|byte| {
        let ends = !escaped && Some(byte) == quote;
        escaped = !escaped && byte == b'\\';
        ends
    });
    quote.map_or(1, |_| end.map_or(text.len(), |end| end + 2))
}

/// A place lies in the text and parts no character.
pub(crate) fn lies_in(text: &str, span: Span, what: &dyn Debug) {
    assert!(
        span.start <= span.end && text.get(span.start as usize..span.end as usize).is_some(),
        "{span:?} is no place in a text of {} bytes: {what:?}",
        text.len()
    );
}

/// Every place of an item, its faults included, lies in the item.
pub(crate) fn lie_in(text: &str, parsed: &ParsedItem) {
    let (spans, _) = of(&parsed.item);
    for span in spans {
        lies_in(text, span.shift(parsed.base), &parsed.item);
    }
    for error in parsed.errors.iter() {
        lies_in(text, error.span.shift(parsed.base), error);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_found_and_taken_out() {
        let tree = (
            Some(Span::new(1, 22)),
            "Span { start: 7, end: 8 } \" 'S",
            ['"', 'S', '\''],
            Span::new(0, 0),
        );
        let (spans, plain) = of(&tree);
        assert_eq!(spans, [Span::new(1, 22), Span::new(0, 0)]);
        assert_eq!(
            plain,
            r#"(Some(), "Span { start: 7, end: 8 } \" 'S", ['"', 'S', '\''], )"#
        );
    }

    #[test]
    #[should_panic(expected = "is no place")]
    fn a_place_inside_a_character_is_none() {
        lies_in("aé", Span::new(0, 2), &"it");
    }

    #[test]
    #[should_panic(expected = "is no place")]
    fn a_place_behind_the_text_is_none() {
        lies_in("a", Span::new(1, 2), &"it");
    }
}
