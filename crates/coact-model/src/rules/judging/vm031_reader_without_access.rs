use super::Cx;
use super::access::{may_read, takes_part};
use crate::diagnostics::Severity;
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
                let entity = cx.model.kinds[kind].product.entity;
                let known = takes_part(cx, *reader, entity)
                    || may_read(cx, *reader, |bank| {
                        bank.kinds.contains(&kind) || bank.entities.contains(&entity)
                    });
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
