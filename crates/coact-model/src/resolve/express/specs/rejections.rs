//! What a command can be rejected by, by name.

use std::collections::BTreeSet;

use coact_syntax::ast::{AggregateMember, CommandItem, CommandMember, EntityMember, ItemKind};

use super::super::super::cx::ItemRef;
use crate::model::{Bound, EntityForm, Mode, Model, PayloadOrigin, Policy, Type};

/// The checks themselves, each of which a spec may name.
const CHECKS: [&str; 11] = [
    "bounds",
    "identity",
    "role",
    "party",
    "pattern",
    "waits",
    "contained",
    "law",
    "rule",
    "overflow",
    "unknown",
];

/// The names that a rejection can bear.
#[derive(Debug)]
pub(in super::super) struct Rejections {
    names: BTreeSet<String>,
    /// Assessments that only advise.
    advice: BTreeSet<String>,
    /// Assessments and laws as written: those among them that could not be read are reported already.
    written: BTreeSet<String>,
}

impl Rejections {
    pub(in super::super) fn of(model: &Model, items: &[ItemRef<'_>]) -> Self {
        let mut names: BTreeSet<String> = CHECKS.iter().map(|name| (*name).to_owned()).collect();
        let mut advice = BTreeSet::new();
        for entity in model.entities.values() {
            for fact in &entity.facts {
                if bounded(model, &fact.field.ty, &fact.field.bounds, DEPTH) {
                    names.insert(format!("{}.{}", entity.name.text, fact.field.name.text));
                }
            }
            names.extend(entity.laws.iter().map(|law| law.name.text.clone()));
            if let EntityForm::Specialised(_, Some(_)) = entity.form {
                names.insert(entity.name.text.clone());
            }
            names.extend(entity.limits());
        }
        for kind in model.kinds.values() {
            for act in &kind.acts {
                for field in &act.payload {
                    if field.origin == PayloadOrigin::Data
                        && bounded(model, &field.ty, &field.bounds, DEPTH)
                    {
                        names.insert(format!("{}.{}", kind.name.text, field.name.text));
                    }
                }
            }
        }
        for command in model.commands.values() {
            let requires = command.requires.iter().map(|it| it.name.text.clone());
            names.extend(requires);
            for field in &command.fields {
                if bounded(model, &field.ty, &field.bounds, DEPTH) {
                    names.insert(format!("{}.{}", command.name.text, field.name.text));
                }
            }
        }
        for event in model.events.values() {
            for field in &event.fields {
                if bounded(model, &field.ty, &field.bounds, DEPTH) {
                    names.insert(format!("{}.{}", event.name.text, field.name.text));
                }
            }
        }
        for aggregate in model.aggregates.values() {
            // What an event leaves of the state must keep within its bounds.
            for field in aggregate.state.iter().filter(|it| !it.bounds.is_empty()) {
                names.insert(format!("{}.{}", aggregate.name.text, field.name.text));
            }
        }
        for wait in model.waits.values() {
            names.insert(format!("waits.{}", model.kinds[wait.source.0].name.text));
        }
        for case in model.cases.values() {
            for node in case.nodes.values().filter(|node| node.parent.is_some()) {
                names.insert(format!("contained.{}", model.kinds[node.kind].name.text));
            }
        }
        // Who lives apart is held to who asked for it; who is free waits for the fact that it was asked for by.
        for link in model.links.values() {
            if link.apart {
                let child = &model.kinds[link.target.0].name.text;
                names.insert(format!("contained.{child}"));
            }
            if link.policy == Policy::Free {
                names.insert(format!("waits.{}", model.kinds[link.source.0].name.text));
            }
        }
        for rule in model.rules.values() {
            let into = match rule.mode {
                Mode::Enforced => &mut names,
                Mode::Advised | Mode::Automated => &mut advice,
            };
            into.extend(
                rule.assessments
                    .iter()
                    .map(|assessment| assessment.name.text.clone()),
            );
        }
        Self {
            names,
            advice,
            written: written(items),
        }
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    /// Whether it is the name of something that could not be read.
    pub(super) fn is_lost(&self, name: &str) -> bool {
        !self.advice.contains(name) && self.written.contains(name)
    }

    pub(super) fn is_advice(&self, name: &str) -> bool {
        self.advice.contains(name)
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &String> {
        self.names.iter()
    }
}

fn written(items: &[ItemRef<'_>]) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for item in items {
        match &item.item.kind {
            ItemKind::Rule(rule) => {
                let named = rule.assessments.iter().filter_map(|it| it.name.as_ref());
                names.extend(named.map(|name| name.text.clone()));
            }
            ItemKind::Command(command) => names.extend(requirements(command)),
            ItemKind::Aggregate(aggregate) => {
                for member in &aggregate.members {
                    if let AggregateMember::Command(command) = member {
                        names.extend(requirements(command));
                    }
                }
            }
            ItemKind::Entity(entity) => {
                let laws = entity.members.iter().filter_map(|member| match member {
                    EntityMember::Law(law) => Some(law.name.text.clone()),
                    _ => None,
                });
                names.extend(laws);
            }
            _ => {}
        }
    }
    names
}

fn requirements(command: &CommandItem) -> impl Iterator<Item = String> {
    command.members.iter().filter_map(|member| match member {
        CommandMember::Requires(requires) => Some(requires.name.text.clone()),
        _ => None,
    })
}

/// How deep values are looked into.
const DEPTH: usize = 16;

/// Whether a value of the type can lie outside bounds.
fn bounded(model: &Model, ty: &Type, bounds: &[Bound], depth: usize) -> bool {
    if !bounds.is_empty() {
        return true;
    }
    let Some(depth) = depth.checked_sub(1) else {
        return false;
    };
    match ty {
        Type::Scalar(id) => !model.scalars[*id].bounds.is_empty(),
        Type::Value(id) => model.values[*id]
            .fields
            .iter()
            .any(|field| bounded(model, &field.ty, &field.bounds, depth)),
        Type::Optional(inner) | Type::List(inner) => bounded(model, inner, &[], depth),
        Type::Map(key, value) => {
            bounded(model, key, &[], depth) || bounded(model, value, &[], depth)
        }
        _ => false,
    }
}
