//! Names of the model as Rust identifiers: one place, so that every use of a name is spelt alike.
//!
//! Types, variants and fields keep the model's spelling. Modules and functions are derived from it in snake
//! case; modules are files too, so they are plain ASCII.

use heck::{ToSnakeCase, ToUpperCamelCase};
use proc_macro2::{Ident, Span};

use coact_model::ctp::{Act, Step};
use coact_model::model::Local;

/// Words that cannot even be raw identifiers.
const NEVER_RAW: [&str; 5] = ["self", "Self", "super", "crate", "_"];

/// Strict and reserved keywords of all editions, the words above aside. A test holds them to the parser's.
const KEYWORDS: [&str; 48] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

/// Types that code of derives names without a path: a type of the model with such a name would stand in their place.
const PRIMITIVE: [&str; 19] = [
    "bool", "char", "f128", "f16", "f32", "f64", "i128", "i16", "i32", "i64", "i8", "isize", "str",
    "u128", "u16", "u32", "u64", "u8", "usize",
];

/// Longest name of a module: what every file system takes.
const MODULE: usize = 100;

/// An identifier that is valid in every edition: raw for keywords, with `_` behind where raw is forbidden or another
/// name hidden. Letters that rustc finds uncommon, of which it would warn wherever it is told not to, are numbers.
pub(crate) fn ident(word: &str) -> Ident {
    if let Some(own) = lent(word) {
        return ident(&own);
    }
    if !word.chars().all(is_common) {
        return ident(&common(word));
    }
    if NEVER_RAW.contains(&word) || PRIMITIVE.binary_search(&word).is_ok() {
        return Ident::new(&format!("{word}_"), Span::call_site());
    }
    if word
        .chars()
        .next()
        .is_none_or(|first| first.is_ascii_digit())
    {
        return Ident::new(&format!("_{word}_"), Span::call_site());
    }
    if KEYWORDS.binary_search(&word).is_ok() {
        return Ident::new_raw(word, Span::call_site());
    }
    Ident::new(word, Span::call_site())
}

/// A field of a variant, which code of derives takes apart by its name: what is a variant without a path would be meant
/// instead.
pub(crate) fn of_variant(word: &str) -> Ident {
    if matches!(word, "None" | "Some" | "Ok" | "Err") {
        return ident(&format!("{word}_"));
    }
    ident(word)
}

/// What another model lends, under a name of this one: `billing.Amount` is `BillingAmount`.
fn lent(word: &str) -> Option<String> {
    let (model, name) = word.split_once('.')?;
    Some(format!("{}{name}", model.to_upper_camel_case()))
}

/// Whether rustc takes the letter in a name without a word (its lint `uncommon_codepoints`, which only a whole crate can
/// allow).
fn is_common(letter: char) -> bool {
    use unicode_security::GeneralSecurityProfile;
    letter.is_ascii() || letter.identifier_allowed()
}

/// With a number for each letter that is not common.
fn common(word: &str) -> String {
    let mut text = String::with_capacity(word.len() + 8);
    for letter in word.chars() {
        if is_common(letter) {
            text.push(letter);
        } else {
            text.push_str(&number(letter));
        }
    }
    text
}

/// A letter as a number. Four digits at least, so that a letter behind is never read as one more.
fn number(letter: char) -> String {
    format!("u{:04x}", u32::from(letter))
}

/// A name as it is told from others: without the mark of raw identifiers, in the form that the compiler
/// compares.
pub(crate) fn plain(ident: &Ident) -> String {
    use unicode_normalization::UnicodeNormalization;
    let text = ident.to_string();
    let word = text.strip_prefix("r#").unwrap_or(&text);
    if word.is_ascii() {
        return word.to_owned();
    }
    word.nfc().collect()
}

/// `order_completing`, to be part of a longer name.
pub(crate) fn snake(name: &str) -> String {
    name.to_snake_case()
}

/// A module, which is a file too: `order_completing`.
pub(crate) fn module(name: &str) -> Ident {
    ident(&module_text(name))
}

/// The text of [`module`] without raw mark: lower case ASCII letters, digits and `_`.
pub(crate) fn module_text(name: &str) -> String {
    let mut text = String::new();
    for character in snake(name).chars() {
        if character.is_ascii_lowercase() || character.is_ascii_digit() || character == '_' {
            text.push(character);
        } else {
            text.push_str(&number(character));
        }
    }
    if text
        .chars()
        .next()
        .is_none_or(|first| first.is_ascii_digit())
    {
        text.insert(0, '_');
    }
    text.truncate(MODULE);
    text
}

/// A function whose name begins with a word of ours, so that it never meets one of the language's or ours:
/// `decide_place_order`.
pub(crate) fn function(prefix: &str, name: &str) -> Ident {
    ident(&format!("{prefix}_{}", snake(name)))
}

/// The struct that stands for the whole model: `Shop`.
pub(crate) fn model(name: &str) -> Ident {
    ident(&name.to_upper_camel_case())
}

/// The key type of an entity: `OrderId`.
pub(crate) fn key(entity: &str) -> Ident {
    ident(&format!("{entity}Id"))
}

/// The type of a scalar. It is a function too, which no variable can be called like: one whose name begins as those of
/// variables do has `_` behind it, as none has that generated functions name themselves.
pub(crate) fn scalar(name: &str) -> Ident {
    if let Some(own) = lent(name) {
        return scalar(&own);
    }
    if name.starts_with(|first: char| first.is_lowercase()) && !name.ends_with('_') {
        ident(&format!("{name}_"))
    } else {
        ident(name)
    }
}

/// A variable of the model. Nothing that generated functions name themselves ends in `_` or is as short as one
/// letter, so no variable of the model hides what they need.
pub(crate) fn local(local: &Local) -> Ident {
    let name = local.name.as_str();
    if matches!(name.as_bytes(), [b'a'..=b'z']) {
        ident(name)
    } else if name.ends_with('_') {
        ident(&format!("{name}_{}", local.id))
    } else {
        ident(&format!("{name}_"))
    }
}

/// A variable of a generated function that holds something of a field: `order_key`. What is behind the name tells
/// it from variables of the model, and names of fields from each other.
pub(crate) fn of_field(field: &str, what: &str) -> Ident {
    ident(&format!("{field}_{what}"))
}

/// The slot of a base act's standing performance: `requested`.
pub(crate) fn slot(act: Act) -> Ident {
    ident(act.fact_word())
}

/// A step as part of a function's name: `promise`, `revoke_promise`, `allow_promise_revocation`.
pub(crate) fn step(step: Step) -> String {
    match step {
        Step::Base(act) => act.word().to_owned(),
        Step::Revoke(act) => format!("revoke_{}", act.word()),
        Step::Allow(act) => format!("allow_{}_revocation", act.word()),
        Step::Refuse(act) => format!("refuse_{}_revocation", act.word()),
    }
}

/// The runtime's constant for a step: `REVOKE_REQUEST`.
pub(crate) fn step_constant(step: Step) -> String {
    let (before, of) = match step {
        Step::Base(of) => ("", of),
        Step::Revoke(of) => ("REVOKE_", of),
        Step::Allow(of) => ("ALLOW_", of),
        Step::Refuse(of) => ("REFUSE_", of),
    };
    format!("{before}{}", of.word().to_uppercase())
}

/// A step in words: "allow the revocation of the promise".
pub(crate) fn step_words(step: Step) -> String {
    match step {
        Step::Base(act) => act.word().to_owned(),
        Step::Revoke(act) => format!("revoke the {}", act.word()),
        Step::Allow(act) => format!("allow the revocation of the {}", act.word()),
        Step::Refuse(act) => format!("refuse the revocation of the {}", act.word()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_an_identifier() {
        for word in [
            "as",
            "async",
            "await",
            "box",
            "crate",
            "dyn",
            "fn",
            "gen",
            "match",
            "self",
            "Self",
            "super",
            "try",
            "type",
            "union",
            "yield",
            "_",
            "Größe",
            "default",
            "macro_rules",
            "u8",
            "ŉame",
            "ªb",
        ] {
            let text = ident(word).to_string();
            let file = syn::parse_str::<syn::File>(&format!("mod {text} {{}}"));
            assert!(file.is_ok(), "{text}");
        }
    }

    #[test]
    fn keywords_are_those_of_the_parser() {
        assert!(KEYWORDS.is_sorted());
        for word in KEYWORDS {
            // Reserved since edition 2024, which the parser does not know yet.
            let known = syn::parse_str::<Ident>(word).is_err() || word == "gen";
            assert!(known, "{word}");
        }
    }

    #[test]
    fn variables_of_the_model_have_a_form_of_their_own() {
        let local = |name: &str| {
            let (name, ty) = (name.to_owned(), coact_model::model::Type::Bool);
            local(&Local { name, id: 7, ty }).to_string()
        };
        let spelt = ["l", "line", "case", "self", "None", "type", "line_", "_"];
        assert_eq!(
            spelt.map(local),
            [
                "l", "line_", "case_", "self_", "None_", "type_", "line__7", "__7"
            ]
        );
    }

    #[test]
    fn letters_that_rustc_warns_of_are_numbers() {
        assert_eq!(ident("ŉame").to_string(), "u0149ame");
        assert_eq!(ident("ﬁ").to_string(), "ufb01");
        assert_eq!(ident("Größe").to_string(), "Größe");
        assert_eq!(ident("名前").to_string(), "名前");
    }

    #[test]
    fn no_primitive_type_is_hidden() {
        assert!(PRIMITIVE.is_sorted());
        assert_eq!(ident("u8").to_string(), "u8_");
        assert_eq!(ident("str").to_string(), "str_");
    }

    #[test]
    fn modules_are_plain() {
        assert_eq!(module_text("OrderCompleting"), "order_completing");
        assert_eq!(module_text("Größe"), "gru00f6u00dfe");
        assert_eq!(module_text("_1"), "_1");
        assert!(module_text(&"a".repeat(1000)).len() <= MODULE);
    }
}
