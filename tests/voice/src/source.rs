//! The texts of messages as they stand in the source: what no text is known to bring about is looked at too.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::LitStr;

use crate::{files, laws, top};

/// Where sentences are made.
const FOLDERS: &[&str] = &[
    "crates/coact-model/src/rules",
    "crates/coact-model/src/resolve",
    "crates/coact-model/src/check",
    "crates/coact-rust/src/gaps",
];

/// What is wrong with the words of the sentences in the source, each with its file.
pub fn breaches() -> (usize, Vec<String>) {
    let mut wrong = Vec::new();
    let mut seen = 0;
    for folder in FOLDERS {
        for path in files(&top().join(folder), ".rs") {
            // The appendix of the rules has headings.
            if path.ends_with("rules/index.rs") {
                continue;
            }
            let code = std::fs::read_to_string(&path).unwrap();
            let mut texts = Vec::new();
            read(code.parse().unwrap(), &mut texts);
            for text in texts.iter().filter(|text| is_said(text)) {
                seen += 1;
                let breaches = of_text(text);
                let at = path.file_name().unwrap().to_string_lossy();
                wrong.extend(
                    breaches
                        .iter()
                        .map(|breach| format!("{at}: {breach}: {text}")),
                );
            }
        }
    }
    (seen, wrong)
}

/// The string literals of code, without comments and tests.
fn read(code: TokenStream, texts: &mut Vec<String>) {
    let mut attribute = String::new();
    let mut after_sign = false;
    for tree in code {
        match &tree {
            TokenTree::Group(group) if after_sign && group.delimiter() == Delimiter::Bracket => {
                attribute.push_str(&group.stream().to_string());
                after_sign = false;
                continue;
            }
            TokenTree::Group(group) => {
                // The body of a module or function of tests.
                let of_tests = attribute.contains("cfg (test)") || attribute.contains("cfg(test)");
                if !of_tests {
                    read(group.stream(), texts);
                }
                if group.delimiter() == Delimiter::Brace {
                    attribute.clear();
                }
            }
            TokenTree::Literal(literal) => {
                let text = syn::parse_str::<LitStr>(&literal.to_string());
                texts.extend(text.ok().map(|text| text.value()));
            }
            TokenTree::Punct(punct) if punct.as_char() == ';' => attribute.clear(),
            TokenTree::Punct(_) | TokenTree::Ident(_) => {}
        }
        after_sign = matches!(&tree, TokenTree::Punct(punct) if matches!(punct.as_char(), '#' | '!'))
            || matches!(&tree, TokenTree::Punct(_)) && after_sign;
    }
}

/// Whether a text is a part of a sentence, and no name, path, table or code.
fn is_said(text: &str) -> bool {
    text.contains(' ') && text.chars().any(char::is_alphabetic) && !text.contains(['\n', '|'])
}

/// What is wrong with the words of a part of a sentence, whatever is put into its places.
fn of_text(text: &str) -> Vec<String> {
    let (text, debug) = filled(text);
    let mut wrong = laws::of_words(&text);
    if debug {
        wrong.push("shows a value as the source has it".to_owned());
    }
    if text.trim_end().ends_with(['.', '!']) {
        wrong.push("ends with a full stop".to_owned());
    }
    wrong
}

/// A text for `format!` with another word in each of its places, and whether one of them shows a value as the source
/// has it.
fn filled(text: &str) -> (String, bool) {
    let mut filled = String::new();
    let mut debug = false;
    let text = text.replace("{{", "\u{1}").replace("}}", "\u{2}");
    let mut rest = text.as_str();
    let mut places = 0;
    while let Some((before, from)) = rest.split_once('{') {
        filled.push_str(before);
        match from.split_once('}').filter(|(place, _)| is_place(place)) {
            Some((place, after)) => {
                debug |= place.contains(":?");
                filled.push_str(&format!("{places}x"));
                places += 1;
                rest = after;
            }
            None => {
                filled.push('{');
                rest = from;
            }
        }
    }
    filled.push_str(rest);
    (filled.replace('\u{1}', "{").replace('\u{2}', "}"), debug)
}

/// Whether `format!` puts something in the place of this.
fn is_place(text: &str) -> bool {
    let name = text.split(':').next().unwrap_or_default();
    name.chars()
        .all(|c| c.is_ascii_alphabetic() || c == '_' || c.is_ascii_digit())
}
