use coact_syntax::keywords::keyword;

use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A word that starts no item.
pub(crate) const RULE: Rule = Rule {
    code: "E016",
    name: "unknown-item",
    severity: Severity::Error,
    page: include_str!("../../../rules/E016.md"),
    check: None,
};

pub(super) fn unknown_item(loc: Loc, word: &str, nearest: Option<&str>, plain: bool) -> Diagnostic {
    let finding = RULE
        .at(
            loc,
            format!("no item starts with `{}`", word.trim_matches('`')),
        )
        .label("not an item");
    match nearest {
        Some(nearest) => finding
            .hint(format!("did you mean `{nearest}`?"))
            .fix(
                format!("write `{nearest}`"),
                vec![(loc, nearest.to_owned())],
            ),
        None if IN_A_STORY.contains(&word) => finding.hint(in_a_story(word)),
        // A word of the language that begins a line it cannot begin belongs to the item before.
        None if keyword(word).is_some() => {
            finding.hint("a line that goes on with the item before it is indented")
        }
        None if plain => finding.hint("an item starts with a word such as `actor`, `event`, `command`, `aggregate`, `view` or `story`"),
        None => finding.hint("an item starts with a word such as `entity`, `actor`, `transaction`, `process`, `rule`, `event`, `command`, `aggregate`, `view` or `story`"),
    }
}

/// What stands in a slice of a story, and that itself.
pub(super) const IN_A_STORY: &[&str] = &["slice", "automation", "translation"];

pub(super) fn in_a_story(word: &str) -> String {
    match word {
        "slice" => "a slice stands in a story: `story \"…\" { slice \"…\" { … } }`".to_owned(),
        word => format!(
            "it stands in a slice of a story: `story \"…\" {{ slice \"…\" {{ {word} … }} }}`"
        ),
    }
}
