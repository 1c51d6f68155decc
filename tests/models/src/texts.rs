//! Texts that try to leave the place where they stand.

use crate::chance::Chance;

/// Each as it stands between quotes in a model.
pub const HOSTILE: &[&str] = &[
    "*/ /* // /// //! /**/",
    "\\\" \\\"# \\\"## r#\\\" b\\\" ' '\\\\'' ;",
    "{} {0} {name} {{}} {:?} {",
    "\\\\ \\\\n \\\\u{41} \\\\\\\\",
    "\\n\\n#[derive(X)]\\n#![deny(warnings)]\\nfn main() {}",
    "\\u{202e}\\u{2066}\\u{feff}\\u{0}\\u{7f}\\u{1b}[31m\\u{85}\\u{2028}\\u{2029}\\u{d}",
    "include_str!(\\\"/etc/passwd\\\") env!(\\\"PATH\\\") compile_error!(\\\"x\\\")",
    "``` ~~~ \\n```rust\\npanic!()\\n```\\n    panic!()",
    "<script>alert(1)</script> &amp; [a](javascript:b) <!-- -->",
    "$x $(x)* $crate ::std r#type 'static 1..=2 #",
    "%s %n %x $HOME `id` $(id) ; rm -rf / | &",
    "../../etc/passwd C:\\\\con\\\\nul.txt",
];

/// Each as it may stand in a comment.
pub const COMMENTS: &[&str] = &[
    "*/ /* nested /* */ \" \"# {} {0} \\ \\n \\u{202e} #[x] #![x] ;",
    "``` opens a fence, ~~~ another",
    "    indented as code would be: panic!()",
    "include_str!(\"/etc/passwd\") compile_error!(\"x\") $crate r#\"",
    "<b>bold</b> [link]: <x> [`Option`] [crate::x] <!-- \u{2028} \u{a0}",
    "\\",
    "\"",
    "'",
    "#",
    "| a | b |\u{9}- 1. > # ==== ----",
];

/// A text for people, between its quotes.
pub(crate) fn quoted(chance: &mut Chance) -> String {
    if chance.percent(50) {
        let long = if chance.percent(3) { 300 } else { 1 };
        format!("\"{}\"", chance.word(HOSTILE).repeat(long))
    } else {
        format!("\"a plain sentence {}\"", chance.below(100))
    }
}

/// A title that no other has: with a number behind it.
pub(crate) fn title(chance: &mut Chance, number: usize) -> String {
    let text = quoted(chance);
    let inside = text.strip_suffix('"').unwrap_or(&text);
    format!("{inside} {number}\"")
}

/// A sentence that may be missing.
pub(crate) fn sentence(chance: &mut Chance) -> String {
    if chance.percent(50) {
        format!(" {}", quoted(chance))
    } else {
        String::new()
    }
}

/// Lines of a doc comment, at this depth; often none.
pub(crate) fn doc(chance: &mut Chance, indent: &str) -> String {
    if chance.percent(70) {
        return String::new();
    }
    let lines = chance.between(1, 3);
    (0..lines)
        .map(|_| format!("{indent}/// {}\n", chance.word(COMMENTS)))
        .collect()
}
