use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// An act without its kind where none is evident.
pub(crate) const RULE: Rule = Rule {
    code: "EM010",
    name: "act-without-kind",
    severity: Severity::Error,
    page: include_str!("../../../rules/EM010.md"),
    check: None,
};

/// `act` as written; `kind` is one that the model has.
pub(crate) fn act_of_which_kind(loc: Loc, act: &str, kind: Option<&str>) -> Diagnostic {
    match kind {
        Some(kind) => RULE
            .at(loc, format!("`{act}` is said of no transaction here"))
            .label("no kind")
            .hint(format!("name the kind: `{act} {kind}`")),
        None => RULE
            .at(loc, format!("`{act}` is said of nothing here"))
            .label("nothing that could be meant")
            .hint("the model has nothing of which this could be said; name a command, an event or a view"),
    }
}
