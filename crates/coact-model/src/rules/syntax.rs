//! Faults of the text: one rule per kind of fault that the parser knows.

mod e001_file_too_large;
mod e002_not_utf8;
mod e003_control_character;
mod e004_bidi_control;
mod e005_lone_carriage_return;
mod e006_too_many_lines;
mod e007_nesting_too_deep;
mod e008_identifier_too_long;
mod e009_string_too_long;
mod e010_confusable_identifier;
mod e011_unclosed_bracket;
mod e012_unopened_bracket;
mod e013_unterminated_string;
mod e014_unknown_escape;
mod e015_unexpected_text;
mod e016_unknown_item;
mod e017_trailing_text;
mod e018_missing_separator;
mod e019_dangling_doc;
mod e020_too_complex;
mod e021_item_too_large;
mod e022_too_many_operators;
mod e023_empty_text;

use coact_syntax::ast::ItemKind;
use coact_syntax::{Parsed, SyntaxError, SyntaxErrorKind};

use super::Rule;
use crate::diagnostics::Diagnostic;
use crate::{FileId, Loc};

/// The rules of this family.
pub(super) const RULES: &[&Rule] = &[
    &e001_file_too_large::RULE,
    &e002_not_utf8::RULE,
    &e003_control_character::RULE,
    &e004_bidi_control::RULE,
    &e005_lone_carriage_return::RULE,
    &e006_too_many_lines::RULE,
    &e007_nesting_too_deep::RULE,
    &e008_identifier_too_long::RULE,
    &e009_string_too_long::RULE,
    &e010_confusable_identifier::RULE,
    &e011_unclosed_bracket::RULE,
    &e012_unopened_bracket::RULE,
    &e013_unterminated_string::RULE,
    &e014_unknown_escape::RULE,
    &e015_unexpected_text::RULE,
    &e016_unknown_item::RULE,
    &e017_trailing_text::RULE,
    &e018_missing_separator::RULE,
    &e019_dangling_doc::RULE,
    &e020_too_complex::RULE,
    &e021_item_too_large::RULE,
    &e022_too_many_operators::RULE,
    &e023_empty_text::RULE,
];

/// The findings for the faults of a text, in the order of their places.
pub fn syntax_errors(file: FileId, parsed: &Parsed) -> Vec<Diagnostic> {
    let is_plain = !parsed.items.iter().any(|item| {
        matches!(
            item.item.kind,
            ItemKind::Entity(_)
                | ItemKind::Transaction(_)
                | ItemKind::Process(_)
                | ItemKind::Rule(_)
        )
    });
    let whole = parsed.errors.iter().map(|error| (0, error));
    let inside = parsed
        .items
        .iter()
        .flat_map(|item| item.errors.iter().map(|error| (item.base, error)));
    let mut findings: Vec<_> = whole
        .chain(inside)
        .map(|(base, error)| syntax_error(file, base, error, is_plain))
        .collect();
    findings.sort_by_key(|finding| finding.primary.loc);
    findings
}

/// The finding for a fault of the text; `base` makes its span absolute. In a text without transactions none of the words
/// of transactions is proposed.
fn syntax_error(file: FileId, base: u32, error: &SyntaxError, is_plain: bool) -> Diagnostic {
    let loc = Loc {
        file,
        span: error.span.shift(base),
    };
    match &error.kind {
        SyntaxErrorKind::FileTooLarge { .. } => e001_file_too_large::file_too_large(loc),
        SyntaxErrorKind::NotUtf8 => e002_not_utf8::not_utf8(loc),
        SyntaxErrorKind::ControlCharacter { character } => {
            e003_control_character::control_character(loc, *character)
        }
        SyntaxErrorKind::BidiControl { character } => {
            e004_bidi_control::bidi_control(loc, *character)
        }
        SyntaxErrorKind::LoneCarriageReturn => e005_lone_carriage_return::lone_carriage_return(loc),
        SyntaxErrorKind::TooManyLines => e006_too_many_lines::too_many_lines(loc),
        SyntaxErrorKind::NestingTooDeep => e007_nesting_too_deep::nesting_too_deep(loc),
        SyntaxErrorKind::IdentifierTooLong => e008_identifier_too_long::identifier_too_long(loc),
        SyntaxErrorKind::StringTooLong => e009_string_too_long::string_too_long(loc),
        SyntaxErrorKind::ConfusableIdentifier => {
            e010_confusable_identifier::confusable_identifier(loc)
        }
        SyntaxErrorKind::Unclosed { bracket } => {
            e011_unclosed_bracket::unclosed_bracket(loc, *bracket)
        }
        SyntaxErrorKind::Unopened { bracket } => {
            e012_unopened_bracket::unopened_bracket(loc, *bracket)
        }
        SyntaxErrorKind::MissingOpener { comment } => {
            e012_unopened_bracket::missing_opener(loc, *comment)
        }
        SyntaxErrorKind::UnopenedInLine => e012_unopened_bracket::unopened_in_line(loc),
        SyntaxErrorKind::UnterminatedString => e013_unterminated_string::unterminated_string(loc),
        SyntaxErrorKind::UnknownEscape => e014_unknown_escape::unknown_escape(loc),
        SyntaxErrorKind::Expected { expected, found } => {
            e015_unexpected_text::unexpected_text(loc, expected, found, is_plain)
        }
        SyntaxErrorKind::Slip(slip) => e015_unexpected_text::slip(loc, slip),
        SyntaxErrorKind::UnknownItem { word, nearest } => {
            e016_unknown_item::unknown_item(loc, word, *nearest, is_plain)
        }
        SyntaxErrorKind::TrailingText { word } => e017_trailing_text::trailing_text(loc, word),
        SyntaxErrorKind::MissingSeparator => e018_missing_separator::missing_separator(loc),
        SyntaxErrorKind::MissingCommas { more } => {
            let more = more.iter().map(|more| Loc {
                file,
                span: more.shift(base),
            });
            e018_missing_separator::missing_commas(loc, more.collect())
        }
        SyntaxErrorKind::DanglingDoc => e019_dangling_doc::dangling_doc(loc),
        SyntaxErrorKind::TooComplex => e020_too_complex::too_complex(loc),
        SyntaxErrorKind::ItemTooLarge => e021_item_too_large::item_too_large(loc),
        SyntaxErrorKind::EmptyText => e023_empty_text::empty_text(loc),
        SyntaxErrorKind::TooManyOperators => e022_too_many_operators::too_many_operators(loc),
    }
}
