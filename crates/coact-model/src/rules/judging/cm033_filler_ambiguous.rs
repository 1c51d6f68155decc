use super::Cx;
use crate::ctp::Act;
use crate::diagnostics::Severity;
use crate::model::{Ident, Type};
use crate::rules::{Findings, Rule};

/// An external executor of a child that several facts may name.
pub(crate) const RULE: Rule = Rule {
    code: "CM033",
    name: "filler-ambiguous",
    severity: Severity::Warning,
    page: include_str!("../../../rules/CM033.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    let model = cx.model;
    for (id, kind) in model.kinds.iter() {
        let role = &model.actors[kind.executor];
        let child = cx
            .places(id)
            .iter()
            .any(|(case, node)| model.cases[*case].nodes[*node].parent.is_some());
        // Of a tacit promise more is demanded, and said.
        let tacit = kind.is_tacit(Act::Promise);
        let Some(entity) = role.is.filter(|_| role.external && child && !tacit) else {
            continue;
        };
        let facts: Vec<&Ident> = cx
            .entities_around(id)
            .into_iter()
            .flat_map(|around| &model.entities[around].facts)
            .filter(|fact| fact.field.ty == Type::Entity(entity) && fact.inherited.is_none())
            .map(|fact| &fact.field.name)
            .collect();
        if let [first, second, ..] = facts.as_slice() {
            findings.push(
                RULE.at(
                    kind.name.loc,
                    format!(
                        "`{}` or `{}` may name who executes `{}`",
                        first.text, second.text, kind.name.text
                    ),
                )
                .label(format!(
                    "the first `{}` that acts is bound",
                    model.entities[entity].name.text
                ))
                .also(first.loc, "refers to one")
                .also(second.loc, "refers to one, too")
                .hint(format!(
                    "let one fact of the case have this type, or leave `is` out of `{}`",
                    role.name.text
                )),
            );
        }
    }
}
