use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// An event of an external system where one of this model is meant.
pub(crate) const RULE: Rule = Rule {
    code: "EM012",
    name: "event-from-outside",
    severity: Severity::Error,
    page: include_str!("../../../rules/EM012.md"),
    check: None,
};

/// What an external system reports or does is named where the model speaks of itself.
pub(crate) fn from_outside(loc: Loc, system: &str, name: &str, call: bool) -> Diagnostic {
    let hint = if call {
        format!(
            "an automation makes the call (`automation … -> {system}.{name}`); name the command that follows its answer"
        )
    } else {
        format!(
            "let a slice translate it (`translation {system}.{name} -> …`), and name what it becomes"
        )
    };
    RULE.at(
        loc,
        format!("`{name}` belongs to `{system}`, which is outside this model"),
    )
    .label("from outside")
    .hint(hint)
}

/// A spec takes an event of an external system for one that this model records.
pub(crate) fn given_from_outside(loc: Loc, system: &str, name: &str) -> Diagnostic {
    RULE.at(
        loc,
        format!("`{name}` belongs to `{system}`, so that no history of this model holds it"),
    )
    .label("from outside")
    .hint(format!(
        "let it arrive (`when {system}.{name} {{ … }}`), or give the event that it became"
    ))
}

/// A translation of an event of this model.
pub(crate) fn translation_of_own(loc: Loc, event: &str) -> Diagnostic {
    RULE.at(
        loc,
        format!("`{event}` is an event of this model, so there is nothing to translate"),
    )
    .label("not from outside")
    .hint(format!("write `automation on {event} -> …`"))
}
