use std::collections::BTreeMap;

use super::Cx;
use crate::Loc;
use crate::diagnostics::Severity;
use crate::json;
use crate::rules::{Findings, Rule};

/// Two automations or translations that say the same.
pub(crate) const RULE: Rule = Rule {
    code: "EM042",
    name: "done-twice",
    severity: Severity::Warning,
    page: include_str!("../../../rules/EM042.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    let model = cx.model;
    let automations = model.automations.values();
    let automations = automations.map(|it| (it.loc, json::automation(model, it)));
    let translations = model.translations.values();
    let translations = translations.map(|it| (it.loc, json::translation(model, it)));
    let mut firsts: BTreeMap<String, Loc> = BTreeMap::new();
    for (loc, says) in automations.chain(translations) {
        if let Some(first) = firsts.get(&says) {
            findings.push(
                RULE.at(loc, "the same stands in the model already, so that it is done twice")
                    .label("the second time")
                    .also(*first, "the first time")
                    .hint("leave one of them out; the other slice can name the command, the event or the view"),
            );
        } else {
            firsts.insert(says, loc);
        }
    }
}
