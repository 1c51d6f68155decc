use super::Cx;
use crate::diagnostics::Severity;
use crate::rules::{Findings, Rule};

/// A product's sentence that cannot be read behind the name of what it is about.
pub(crate) const RULE: Rule = Rule {
    code: "N033",
    name: "sentence-of-a-product",
    severity: Severity::Warning,
    page: include_str!("../../../rules/N033.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    for kind in cx.model.kinds.values() {
        let sentence = kind.product.sentence.trim();
        let entity = &cx.model.entities[kind.product.entity].name.text;
        let Some(first) = sentence.split_whitespace().next() else {
            continue;
        };
        let (label, better) = if first == entity {
            (
                "says the name once more",
                sentence.trim_start_matches(first).trim_start(),
            )
        } else if sentence.ends_with('.') {
            ("ends with a full stop", sentence.trim_end_matches('.'))
        } else {
            continue;
        };
        findings.push(
            RULE.at(
                kind.product.loc,
                format!("`{entity} {sentence}` does not read as a sentence"),
            )
            .label(label)
            .hint(format!("write `product {entity} \"{better}\"`")),
        );
    }
}
