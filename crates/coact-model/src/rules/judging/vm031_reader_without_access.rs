use super::Cx;
use crate::diagnostics::Severity;
use crate::model::{ActorId, KindId};
use crate::rules::{Findings, Rule};

/// A reader that has no part in what the view shows.
pub(crate) const RULE: Rule = Rule {
    code: "VM031",
    name: "reader-without-access",
    severity: Severity::Warning,
    page: include_str!("../../../rules/VM031.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    for view in cx.model.views.values() {
        for reader in &view.readers {
            let foreign = view.handlers.iter().find_map(|handler| {
                let (kind, _) = handler.on.act()?;
                let known = takes_part(cx, *reader, kind) || has_access(cx, *reader, kind);
                (!known).then_some((handler, kind))
            });
            let Some((handler, kind)) = foreign else {
                continue;
            };
            let role = &cx.model.actors[*reader].name.text;
            let kind = cx.kind(kind);
            findings.push(
                RULE.at(
                    view.name.loc,
                    format!(
                        "`{role}` has no part in `{kind}`, which `{}` shows",
                        view.name.text
                    ),
                )
                .label(format!("for `{role}`"))
                .also(handler.loc, format!("a row from `{kind}`"))
                .hint(format!(
                    "show it to a party of the transaction, or give it access to a bank: `access {role} reads …`"
                )),
            );
        }
    }
}

/// Whether a role has a part in the transaction, or in another one about the same entity: who has rented a car may see
/// that it is taken.
fn takes_part(cx: &Cx<'_>, reader: ActorId, kind: KindId) -> bool {
    let entity = cx.model.kinds[kind].product.entity;
    let about = cx.model.kinds.iter();
    let about = about.filter(|(_, other)| other.product.entity == entity);
    about
        .flat_map(|(id, _)| cx.parties(id))
        .any(|party| same_fillers(cx, party, reader))
}

/// Whether a role may read a bank that holds the transaction, or the entity it is about.
fn has_access(cx: &Cx<'_>, reader: ActorId, kind: KindId) -> bool {
    let entity = cx.model.kinds[kind].product.entity;
    cx.model.accesses.iter().any(|access| {
        access
            .readers
            .iter()
            .any(|known| same_fillers(cx, *known, reader))
            && access.banks.iter().any(|bank| {
                let bank = &cx.model.banks[*bank];
                bank.kinds.contains(&kind) || bank.entities.contains(&entity)
            })
    })
}

fn same_fillers(cx: &Cx<'_>, a: ActorId, b: ActorId) -> bool {
    let is = |role| cx.model.actors[role].is;
    cx.fills(a, b) || (is(a).is_some() && is(a) == is(b))
}
