use super::Cx;
use crate::diagnostics::Severity;
use std::collections::BTreeMap;

use crate::model::Ident;
use crate::rules::{Findings, Rule};

/// Two transactions or two roles of one number.
pub(crate) const RULE: Rule = Rule {
    code: "CM035",
    name: "number-twice",
    severity: Severity::Error,
    page: include_str!("../../../rules/CM035.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    let kinds = cx
        .model
        .kinds
        .values()
        .filter_map(|kind| kind.number.as_ref());
    let actors = cx
        .model
        .actors
        .values()
        .filter_map(|actor| actor.number.as_ref());
    let mut first: BTreeMap<&str, &Ident> = BTreeMap::new();
    for number in kinds.chain(actors) {
        if number.text.is_empty() {
            continue;
        }
        if let Some(first) = first.get(number.text.as_str()) {
            findings.push(
                RULE.at(
                    number.loc,
                    format!("the number `{}` is given twice", number.text),
                )
                .label("the second time")
                .also(first.loc, "the first time")
                .hint("give each a number of its own, or none"),
            );
        } else {
            first.insert(&number.text, number);
        }
    }
}
