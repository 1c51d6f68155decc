//! The limits the language states; each has a coded error and a test at its edge.

/// Largest file, in bytes.
pub const MAX_FILE_BYTES: u64 = 8 * 1024 * 1024;
/// Largest project, in bytes over all files.
pub const MAX_PROJECT_BYTES: u64 = 64 * 1024 * 1024;
/// Most lines in one file.
pub const MAX_LINES: usize = 1_000_000;
/// Largest item with its doc comments, in bytes: what the engine holds of an item while it is read is two hundred
/// times as large.
pub const MAX_ITEM_BYTES: usize = 1024 * 1024;
/// Most operators `+ - * / % ??` in one expression, with all that stands in its brackets: they nest in what the
/// expression means.
pub const MAX_OPERATORS: usize = 500;
/// Deepest nesting of brackets.
pub const MAX_NESTING: usize = 128;
/// Longest identifier, in bytes.
pub const MAX_IDENTIFIER_BYTES: usize = 100;
/// Longest string literal between its quotes, in bytes.
pub const MAX_STRING_BYTES: usize = 64 * 1024;
