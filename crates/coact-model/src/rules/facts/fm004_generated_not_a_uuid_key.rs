use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// `generated` where nothing can be drawn.
pub(crate) const RULE: Rule = Rule {
    code: "FM004",
    name: "generated-not-a-uuid-key",
    severity: Severity::Error,
    page: include_str!("../../../rules/FM004.md"),
    check: None,
};

/// A key that is no `Uuid`; `from` is what brings it otherwise: "request".
pub(crate) fn generated_not_uuid(loc: Loc, from: &str) -> Diagnostic {
    RULE.at(loc, "only a key of type `Uuid` can be generated")
        .label("cannot be drawn")
        .hint(format!(
            "write `Uuid`, or leave `generated` out and give the key with the {from}"
        ))
}

/// A fact that is no key.
pub(crate) fn word_of_a_key(loc: Loc) -> Diagnostic {
    RULE.at(loc, "only a key can be generated")
        .label("a fact, not the key")
        .hint("leave `generated` out: a fact is set by an act")
}
