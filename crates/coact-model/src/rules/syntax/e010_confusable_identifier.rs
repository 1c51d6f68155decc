use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A name that mixes scripts or is not in NFC.
pub(crate) const RULE: Rule = Rule {
    code: "E010",
    name: "confusable-identifier",
    severity: Severity::Error,
    page: include_str!("../../../rules/E010.md"),
    check: None,
};

pub(super) fn confusable_identifier(loc: Loc) -> Diagnostic {
    RULE.at(loc, "this name may be taken for another that looks like it")
        .label("mixes scripts, or writes accents apart")
        .hint("write it anew with the letters of one script")
}
