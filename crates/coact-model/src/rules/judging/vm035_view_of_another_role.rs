use super::Cx;
use crate::diagnostics::Severity;
use crate::model::Shown;
use crate::rules::{Findings, Rule};

/// A screen that shows a view of other roles.
pub(crate) const RULE: Rule = Rule {
    code: "VM035",
    name: "view-of-another-role",
    severity: Severity::Warning,
    page: include_str!("../../../rules/VM035.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    for screen in cx.model.screens.values() {
        for (shown, _, loc) in &screen.shows {
            let view = match shown {
                Shown::View(view) => *view,
                Shown::Query(query) => cx.model.queries[*query].view,
            };
            let view = &cx.model.views[view];
            let mut users = screen.users.iter();
            let may_read =
                users.any(|user| view.readers.iter().any(|reader| cx.fills(*reader, *user)));
            if screen.users.is_empty() || view.readers.is_empty() || may_read {
                continue;
            }
            findings.push(
                RULE.at(
                    *loc,
                    format!(
                        "`{}` is not for those who use `{}`",
                        view.name.text, screen.name.text
                    ),
                )
                .label("shown here")
                .also(view.name.loc, "says whom it is for")
                .hint("name the users of the screen behind the view, or show another one"),
            );
        }
    }
}
