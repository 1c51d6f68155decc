use super::Cx;
use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::model::Mark;
use crate::rules::{Findings, Rule};

/// Marks of which one repeats or contradicts another.
pub(crate) const RULE: Rule = Rule {
    code: "EM040",
    name: "marks-at-odds",
    severity: Severity::Warning,
    page: include_str!("../../../rules/EM040.md"),
    check: Some(check),
};

/// How far something is.
const STATUSES: &[&str] = &["planned", "building", "done", "blocked"];

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    let mut items: Vec<_> = cx.model.marks.iter().collect();
    items.sort_by_key(|it| (it.on.loc, it.noun));
    for of_item in items.chunk_by(|a, b| (a.on.loc, a.noun) == (b.on.loc, b.noun)) {
        let marks: Vec<&Mark> = of_item.iter().map(|it| &it.mark).collect();
        of_one(None, &marks, findings);
    }
    for story in cx.model.stories.values() {
        of_one(None, &story.marks.iter().collect::<Vec<_>>(), findings);
        for slice in &story.slices {
            let status = slice.status.as_ref();
            let status = status.map(|status| (status.text.as_str(), status.loc));
            of_one(status, &slice.marks.iter().collect::<Vec<_>>(), findings);
        }
    }
}

/// The marks of one thing, and the status behind its title.
fn of_one(title: Option<(&str, Loc)>, marks: &[&Mark], findings: &mut Findings) {
    let mut status = title;
    for (at, mark) in marks.iter().enumerate() {
        let (word, loc) = (mark.word.text.as_str(), mark.word.loc);
        if STATUSES.contains(&word) {
            match status {
                Some((first, place)) if first == word => findings.push(repeated(loc, word, place)),
                Some((first, place)) => findings.push(
                    RULE.at(
                        loc,
                        format!("this is `{first}` already, and cannot be `{word}` too"),
                    )
                    .label("how far it is")
                    .also(place, "how far it is, too")
                    .hint("keep the one that holds"),
                ),
                None => status = Some((word, loc)),
            }
            continue;
        }
        let same = |other: &&&Mark| other.word.text == word && other.text == mark.text;
        let before = marks.iter().take(at);
        if let Some(first) = before.rev().rfind(same) {
            findings.push(repeated(loc, word, first.word.loc));
        }
    }
}

fn repeated(loc: Loc, word: &str, first: Loc) -> Diagnostic {
    RULE.at(loc, format!("this `{word}` stands here already"))
        .label("the second time")
        .also(first, "the first time")
        .hint("leave one of them out")
}
