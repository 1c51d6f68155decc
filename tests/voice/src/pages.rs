//! The listings of all pages: of the rules, of the book, of the README files.

use std::path::Path;

use crate::files;
use crate::texts::Text;

/// Each listing, and those of each section together.
pub(crate) fn all(top: &Path) -> Vec<Text> {
    let mut all = Vec::new();
    for path in files(top, ".md") {
        let page = std::fs::read_to_string(&path).unwrap();
        for (at, section) in page.split("\n## ").enumerate() {
            let from = format!("{} {at}", path.display());
            let listings = listings(section);
            for listing in &listings {
                all.push(Text::new(&*from, vec![listing.clone()]));
            }
            all.push(Text::new(from, listings));
        }
    }
    all
}

fn listings(section: &str) -> Vec<Vec<u8>> {
    let mut listings = Vec::new();
    for block in section.split("```").skip(1).step_by(2) {
        let Some((info, text)) = block.split_once('\n') else {
            continue;
        };
        let info: Vec<&str> = info.split([' ', ',']).collect();
        match info.as_slice() {
            ["coact", "escaped"] => listings.push(unescaped(text)),
            ["coact" | "json", ..] => listings.push(text.as_bytes().to_vec()),
            _ => {}
        }
    }
    listings
}

/// `\r`, `\xHH` for a byte, `\u{…}` for a character.
fn unescaped(text: &str) -> Vec<u8> {
    let mut parts = text.split('\\');
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        let rest = match (part.as_bytes(), part.find('}')) {
            ([b'r', ..], _) => {
                bytes.push(b'\r');
                &part[1..]
            }
            ([b'x', ..], _) => {
                bytes.push(u8::from_str_radix(&part[1..3], 16).unwrap());
                &part[3..]
            }
            ([b'u', b'{', ..], Some(end)) => {
                let c = u32::from_str_radix(&part[2..end], 16).unwrap();
                bytes.extend(char::from_u32(c).unwrap().to_string().bytes());
                &part[end + 1..]
            }
            _ => part,
        };
        bytes.extend(rest.bytes());
    }
    bytes
}
