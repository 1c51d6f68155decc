//! The index of all rules as a page of Markdown.

use std::fmt::Write as _;

use super::Entry;

/// The rules whose codes begin alike.
struct Family {
    /// How the codes begin.
    letters: &'static str,
    /// What the rules are about.
    about: &'static str,
    /// The crate that has their pages.
    home: &'static str,
}

const fn family(letters: &'static str, about: &'static str) -> Family {
    Family {
        letters,
        about,
        home: "coact-model",
    }
}

/// In the order in which a reader meets them.
const FAMILIES: &[Family] = &[
    family("E", "The text"),
    family("N", "Names"),
    family("T", "Types and expressions"),
    family("FM", "Entities and their facts"),
    family("CM", "Actors and transaction kinds"),
    family("PM", "Processes"),
    family("CTP", "The transaction pattern"),
    family("AM", "Rules and look-ups"),
    family("AG", "Commands, events, aggregates"),
    family("VM", "Views, queries, screens"),
    family("EM", "Stories and specs"),
    family("EV", "Evolution"),
    family("S", "Findings that are allowed in place"),
    family("J", "The JSON form"),
    Family {
        home: "coact-rust",
        ..family("GEN", "What is generated")
    },
    Family {
        home: "coact-engine",
        ..family("VER", "What verification finds")
    },
    Family {
        home: "coact-engine",
        ..family("SPC", "What became of specs")
    },
];

/// A page with one table for each family of rules that is among the entries.
pub fn markdown(entries: &[Entry]) -> String {
    let mut text = String::from(INTRODUCTION);
    for family in FAMILIES {
        let mut of_family = entries
            .iter()
            .filter(|rule| letters(rule.code) == family.letters);
        let Some(first) = of_family.next() else {
            continue;
        };
        let _ = write!(text, "\n## {}: {}\n\n{HEAD}", family.letters, family.about);
        for rule in std::iter::once(first).chain(of_family) {
            row(&mut text, rule, family);
        }
    }
    text
}

const INTRODUCTION: &str = "\
# Appendix: all rules

`coact explain CODE` prints the page of a rule: why it is one, a model that has the finding and one that has not. The
pages of the newest coact are behind the links. A finding is as grave as the table says at level `standard`; what is
told at level `strict` only is marked so.
";

const HEAD: &str = "| Code | Finding | Gravity | Name |\n|---|---|---|---|\n";

fn row(text: &mut String, rule: &Entry, family: &Family) {
    let (code, home) = (rule.code, family.home);
    let address = concat!(env!("CARGO_PKG_REPOSITORY"), "/blob/main/crates");
    let title = rule.title.replace('|', "\\|");
    let gravity = rule.severity.unwrap_or("`strict` only");
    let _ = writeln!(
        text,
        "| [{code}]({address}/{home}/rules/{code}.md) | {title} | {gravity} | `{}` |",
        rule.name
    );
}

/// How a code begins.
fn letters(code: &str) -> &str {
    code.trim_end_matches(|c: char| c.is_ascii_digit())
}
