use super::Cx;
use crate::Loc;
use crate::ctp::{Act, Step};
use crate::diagnostics::{Diagnostic, Severity};
use crate::model::{KindId, Mode, Type};
use crate::rules::{Findings, Rule};

/// What is asked for without a person makes an entity whose key nobody gives.
pub(crate) const RULE: Rule = Rule {
    code: "PM039",
    name: "key-not-given",
    severity: Severity::Error,
    page: include_str!("../../../rules/PM039.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    let model = cx.model;
    for (id, link) in model.links.iter() {
        let by = cx.carried_out_by(id);
        if by.is_empty() && link.automated && link.key.is_none() {
            findings.extend(not_given(cx, link.target, link.loc));
        }
        for rule in by {
            let rule = &model.rules[*rule];
            let automated = link.automated || rule.mode == Mode::Automated;
            for response in rule.then.iter().chain(&rule.otherwise) {
                let given = response.key.is_some() || link.key.is_some();
                if automated && response.link == Some(id) && !given {
                    findings.extend(not_given(cx, link.target, response.loc));
                }
            }
        }
    }
}

fn not_given(cx: &Cx<'_>, (kind, step): (KindId, Step), loc: Loc) -> Option<Diagnostic> {
    let product = &cx.model.kinds[kind].product;
    let entity = &cx.model.entities[product.entity];
    let unknown = entity.key.ty == Type::Error;
    if !product.new || step != Step::Base(Act::Request) || entity.key_generated || unknown {
        return None;
    }
    let (name, key, subject) = (&entity.name.text, &entity.key.name, entity.subject());
    Some(
        RULE.at(
            loc,
            format!("nobody gives the `{}` of the new `{name}`", key.text),
        )
        .label("asked for without a person")
        .also(key.loc, "not generated")
        .hint(format!(
            "give it with the request, `{{ {subject}: … }}`, or let a generated `Uuid` be the key"
        )),
    )
}
