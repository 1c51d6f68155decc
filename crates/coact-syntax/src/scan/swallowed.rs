//! What a string has swallowed that does not end on its line.

use crate::{SyntaxError, SyntaxErrorKind};

/// Takes out what is told of brackets whose partner a string on their line has swallowed: the string is what is wrong.
pub(crate) fn drop_swallowed(text: &str, errors: &mut Vec<SyntaxError>) {
    let open = |error: &SyntaxError| error.kind == SyntaxErrorKind::UnterminatedString;
    if !errors.iter().any(open) {
        return;
    }
    let slice = |start: u32, end: u32| text.get(start as usize..end as usize).unwrap_or_default();
    // From the end of the text on: the string, and where the line is known from that it stands in.
    let mut string: Option<(&str, u32)> = None;
    errors.sort_by_key(|error| (error.span, open(error)));
    errors.reverse();
    errors.retain(|error| {
        let span = error.span;
        if open(error) {
            string = Some((slice(span.start, span.end), span.start));
            return true;
        }
        let Some((swallowed, line)) = string else {
            return true;
        };
        if slice(span.start, line).contains('\n') {
            string = None;
            return true;
        }
        string = Some((swallowed, span.start));
        match error.kind {
            SyntaxErrorKind::Unclosed { bracket } => !swallowed.contains(closer(bracket)),
            SyntaxErrorKind::MissingOpener { .. } => !swallowed.contains('{'),
            _ => true,
        }
    });
    errors.reverse();
}

/// The bracket that closes another one.
const fn closer(opener: char) -> char {
    match opener {
        '(' => ')',
        '[' => ']',
        _ => '}',
    }
}
