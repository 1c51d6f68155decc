use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A transaction that brings nothing about.
pub(crate) const RULE: Rule = Rule {
    code: "CM003",
    name: "no-product",
    severity: Severity::Error,
    page: include_str!("../../../rules/CM003.md"),
    check: None,
};

/// `kind` is its name.
pub(crate) fn no_product(loc: Loc, kind: &str) -> Diagnostic {
    RULE.at(loc, format!("`{kind}` brings nothing about"))
        .label("no `product`")
        .hint("say what it is about and what becomes true: `product new Order \"is completed\"`")
}
