//! What is wrong with a text, as data. The sentences live with the diagnostics of `coact-model`.

use crate::{Slip, Span};

/// One fault of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// What is wrong.
    pub kind: SyntaxErrorKind,
    /// Where; relative to its item for errors of [`ParsedItem`](crate::ParsedItem), else absolute.
    pub span: Span,
}

/// What is wrong with a text. Each kind has a rule in `coact-model`, which is why the enum is exhaustive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SyntaxErrorKind {
    /// The file is larger than [`limits::MAX_FILE_BYTES`](crate::limits::MAX_FILE_BYTES).
    FileTooLarge {
        /// Its size in bytes.
        bytes: u64,
    },
    /// The bytes are not UTF-8.
    NotUtf8,
    /// A control character other than tab and newline.
    ControlCharacter {
        /// The character.
        character: char,
    },
    /// A bidirectional control, which can make text read differently from what it is.
    BidiControl {
        /// The character.
        character: char,
    },
    /// A carriage return without a newline.
    LoneCarriageReturn,
    /// More than [`limits::MAX_LINES`](crate::limits::MAX_LINES) lines.
    TooManyLines,
    /// An item larger than [`limits::MAX_ITEM_BYTES`](crate::limits::MAX_ITEM_BYTES).
    ItemTooLarge,
    /// More operators in one expression than [`limits::MAX_OPERATORS`](crate::limits::MAX_OPERATORS).
    TooManyOperators,
    /// Brackets deeper than [`limits::MAX_NESTING`](crate::limits::MAX_NESTING).
    NestingTooDeep,
    /// An identifier longer than [`limits::MAX_IDENTIFIER_BYTES`](crate::limits::MAX_IDENTIFIER_BYTES).
    IdentifierTooLong,
    /// A string longer than [`limits::MAX_STRING_BYTES`](crate::limits::MAX_STRING_BYTES).
    StringTooLong,
    /// An identifier that mixes scripts or is not in NFC.
    ConfusableIdentifier,
    /// An opening bracket without its partner.
    Unclosed {
        /// The bracket.
        bracket: char,
    },
    /// A closing bracket without its partner.
    Unopened {
        /// The bracket.
        bracket: char,
    },
    /// Lines that stand deeper than this one and are closed by a brace, which nothing here opens.
    MissingOpener {
        /// Whether a comment follows on the line.
        comment: bool,
    },
    /// A closing brace, where what it would close is a block of another line that its own brace closes.
    UnopenedInLine,
    /// A string without its closing quote on the line.
    UnterminatedString,
    /// An escape other than `\" \\ \n \t \u{…}`.
    UnknownEscape,
    /// Something else was expected here.
    Expected {
        /// What could stand here, in words of the language.
        expected: Vec<&'static str>,
        /// What stands there.
        found: String,
    },
    /// Something else was expected, and it is known what was meant.
    Slip(Slip),
    /// A word that starts no item; the nearest one that does.
    UnknownItem {
        /// The word.
        word: String,
        /// A keyword spelt almost like it.
        nearest: Option<&'static str>,
    },
    /// A text between quotes without a word in it.
    EmptyText,
    /// Text after an item on its last line.
    TrailingText {
        /// The word that it begins with, or nothing.
        word: String,
    },
    /// Two members or elements with neither newline nor comma between them.
    MissingSeparator,
    /// Arguments, elements or arms with no comma between them; the span is the first place.
    MissingCommas {
        /// The other places within the same brackets.
        more: Vec<Span>,
    },
    /// A doc comment with nothing after it.
    DanglingDoc,
    /// The parser gave up: the item is too entangled (call or stack limit of the engine).
    TooComplex,
}
