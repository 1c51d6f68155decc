//! Where fuzzing begins: every text of the language in this repository, and its words.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use coact_model::rules;
use coact_syntax::keywords::KEYWORDS;

use crate::CUT;

/// Longer texts teach a fuzzer nothing more and slow it down; they are parted at items.
pub const LONGEST: usize = 6_000;

/// Every model and every listing of the repository, each once, and the files of each project together.
///
/// # Errors
/// Where a file cannot be read.
pub fn all() -> io::Result<BTreeSet<Vec<u8>>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut seeds = BTreeSet::new();
    for folder in ["examples", "tests", "crates", "xtask"] {
        models(&root.join(folder), &mut seeds)?;
    }
    for rule in rules::ALL.iter() {
        listings(rule.page, &mut seeds);
    }
    for entry in fs::read_dir(root.join("docs/book/src"))? {
        listings(&fs::read_to_string(entry?.path())?, &mut seeds);
    }
    Ok(seeds)
}

fn models(folder: &Path, seeds: &mut BTreeSet<Vec<u8>>) -> io::Result<()> {
    let mut together = Vec::new();
    let entries = fs::read_dir(folder)?.map(|entry| Ok(entry?.path()));
    let mut paths = entries.collect::<io::Result<Vec<_>>>()?;
    // In the order of their names, so that they make the same text on every disk.
    paths.sort();
    for path in paths {
        let name = path.file_name().and_then(|name| name.to_str());
        if path.is_dir() && name != Some("target") {
            models(&path, seeds)?;
        } else if path.extension().is_some_and(|end| end == "coact") {
            let text = fs::read(&path)?;
            add(&text, seeds);
            together.extend([text.as_slice(), &[CUT]].concat());
        }
    }
    together.pop();
    if together.len() < LONGEST {
        add(&together, seeds);
    }
    Ok(())
}

/// The listings of a page, each as a text, and all of one section as one model.
fn listings(page: &str, seeds: &mut BTreeSet<Vec<u8>>) {
    for block in page.split("```coact").skip(1) {
        let Some((_, listing)) = block.split_once('\n') else {
            continue;
        };
        if let Some((text, _)) = listing.split_once("```") {
            add(text.as_bytes(), seeds);
        }
    }
}

fn add(text: &[u8], seeds: &mut BTreeSet<Vec<u8>>) {
    if text.len() <= LONGEST {
        seeds.insert(text.to_vec());
        return;
    }
    let mut part = Vec::new();
    for paragraph in String::from_utf8_lossy(text).split_inclusive("\n\n") {
        if part.len() + paragraph.len() > LONGEST && !part.is_empty() {
            seeds.insert(std::mem::take(&mut part));
        }
        part.extend(paragraph.bytes());
    }
    seeds.insert(part);
}

/// The words and signs of the language, in the form that fuzzers read.
pub fn dictionary() -> String {
    const SIGNS: &[&str] = &[
        "->",
        "~>",
        "=>",
        "==",
        "!=",
        "<=",
        ">=",
        "??",
        "..",
        "//",
        "///",
        "//!",
        "{",
        "}",
        "[",
        "]",
        "(",
        ")",
        ",",
        ":",
        "?",
        "`",
        "\"",
        "\\u{202e}",
        "\r\n",
        "\t",
        "\u{feff}",
        "\u{202e}",
        "\u{0}",
        "\u{c}",
        "é",
        "\u{1d11e}",
    ];
    let words = KEYWORDS.iter().map(|keyword| keyword.word);
    let mut text = String::new();
    for word in words.chain(SIGNS.iter().copied()) {
        text.push('"');
        for byte in word.bytes() {
            match byte {
                b'"' | b'\\' => text.extend(['\\', char::from(byte)]),
                b' '..=b'~' => text.push(char::from(byte)),
                _ => text.push_str(&format!("\\x{byte:02x}")),
            }
        }
        text.push_str("\"\n");
    }
    text
}
