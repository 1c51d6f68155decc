use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A bank that cannot be.
pub(crate) const RULE: Rule = Rule {
    code: "CM017",
    name: "impossible-bank",
    severity: Severity::Error,
    page: include_str!("../../../rules/CM017.md"),
    check: None,
};

/// A bank holds nothing.
pub(crate) fn empty_bank(loc: Loc, bank: &str) -> Diagnostic {
    RULE.at(loc, format!("the bank `{bank}` holds nothing"))
        .label("no facts")
        .hint("name the entities or transactions whose facts it holds between the braces")
}

/// A view answers for a bank of this organisation.
pub(crate) fn own_bank_from_view(loc: Loc, bank: &str) -> Diagnostic {
    let message = format!("`{bank}` is a bank of this organisation, so no view answers for it");
    RULE.at(loc, message)
        .label("a view")
        .hint(format!("write `external bank {bank}`, or leave `from` out"))
}
