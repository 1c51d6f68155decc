use std::collections::BTreeMap;

use super::Cx;
use crate::Loc;
use crate::diagnostics::Severity;
use crate::model::Ident;
use crate::rules::{Findings, Rule};

/// Two stories of one title, or two specs that stand by themselves.
pub(crate) const RULE: Rule = Rule {
    code: "EM041",
    name: "story-twice",
    severity: Severity::Error,
    page: include_str!("../../../rules/EM041.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    let stories = cx.model.stories.values().map(|story| &story.title);
    each("story", stories, findings);
    let alone = cx.model.specs.values().filter(|spec| spec.path.is_empty());
    each("spec", alone.map(|spec| &spec.title), findings);
}

fn each<'m>(what: &str, titles: impl Iterator<Item = &'m Ident>, findings: &mut Findings) {
    let mut firsts: BTreeMap<&str, Loc> = BTreeMap::new();
    for title in titles {
        let text = title.text.as_str();
        if let Some(first) = firsts.get(text) {
            findings.push(
                RULE.at(
                    title.loc,
                    format!("there is a {what} titled \"{text}\" in this model already"),
                )
                .label("the same title again")
                .also(*first, "the first one")
                .hint("give it a title of its own, or bring both together"),
            );
        } else {
            firsts.insert(text, title.loc);
        }
    }
}
