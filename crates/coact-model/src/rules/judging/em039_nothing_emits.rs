use super::Cx;
use crate::diagnostics::Severity;
use crate::resolve::nearest;
use crate::rules::{Findings, Rule};

/// An event of this model that no command emits.
pub(crate) const RULE: Rule = Rule {
    code: "EM039",
    name: "nothing-emits",
    severity: Severity::Warning,
    page: include_str!("../../../rules/EM039.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    let model = cx.model;
    let emitted: Vec<String> = cx
        .emitted()
        .iter()
        .map(|id| model.events[*id].name.text.clone())
        .collect();
    for (id, event) in model.events.iter() {
        let past = model.past(event.name.loc);
        let retired = past.is_some_and(|past| past.retired.is_some());
        let elsewhere = event.imported.is_some() || event.system.is_some();
        if retired || elsewhere || cx.emitted().contains(&id) {
            continue;
        }
        let name = &event.name.text;
        let finding = RULE
            .at(event.name.loc, format!("nothing emits `{name}`"))
            .label("never happens");
        findings.push(match nearest(name, emitted.iter()) {
            Some(near) => finding.hint(format!("did you mean `{near}`?")),
            None => finding.hint(format!(
                "say which command `emits {name}`; what another system reports stands in its `external system`"
            )),
        });
    }
}
