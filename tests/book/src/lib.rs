//! The chapters of the book in `docs/book` and the fenced blocks in them, for the tests that hold them to the
//! compiler.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::path::PathBuf;

/// One fenced block of a chapter.
pub struct Block {
    /// Where it stands: chapter and line.
    pub place: String,
    /// What stands behind the opening fence: `coact`, `coact,bad`, `rust`.
    pub info: String,
    /// What stands between the fences.
    pub text: String,
    /// The prose after it, up to the next block or heading.
    pub after: String,
}

/// The folder of the chapters.
pub fn folder() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/book/src"))
}

/// The chapters that the summary lists, in its order, by file name.
pub fn listed() -> Vec<String> {
    let summary = std::fs::read_to_string(folder().join("SUMMARY.md")).unwrap();
    summary
        .lines()
        .filter_map(|line| line.split_once("](")?.1.strip_suffix(')'))
        .map(str::to_owned)
        .collect()
}

/// The text of a chapter.
pub fn chapter(name: &str) -> String {
    std::fs::read_to_string(folder().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The fenced blocks of all chapters.
pub fn blocks() -> Vec<Block> {
    let mut all = Vec::new();
    for name in listed() {
        let text = chapter(&name);
        let mut open: Option<Block> = None;
        let mut told: Option<usize> = None;
        for (index, line) in text.lines().enumerate() {
            match (&mut open, line.strip_prefix("```")) {
                (None, Some(info)) => {
                    told = None;
                    open = Some(Block {
                        place: format!("{name}:{}", index + 1),
                        info: info.to_owned(),
                        text: String::new(),
                        after: String::new(),
                    });
                }
                (Some(_), Some("")) => {
                    told = Some(all.len());
                    all.extend(open.take());
                }
                (Some(block), _) => block.text.extend([line, "\n"]),
                (None, None) if line.starts_with('#') => told = None,
                (None, None) => {
                    if let Some(block) = told.and_then(|at| all.get_mut(at)) {
                        block.after.extend([line, "\n"]);
                    }
                }
            }
        }
        assert!(open.is_none(), "{name}: a block that is never closed");
    }
    all
}
