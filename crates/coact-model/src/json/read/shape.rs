//! From the bytes of a JSON text to the form.

use coact_syntax::Span;
use coact_syntax::limits::MAX_PROJECT_BYTES;
use serde::Deserialize;
use serde_json::Value;
use serde_json::error::Category;

use super::place::{self, Step};
use crate::diagnostics::Diagnostic;
use crate::json::{Document, FORMAT};
use crate::{Loc, rules};

/// The form with the value it was read from.
pub(super) struct Shape<'t> {
    /// The JSON text.
    pub(super) text: &'t str,
    /// The value.
    pub(super) value: Value,
    /// The form.
    pub(super) document: Document,
}

/// What is asked first: another version is not worth a look at its members.
#[derive(Deserialize)]
struct Version {
    format: u32,
}

/// Reads a text as the form.
pub(super) fn read(bytes: &[u8]) -> Result<Shape<'_>, Box<Diagnostic>> {
    if bytes.len() as u64 > MAX_PROJECT_BYTES {
        let why = "it is longer than a whole project may be";
        return Err(rules::not_json(Loc::default(), why).into());
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let at = u32::try_from(error.valid_up_to()).unwrap_or_default();
        rules::not_json(loc(Span::new(at, at)), "it is not written in UTF-8")
    })?;
    let value: Value = serde_json::from_str(text).map_err(|error| {
        let at = offset(text, error.line(), error.column());
        rules::not_json(loc(Span::new(at, at)), &words(&error))
    })?;
    if let Ok(Version { format }) = Version::deserialize(&value)
        && format != FORMAT
    {
        let at = place::find(text, &[Step::Member("format")]);
        return Err(rules::other_form(loc(at), format).into());
    }
    let deserializer = &mut serde_json::Deserializer::from_str(text);
    let document = serde_path_to_error::deserialize(deserializer).map_err(|error| {
        let path = error.path().to_string();
        let error = error.into_inner();
        let at = offset(text, error.line(), error.column());
        rules::not_the_form(loc(Span::new(at, at)), &path, &words(&error))
    })?;
    Ok(Shape {
        text,
        value,
        document,
    })
}

pub(super) fn loc(span: Span) -> Loc {
    Loc {
        span,
        ..Loc::default()
    }
}

/// The offset of a line and column, both counted from 1, on a boundary of characters.
fn offset(text: &str, line: usize, column: usize) -> u32 {
    let before = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len);
    let mut at = before
        .sum::<usize>()
        .saturating_add(column)
        .saturating_sub(1);
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at = at.saturating_sub(1);
    }
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// What the reader of JSON says, without its place and in plain words.
fn words(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let said = text.split(" at line ").next().unwrap_or_default();
    match error.classify() {
        Category::Data => said
            .replace("invalid type: ", "here stands ")
            .replace("invalid value: ", "here stands ")
            .replace("invalid length ", "the length is ")
            .replace(", expected ", " in place of ")
            .replace("integer `", "the whole number `")
            .replace("floating point `", "the number `")
            .replace("boolean `", "`")
            .replace("sequence", "a list")
            .replace("struct ", "")
            .replace("null", "nothing"),
        Category::Eof => "the text ends too early".to_owned(),
        Category::Io | Category::Syntax => {
            said.replace("key must be a string", "a key is no string")
        }
    }
}
