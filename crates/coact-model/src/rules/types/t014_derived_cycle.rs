use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A derived fact that rests on itself.
pub(crate) const RULE: Rule = Rule {
    code: "T014",
    name: "derived-cycle",
    severity: Severity::Error,
    page: include_str!("../../../rules/T014.md"),
    check: None,
};

/// `names` is the way round, first name first.
pub(crate) fn derived_cycle(loc: Loc, names: &[&str]) -> Diagnostic {
    let way: Vec<String> = names
        .iter()
        .chain(names.first())
        .map(|name| format!("`{name}`"))
        .collect();
    let first = names.first().copied().unwrap_or_default();
    RULE.at(loc, format!("the derived fact `{first}` rests on itself"))
        .label(way.join(" → "))
        .hint("let one of them rest on declared facts only")
}
