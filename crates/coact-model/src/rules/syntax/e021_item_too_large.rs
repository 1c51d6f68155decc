use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;
use coact_syntax::limits::MAX_ITEM_BYTES;

/// An item of more bytes than the language admits.
pub(crate) const RULE: Rule = Rule {
    code: "E021",
    name: "item-too-large",
    severity: Severity::Error,
    page: include_str!("../../../rules/E021.md"),
    check: None,
};

pub(super) fn item_too_large(loc: Loc) -> Diagnostic {
    let limit = MAX_ITEM_BYTES >> 20;
    RULE.at(loc, format!("this item is larger than {limit} MiB"))
        .label("it begins here")
        .hint("write it as several items, such as a story per flow")
}
