//! Identifiers that look like others: mixed scripts, and forms that are not NFC.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// The scripts whose letters are mistaken for one another.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Greek,
    Cyrillic,
}

/// The script of a letter, where it is one of the three that share shapes.
const fn script(c: char) -> Option<Script> {
    match c {
        'a'..='z'
        | 'A'..='Z'
        | '\u{00AA}'
        | '\u{00BA}'
        | '\u{00C0}'..='\u{00D6}'
        | '\u{00D8}'..='\u{00F6}'
        | '\u{00F8}'..='\u{02B8}'
        | '\u{1D00}'..='\u{1D25}'
        | '\u{1E00}'..='\u{1EFF}'
        | '\u{2C60}'..='\u{2C7F}'
        | '\u{A722}'..='\u{A787}'
        | '\u{FF21}'..='\u{FF3A}'
        | '\u{FF41}'..='\u{FF5A}' => Some(Script::Latin),
        '\u{0370}'..='\u{03FF}' | '\u{1D26}'..='\u{1D2A}' | '\u{1F00}'..='\u{1FFF}' => {
            Some(Script::Greek)
        }
        '\u{0400}'..='\u{052F}'
        | '\u{1C80}'..='\u{1C88}'
        | '\u{2DE0}'..='\u{2DFF}'
        | '\u{A640}'..='\u{A69F}' => Some(Script::Cyrillic),
        _ => None,
    }
}

/// Whether an identifier mixes Latin, Greek and Cyrillic letters or is not in NFC.
pub(crate) fn is_confusable(name: &str) -> bool {
    if name.is_ascii() {
        return false;
    }
    let mut scripts = name.chars().filter_map(script);
    let mixed = scripts
        .next()
        .is_some_and(|first| scripts.any(|other| other != first));
    mixed || !is_normalized(name)
}

fn is_normalized(name: &str) -> bool {
    match is_nfc_quick(name.chars()) {
        IsNormalized::Yes => true,
        IsNormalized::No => false,
        IsNormalized::Maybe => name.chars().eq(name.nfc()),
    }
}
