use super::Cx;
use crate::diagnostics::Severity;
use crate::rules::{Findings, Rule};

/// A declared type that nothing is of.
pub(crate) const RULE: Rule = Rule {
    code: "FM036",
    name: "unused-type",
    severity: Severity::Warning,
    page: include_str!("../../../rules/FM036.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    let uses = cx.uses();
    let model = cx.model;
    let scalars = model
        .scalars
        .iter()
        .filter(|(id, _)| !uses.scalars.contains(id));
    let enums = model
        .enums
        .iter()
        .filter(|(id, _)| !uses.enums.contains(id));
    let values = model
        .values
        .iter()
        .filter(|(id, _)| !uses.values.contains(id));
    let names = scalars
        .map(|(_, it)| &it.name)
        .chain(enums.map(|(_, it)| &it.name))
        .chain(values.map(|(_, it)| &it.name));
    for name in names {
        findings.push(
            RULE.at(name.loc, format!("nothing is of type `{}`", name.text))
                .label("unused")
                .hint("use it, or leave it out"),
        );
    }
}
