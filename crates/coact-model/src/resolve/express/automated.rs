//! What is performed without a person must find every value of its payload.

use std::collections::BTreeSet;

use super::pass::Pass;
use crate::ctp::Step;
use crate::diagnostics::Diagnostic;
use crate::model::{
    Expr, KindId, LinkId, Mode, Model, PayloadOrigin, ResponseLink, TransactionKind, Type,
};
use crate::rules;

/// Reports payload fields of automated acts that nothing gives a value. `broken` are links with values that
/// could not be read; where a rule could not be read, it may have given the values of any.
pub(super) fn automated(pass: &mut Pass<'_>, rules_complete: bool, broken: &BTreeSet<LinkId>) {
    let mut findings = Vec::new();
    let ruled: BTreeSet<LinkId> = pass
        .model
        .rules
        .values()
        .flat_map(|rule| rule.then.iter().filter_map(|response| response.link))
        .collect();
    for (id, link) in pass.model.links.iter() {
        if rules_complete && link.automated && !ruled.contains(&id) && !broken.contains(&id) {
            let mut missing = missing(pass, link.target, &[&link.payload]);
            if link.subject.is_none() {
                missing.splice(0..0, untold_subject(pass.model, link));
            }
            if !missing.is_empty() {
                findings.push(rules::automated_without(
                    link.loc,
                    &act(pass, link.target),
                    &missing,
                ));
            }
        }
    }
    for rule in pass.model.rules.values() {
        for response in rule.then.iter().chain(&rule.otherwise) {
            let link = response.link.map(|link| &pass.model.links[link]);
            if response.link.is_some_and(|link| broken.contains(&link))
                || rule.mode != Mode::Automated && !link.is_some_and(|link| link.automated)
            {
                continue;
            }
            let given = link.map_or(&[][..], |link| &link.payload);
            let target = (response.kind, response.step);
            let mut missing = missing(pass, target, &[&response.payload, given]);
            if let Some(link) = link
                && response.subject.is_none()
                && link.subject.is_none()
            {
                missing.splice(0..0, untold_subject(pass.model, link));
            }
            if !missing.is_empty() {
                findings.push(rules::automated_without(
                    response.loc,
                    &act(pass, target),
                    &missing,
                ));
            }
        }
    }
    if rules_complete {
        findings.extend(pass.model.kinds.values().flat_map(tacit));
    }
    pass.findings.append(&mut findings);
}

/// Tacit acts with payload that no rule gives.
fn tacit(kind: &TransactionKind) -> Vec<Diagnostic> {
    let acts = kind.acts.iter().filter(|act| act.tacit);
    acts.filter_map(|act| {
        let needed = act.payload.iter().filter(|field| {
            field.default.is_none()
                && !matches!(field.origin, PayloadOrigin::FilledIn(_))
                && !matches!(field.ty, Type::Optional(_) | Type::Error)
        });
        let missing: Vec<String> = needed.map(|field| field.name.text.clone()).collect();
        (!missing.is_empty())
            .then(|| rules::automated_without(act.command.loc, &act.command.text, &missing))
    })
    .collect()
}

/// The name of what the act of a link is about, where it has to be told.
fn untold_subject(model: &Model, link: &ResponseLink) -> Option<String> {
    let product = &model.kinds[link.target.0].product;
    link.needs_subject(model)
        .then(|| model.entities[product.entity].subject())
}

fn act(pass: &Pass<'_>, (kind, step): (KindId, Step)) -> String {
    let kind = &pass.model.kinds[kind];
    kind.act(step)
        .map(|def| def.command.text.clone())
        .unwrap_or_default()
}

/// Names of the fields that need a value and get none.
fn missing(
    pass: &Pass<'_>,
    (kind, step): (KindId, Step),
    given: &[&[(usize, Expr)]],
) -> Vec<String> {
    let Some(def) = pass.model.kinds[kind].act(step) else {
        return Vec::new();
    };
    def.payload
        .iter()
        .enumerate()
        .filter(|(at, field)| {
            !matches!(field.origin, PayloadOrigin::FilledIn(_))
                && !matches!(field.ty, Type::Optional(_) | Type::Error)
                && !given
                    .iter()
                    .any(|values| values.iter().any(|(known, _)| known == at))
        })
        .map(|(_, field)| field.name.text.clone())
        .collect()
}
