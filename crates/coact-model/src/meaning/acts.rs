//! Transactions and their acts.

use super::{Element, listed};
use crate::Loc;
use crate::ctp::{Act, Performer, Step, step_of_kind};
use crate::json::words;
use crate::model::{ActDef, ActorId, KindId, Model, PayloadOrigin, TransactionKind};

/// The transactions by their names, their acts by the names that the text gives them.
pub(super) fn all(model: &Model) -> impl Iterator<Item = (Loc, Element)> {
    model.kinds.iter().flat_map(|(id, kind)| {
        let named = move |act: &ActDef| {
            let step = act.step;
            [act.command.loc, act.event.loc]
                .into_iter()
                .filter(move |loc| *loc != kind.name.loc)
                .map(move |loc| (loc, Element::Act(id, step)))
        };
        std::iter::once((kind.name.loc, Element::Kind(id))).chain(kind.acts.iter().flat_map(named))
    })
}

/// A transaction: what its instances are about, and where they live.
pub(super) fn kind(model: &Model, id: KindId) -> (String, Vec<String>) {
    let kind = &model.kinds[id];
    let name = &kind.name.text;
    let entity = words::entity(model, kind.product.entity);
    let mut said = vec![match kind.product.fact {
        Some(fact) => {
            let fact = words::fact_name(model, kind.product.entity, fact);
            format!("One instance per `{entity}`, about its `{fact}`.")
        }
        None => format!("One instance per `{entity}`; a repeated request addresses the same one."),
    }];
    for case in model.cases.values() {
        let stream = words::entity(model, case.entity);
        for node in case.nodes.values().filter(|node| node.kind == id) {
            said.push(match node.parent {
                None => format!("Lives in the case of its `{stream}`."),
                Some((parent, _)) => {
                    let parent = words::kind(model, case.nodes[parent].kind);
                    let number = if node.many { "each" } else { "the one" };
                    format!("Enclosed in `{parent}`: {number} lives in the case of its `{stream}`.")
                }
            });
        }
    }
    said.dedup();
    (format!("transaction {name}"), said)
}

/// An act: who performs it, whom it addresses, what comes with it.
pub(super) fn act(model: &Model, id: KindId, step: Step) -> (String, Vec<String>) {
    let kind = &model.kinds[id];
    let title = step_of_kind(step, &kind.name.text);
    let Some(act) = kind.act(step) else {
        return (title, Vec::new());
    };
    let mut said = vec![performed(model, kind, act), addressed(model, id, act)];
    said.extend(payload(act));
    let gates: Vec<String> = model
        .waits
        .values()
        .filter(|wait| (wait.target.0, Step::Base(wait.target.1)) == (id, step))
        .map(|wait| format!("`{}`", words::fact(model, wait.source)))
        .collect();
    if !gates.is_empty() {
        said.push(format!("Waits for {}.", listed(&gates, "and")));
    }
    (title, said)
}

fn performed(model: &Model, kind: &TransactionKind, act: &ActDef) -> String {
    let role = |actor: &ActorId| format!("`{}`", words::actor(model, *actor));
    let (roles, party) = match act.performer {
        Performer::Initiator => {
            let roles: Vec<String> = kind.initiators.iter().map(role).collect();
            (listed(&roles, "or"), "the request")
        }
        Performer::Executor => (role(&kind.executor), "its first act"),
    };
    if act.tacit {
        format!("Performed with the event that makes it legal, in the name of {roles}.")
    } else if act.step == Step::Base(Act::Request) {
        format!("Performed by {roles}, who is bound by it.")
    } else {
        format!("Performed by {roles}: the one whom {party} has bound.")
    }
}

fn addressed(model: &Model, id: KindId, act: &ActDef) -> String {
    let kind = &model.kinds[id];
    let entity = &model.entities[kind.product.entity];
    let (name, subject, key) = (&entity.name.text, entity.subject(), &entity.key.name.text);
    let request = act.step == Step::Base(Act::Request);
    if !(request && kind.product.new) {
        return format!("Addresses the instance about the `{subject}` it names.");
    }
    if entity.key_generated {
        format!(
            "Makes the `{name}`, whose `{key}` is drawn; given its `{subject}`, it addresses that one again."
        )
    } else {
        format!("Makes the `{name}` of the `{key}` it gives.")
    }
}

/// What becomes of the fields.
fn payload(act: &ActDef) -> Vec<String> {
    let of = |wanted: fn(PayloadOrigin) -> bool| -> Vec<String> {
        let fields = act.payload.iter().filter(|field| wanted(field.origin));
        fields
            .map(|field| format!("`{}`", field.name.text))
            .collect()
    };
    let facts = of(|origin| matches!(origin, PayloadOrigin::Fact(_)));
    let filled = of(|origin| matches!(origin, PayloadOrigin::FilledIn(_)));
    let data = of(|origin| matches!(origin, PayloadOrigin::Data));
    let mut said = Vec::new();
    if !facts.is_empty() {
        said.push(format!(
            "Sets {}; if the act is undone, what stood before holds again.",
            listed(&facts, "and")
        ));
    }
    if !filled.is_empty() {
        said.push(format!(
            "Fills in {} from the transaction around it.",
            listed(&filled, "and")
        ));
    }
    if !data.is_empty() {
        said.push(format!(
            "Carries {} as data of the act.",
            listed(&data, "and")
        ));
    }
    said
}
