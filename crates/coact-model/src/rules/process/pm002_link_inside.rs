use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A link inside one transaction.
pub(crate) const RULE: Rule = Rule {
    code: "PM002",
    name: "link-inside",
    severity: Severity::Error,
    page: include_str!("../../../rules/PM002.md"),
    check: None,
};

/// `kind` is the transaction; `again` says that the link ends at its request.
pub(crate) fn link_inside(loc: Loc, kind: &str, again: bool) -> Diagnostic {
    let finding = RULE.at(loc, format!("this link begins and ends in `{kind}`"));
    if again {
        return finding.label("asks for the same transaction again").hint(format!(
            "what recurs asks for its next time when it is asked for: `{kind} requested -> request {kind}`"
        ));
    }
    finding
        .label("follows from the pattern, or contradicts it")
        .hint("leave it out: the acts of one transaction follow each other by the pattern")
}
