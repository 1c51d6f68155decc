//! Which acts happen without a person, and what they are known by.

use coact_model::ctp::{Step, fact_words, step_of_kind, step_words};
use coact_model::model::{ActionRule, KindId, LinkId, Response, ResponseLink};

use super::{elements, rules};
use crate::cx::Cx;

/// Whether a link or rule performs a step by itself.
pub(crate) fn is_automated(cx: &Cx<'_>, kind: KindId, step: Step) -> bool {
    let mut links = cx.model.links.values();
    links.any(|link| link.automated && link.target == (kind, step))
        || rules::answers(cx, kind, step)
            .iter()
            .any(|answer| rules::is_automated(cx, answer.rule, answer.response))
}

/// The automated links that start from a fact of this kind and that no rule carries out.
pub(super) fn links<'a>(cx: &Cx<'a>, kind: KindId) -> Vec<(LinkId, &'a ResponseLink)> {
    cx.model
        .links
        .iter()
        .filter(|(id, link)| {
            link.automated && link.source.0 == kind && elements::responses(cx, *id).is_empty()
        })
        .collect()
}

/// What a link is known by for good: `OrderCompleting promised -> request OrderPaying`.
pub(crate) fn identity(cx: &Cx<'_>, link: &ResponseLink) -> String {
    format!(
        "{} {} -> {} {}",
        cx.first_kind_name(link.source.0),
        fact_words(link.source.1),
        step_words(link.target.1),
        cx.first_kind_name(link.target.0)
    )
}

/// What a rule is known by for good.
pub(super) fn rule_identity(cx: &Cx<'_>, rule: &ActionRule) -> String {
    let mut acts: Vec<String> = Vec::new();
    for response in rule.then.iter().chain(&rule.otherwise) {
        let act = if response.kind == rule.kind {
            step_words(response.step)
        } else {
            step_of_kind(response.step, cx.first_kind_name(response.kind))
        };
        if !acts.contains(&act) {
            acts.push(act);
        }
    }
    let (own, fact) = (cx.first_kind_name(rule.kind), fact_words(rule.on));
    format!("{own} {fact}: {}", acts.join(", "))
}

/// Which of a rule's responses this is: `then request OrderPaying`. A number tells those of one act apart.
pub(crate) fn response(cx: &Cx<'_>, rule: &ActionRule, response: &Response) -> String {
    let is_it = |other: &Response| std::ptr::eq(other, response);
    let (branch, responses) = if rule.otherwise.iter().any(is_it) {
        ("else", &rule.otherwise)
    } else {
        ("then", &rule.then)
    };
    let (kind, step) = (response.kind, response.step);
    let before = responses
        .iter()
        .take_while(|other| !is_it(other))
        .filter(|other| (other.kind, other.step) == (kind, step))
        .count();
    let (act, kind) = (step_words(step), cx.first_kind_name(kind));
    let act = format!("{branch} {act} {kind}");
    match before {
        0 => act,
        before => format!("{act} {}", before + 1),
    }
}
