use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// An expression whose type nothing tells.
pub(crate) const RULE: Rule = Rule {
    code: "T019",
    name: "untold-type",
    severity: Severity::Error,
    page: include_str!("../../../rules/T019.md"),
    check: None,
};

/// `what` is `none`, `[]` or `{}`.
pub(crate) fn untold_type(loc: Loc, what: &str) -> Diagnostic {
    RULE.at(
        loc,
        format!(
            "nothing tells what `{what}` is {} here",
            match what {
                "none" => "the absence of",
                "[]" => "a list of",
                _ => "a map of",
            }
        ),
    )
    .label("of which type?")
    .hint("declare the type: `let nobody: Customer? = none`")
}

/// A bare variant where no value of its enum is wanted.
pub(crate) fn untold_variant(loc: Loc, name: &str, enums: &[&str]) -> Diagnostic {
    let of: Vec<String> = enums.iter().map(|name| format!("`{name}`")).collect();
    let first = enums.first().copied().unwrap_or_default();
    RULE.at(
        loc,
        format!(
            "`{name}` is a variant of {}, but nothing tells that one is wanted here",
            of.join(" and ")
        ),
    )
    .label("of which enum?")
    .hint(format!("write `{first}.{name}`"))
}
