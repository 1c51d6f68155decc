use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A composite role that cannot be.
pub(crate) const RULE: Rule = Rule {
    code: "CM014",
    name: "impossible-composite",
    severity: Severity::Error,
    page: include_str!("../../../rules/CM014.md"),
    check: None,
};

/// A role that is not composite has parts.
pub(crate) fn parts_of_an_elementary_role(loc: Loc, role: &str) -> Diagnostic {
    RULE.at(loc, format!("`{role}` has parts, but is not composite"))
        .label("a part")
        .hint(format!(
            "write `composite actor {role}`, or leave the parts out"
        ))
}

/// A role is a part of itself.
pub(crate) fn role_in_itself(loc: Loc, role: &str) -> Diagnostic {
    RULE.at(loc, format!("`{role}` is a part of itself"))
        .label("contains itself")
        .hint("take it out of its parts, and of theirs")
}

/// A composite role of the organisation has no parts.
pub(crate) fn composite_of_nothing(loc: Loc, role: &str) -> Diagnostic {
    RULE.at(loc, format!("`{role}` is composite and has no parts"))
        .label("made of nothing")
        .hint(format!(
            "write its parts: `composite actor {role} {{ … }}`; only one that is `external` may leave them open"
        ))
}
