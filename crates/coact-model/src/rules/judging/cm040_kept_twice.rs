use std::collections::BTreeMap;

use super::Cx;
use crate::diagnostics::Severity;
use crate::model::Ident;
use crate::rules::{Findings, Rule};

/// Facts that two banks keep.
pub(crate) const RULE: Rule = Rule {
    code: "CM040",
    name: "kept-twice",
    severity: Severity::Warning,
    page: include_str!("../../../rules/CM040.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    let model = cx.model;
    let mut entities = BTreeMap::new();
    let mut kinds = BTreeMap::new();
    for bank in model.banks.values() {
        let held = bank.entities.iter().filter_map(|entity| {
            let first: &Ident = entities.entry(*entity).or_insert(&bank.name);
            (first.loc != bank.name.loc).then_some((&model.entities[*entity].name.text, first))
        });
        let told = bank.kinds.iter().filter_map(|kind| {
            let first: &Ident = kinds.entry(*kind).or_insert(&bank.name);
            (first.loc != bank.name.loc).then_some((&model.kinds[*kind].name.text, first))
        });
        for (what, first) in held.chain(told) {
            findings.push(
                RULE.at(
                    bank.name.loc,
                    format!(
                        "`{}` keeps `{what}`, as `{}` does",
                        bank.name.text, first.text
                    ),
                )
                .label("the second one")
                .also(first.loc, "the first one")
                .hint(format!("leave `{what}` out of one of them")),
            );
        }
    }
}
