use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

use super::e016_unknown_item::{IN_A_STORY, in_a_story};

/// Text after an item on its last line.
pub(crate) const RULE: Rule = Rule {
    code: "E017",
    name: "trailing-text",
    severity: Severity::Error,
    page: include_str!("../../../rules/E017.md"),
    check: None,
};

/// `word` is what the text begins with.
pub(super) fn trailing_text(loc: Loc, word: &str) -> Diagnostic {
    let finding = RULE
        .at(loc, "nothing can follow an item on its last line")
        .label("does not belong to the item");
    if IN_A_STORY.contains(&word) {
        return finding.hint(in_a_story(word));
    }
    finding.hint(match word {
        "by" => {
            "who may give a command stands before the braces of what it does: `command … { … } by … { … }`"
        }
        _ => "start the next item on a line of its own",
    })
}
