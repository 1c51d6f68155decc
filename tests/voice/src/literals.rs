//! The texts in the tests: models in string literals, and parts of models that a test puts behind or into one.

use std::collections::BTreeMap;
use std::path::Path;

use proc_macro2::{TokenStream, TokenTree};
use syn::LitStr;

use crate::files;
use crate::texts::Text;

/// Parts that are longer are models with a beginning of their own, or what is printed.
const LONGEST_PART: usize = 3_000;

/// A part is tried with so many of the models of its file.
const MODELS_OF_A_PART: usize = 3;

/// What stands where a test puts its parts, where another part is tried.
const NEUTRAL: &str = "1 > 0";

/// Each model of each file of tests, with each part that stands in the same file.
pub(crate) fn all(top: &Path) -> Vec<Text> {
    let mut all = Vec::new();
    for path in files(&top.join("crates"), ".rs") {
        if path.components().any(|part| part.as_os_str() == "tests") {
            let code = std::fs::read_to_string(&path).unwrap();
            of_file(&path.display().to_string(), &code, &mut all);
        }
    }
    all
}

fn of_file(from: &str, code: &str, all: &mut Vec<Text>) {
    let mut found = Found::default();
    found.read(code.parse().unwrap());
    let mut push = |text: String| all.push(Text::new(from, vec![text.into_bytes()]));
    let texts: Vec<String> = found.texts.iter().map(|text| found.filled(text)).collect();
    let (models, parts): (Vec<&String>, Vec<&String>) = texts
        .iter()
        .partition(|text| text.trim_start().starts_with("model "));
    let parts: Vec<String> = parts
        .into_iter()
        .filter(|part| part.len() < LONGEST_PART && part.contains([' ', '(', '.', '=']))
        .map(|part| holes(part, NEUTRAL))
        .collect();
    for (at, model) in models.iter().enumerate() {
        let whole = holes(model, NEUTRAL);
        // Where models are many, each part goes with some of them.
        let some = parts.iter().enumerate();
        let some = some.filter(|(part, _)| (part + at) % models.len() < MODELS_OF_A_PART);
        for (_, part) in some {
            if whole != *model.as_str() {
                push(holes(model, part));
            }
            push(format!("{whole}\n{part}\n"));
        }
        push(whole);
    }
}

#[derive(Default)]
struct Found {
    texts: Vec<String>,
    named: BTreeMap<String, String>,
}

impl Found {
    /// Takes the string literals of code, doc comments left out, and notes which constant has which text.
    fn read(&mut self, code: TokenStream) {
        let mut name = None;
        let mut attribute = false;
        for tree in code {
            match tree {
                TokenTree::Group(group) if !attribute => self.read(group.stream()),
                TokenTree::Ident(ident) if ident.to_string().chars().all(|c| !c.is_lowercase()) => {
                    name = Some(ident.to_string());
                }
                TokenTree::Literal(literal) => {
                    if let Ok(text) = syn::parse_str::<LitStr>(&literal.to_string()) {
                        if let Some(name) = name.take() {
                            self.named.insert(name, text.value());
                        }
                        self.texts.push(text.value());
                    }
                }
                TokenTree::Punct(punct) => {
                    attribute = punct.as_char() == '#';
                    continue;
                }
                TokenTree::Group(_) | TokenTree::Ident(_) => {}
            }
            attribute = false;
        }
    }

    /// A text with the constants of its file in their places, as `format!` puts them there.
    fn filled(&self, text: &str) -> String {
        let mut filled = text.to_owned();
        for (name, of) in &self.named {
            filled = filled.replace(
                &format!("{{{name}}}"),
                &of.replace('{', "{{").replace('}', "}}"),
            );
        }
        filled
    }
}

/// A text for `format!` with this in all its places; another text as it is.
fn holes(text: &str, with: &str) -> String {
    if !text.contains("{{") && !is_hole(text) {
        return text.to_owned();
    }
    let mut filled = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        let (before, from) = rest.split_at(at);
        filled.push_str(before);
        rest = if from.starts_with("{{") || from.starts_with("}}") {
            filled.push_str(&from[..1]);
            &from[2..]
        } else if let Some(end) = from.find('}').filter(|_| from.starts_with('{')) {
            filled.push_str(with);
            &from[end + 1..]
        } else {
            filled.push_str(&from[..1]);
            &from[1..]
        };
    }
    filled + rest
}

/// Whether a text without doubled braces is one for `format!` all the same.
fn is_hole(text: &str) -> bool {
    let name = |part: &str| {
        let end = part.find('}');
        end.is_some_and(|end| {
            part[..end]
                .chars()
                .all(|c| c.is_ascii_lowercase() || c == '_')
        })
    };
    text.split('{').skip(1).all(name)
}
