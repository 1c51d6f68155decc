use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A fact or act that the pattern of its kind does not have.
pub(crate) const RULE: Rule = Rule {
    code: "AM001",
    name: "outside-pattern",
    severity: Severity::Error,
    page: include_str!("../../../rules/AM001.md"),
    check: None,
};

/// What has an act that only one edition of the pattern knows.
const ELDER: &str = "only `ctp demo3` in the model's header has it, and no `basic` pattern";

/// A fact.
pub(crate) fn fact_outside_pattern(loc: Loc, kind: &str, fact: &str) -> Diagnostic {
    RULE.at(
        loc,
        format!("`{kind} {fact}` never happens, because its pattern has no such act"),
    )
    .label("never happens")
    .hint(match fact {
        "quitted" | "stopped" => format!("{ELDER}, or answer another fact"),
        _ => format!("widen the pattern of `{kind}`, or answer another fact"),
    })
}

/// An act.
pub(crate) fn act_outside_pattern(loc: Loc, kind: &str, act: &str) -> Diagnostic {
    RULE.at(
        loc,
        format!("there is no `{act}` in the pattern of `{kind}`"),
    )
    .label("not an act of this kind")
    .hint(match act {
        "quit" | "stop" => format!("{ELDER}, or name another act"),
        _ => format!("widen the pattern of `{kind}`, or name another act"),
    })
}
