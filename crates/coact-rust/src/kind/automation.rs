//! Which acts happen without a person.

use coact_model::ctp::{Act, FactWord, Step, fact_words, step_of_kind, step_words};
use coact_model::model::{ActionRule, KindId, LinkId, Response, ResponseLink};

use super::{elements, facts, rules};
use crate::cx::Cx;
use crate::names;

/// The acts that automations must remember, so that each is performed once per occasion.
pub(crate) fn remembered(cx: &Cx<'_>, kind: KindId) -> Vec<Act> {
    let counted = cx
        .place(kind)
        .parent
        .is_some_and(|(_, link)| !elements::responses(cx, link).is_empty());
    cx.base_acts(kind)
        .map(|(act, _)| act)
        .filter(|act| is_automated(cx, kind, Step::Base(*act)) || (*act == Act::Request && counted))
        .collect()
}

/// Whether a link or rule performs a step by itself.
pub(crate) fn is_automated(cx: &Cx<'_>, kind: KindId, step: Step) -> bool {
    cx.model
        .links
        .values()
        .any(|link| link.automated && link.target == (kind, step))
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
    let fact = |fact: FactWord| facts::words(fact);
    format!(
        "{} {} -> {} {}",
        cx.first_kind_name(link.source.0),
        fact(link.source.1),
        names::step(link.target.1).replace('_', " "),
        cx.first_kind_name(link.target.0)
    )
}

/// What a rule is known by for good, as it stands in the model where nothing has another name by now.
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
pub(super) fn response(cx: &Cx<'_>, rule: &ActionRule, response: &Response) -> String {
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
    let act = names::step(step).replace('_', " ");
    let act = format!("{branch} {act} {}", cx.first_kind_name(kind));
    match before {
        0 => act,
        before => format!("{act} {}", before + 1),
    }
}
