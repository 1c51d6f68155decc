//! Banks, access, positions and delegation.

use coact_syntax::ast::{AccessItem, BankItem, DelegationItem, PositionItem};

use super::actors::meet;
use super::paths::distinct;
use crate::ctp::{Performer, Step};
use crate::diagnostics::Diagnostic;
use crate::model::{Access, ActorId, BankId, Delegation, EntityId, KindId, Model, PositionId};
use crate::resolve::cx::{ItemRef, Names, TypeName};
use crate::rules;

/// What a bank holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Content {
    Entity(EntityId),
    Kind(KindId),
}

/// Reads what a bank holds. A name in it is that of an entity or of a transaction kind.
pub(super) fn bank(
    names: &Names,
    item: &ItemRef<'_>,
    source: &BankItem,
    id: BankId,
    model: &mut Model,
    findings: &mut Vec<Diagnostic>,
) {
    let contents = distinct(item, &source.contents, findings, |path, findings| {
        let name = &path.name.text;
        let is_entity = matches!(names.types.get(name), Some(TypeName::Entity(_)));
        if path.model.is_none() && !is_entity && names.kinds.contains_key(name) {
            names.kind(item, path, findings).map(Content::Kind)
        } else {
            names.entity(item, path, findings).map(Content::Entity)
        }
    });
    for content in contents {
        let bank = &mut model.banks[id];
        match content {
            Content::Entity(entity) => bank.entities.push(entity),
            Content::Kind(kind) => bank.kinds.push(kind),
        }
    }
    if let Some(path) = &source.from {
        let view = names.view(item, path, findings);
        model.banks[id].from = view;
        if !source.external && view.is_some() {
            let loc = item.loc(path.span());
            findings.push(rules::own_bank_from_view(loc, &source.name.text));
        }
    }
    if source.contents.is_empty() && !item.faulty {
        let loc = item.loc(source.name.span);
        findings.push(rules::empty_bank(loc, &source.name.text));
    }
}

/// Reads who may read what.
pub(super) fn access(
    names: &Names,
    item: &ItemRef<'_>,
    source: &AccessItem,
    model: &mut Model,
    findings: &mut Vec<Diagnostic>,
) {
    let readers = distinct(item, &source.readers, findings, |path, findings| {
        names.actor(item, path, findings)
    });
    let banks = distinct(item, &source.banks, findings, |path, findings| {
        names.bank(item, path, findings)
    });
    if !readers.is_empty() && !banks.is_empty() {
        model.accesses.push(Access {
            readers,
            banks,
            loc: item.loc(item.item.span),
        });
    }
}

/// Reads the roles of a position.
pub(super) fn position(
    names: &Names,
    item: &ItemRef<'_>,
    source: &PositionItem,
    id: PositionId,
    model: &mut Model,
    findings: &mut Vec<Diagnostic>,
) {
    model.positions[id].roles = distinct(item, &source.roles, findings, |path, findings| {
        names.actor(item, path, findings)
    });
}

/// Reads who acts for whom: the acts must be ones that the position from which they are delegated performs.
pub(super) fn delegation(
    names: &Names,
    item: &ItemRef<'_>,
    source: &DelegationItem,
    model: &mut Model,
    findings: &mut Vec<Diagnostic>,
) {
    let kind = names.kind(item, &source.kind, findings);
    let from = names.position(item, &source.from, findings);
    let to = names.position(item, &source.to, findings);
    let (Some(kind), Some(from), Some(to)) = (kind, from, to) else {
        return;
    };
    if from == to {
        findings.push(rules::delegated_to_itself(
            item.loc(source.to.span()),
            &source.to.name.text,
        ));
        return;
    }
    let mut acts = Vec::new();
    for (act, span) in &source.acts {
        let loc = item.loc(*span);
        let def = &model.kinds[kind];
        let Some(step) = def.act(Step::Base(*act)) else {
            findings.push(rules::no_act_to_delegate(loc, *act, &def.name.text));
            continue;
        };
        let performers: Vec<ActorId> = match step.performer {
            Performer::Initiator => def.initiators.clone(),
            Performer::Executor => vec![def.executor],
        };
        let position = &model.positions[from];
        let performs = |role: &ActorId| {
            performers
                .iter()
                .any(|performer| meet(&model.actors, *role, *performer))
        };
        if !position.roles.is_empty() && !position.roles.iter().any(performs) {
            let role = performers.first().map(|role| &model.actors[*role].name);
            findings.push(rules::delegated_by_another(
                loc,
                *act,
                &def.name.text,
                role,
                &position.name,
            ));
            continue;
        }
        if acts.contains(act) {
            findings.push(rules::named_twice(loc, act.word()));
            continue;
        }
        acts.push(*act);
    }
    if !acts.is_empty() {
        model.delegations.push(Delegation {
            acts,
            kind,
            from,
            to,
            loc: item.loc(item.item.span),
        });
    }
}
