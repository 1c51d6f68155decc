use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A doc comment with nothing after it.
pub(crate) const RULE: Rule = Rule {
    code: "E019",
    name: "dangling-doc",
    severity: Severity::Error,
    page: include_str!("../../../rules/E019.md"),
    check: None,
};

pub(super) fn dangling_doc(loc: Loc) -> Diagnostic {
    RULE.at(loc, "this doc comment describes nothing")
        .label("nothing follows it")
        .hint("put it in front of what it describes, or make it a plain comment with `//`")
}
