use super::Cx;
use crate::diagnostics::Severity;
use crate::rules::{Findings, Rule};

/// A view without reader.
pub(crate) const RULE: Rule = Rule {
    code: "VM030",
    name: "view-nobody-reads",
    severity: Severity::Warning,
    page: include_str!("../../../rules/VM030.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    for (id, view) in cx.model.views.iter() {
        // The whole model is walked only for what nothing else reads.
        if !cx.read_views().contains(&id) && !cx.uses().views.contains(&id) {
            let name = &view.name.text;
            findings.push(
                RULE.at(view.name.loc, format!("nobody reads `{name}`"))
                    .label("for no role, on no screen, in no query")
                    .hint(format!(
                        "say whom it is for (`view {name} for …`), or show it on a screen"
                    )),
            );
        }
    }
}
