use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::{Rule, or, ticked};

/// A word that is none of those that can stand there.
pub(crate) const RULE: Rule = Rule {
    code: "N010",
    name: "unknown-word",
    severity: Severity::Error,
    page: include_str!("../../../rules/N010.md"),
    check: None,
};

/// `what` is what the word says something about: "profile", "sort"; `words` are those that can stand there.
pub(crate) fn unknown_word(loc: Loc, what: &str, word: &str, words: &[&str]) -> Diagnostic {
    let finding = RULE
        .at(loc, format!("there is no {what} called `{word}`"))
        .label(format!("not a {what}"));
    let owned: Vec<String> = words.iter().map(|&word| word.to_owned()).collect();
    match crate::resolve::nearest(word, owned.iter()) {
        Some(nearest) => finding.hint(format!("did you mean `{nearest}`?")).fix(
            format!("write `{nearest}`"),
            vec![(loc, nearest.to_owned())],
        ),
        None => finding.hint(format!("write {}", or(&ticked(words)))),
    }
}
