use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// What follows the answers of a call is not told, or told of something else.
pub(crate) const RULE: Rule = Rule {
    code: "EM013",
    name: "outcomes-of-a-call",
    severity: Severity::Error,
    page: include_str!("../../../rules/EM013.md"),
    check: None,
};

/// An answer that the call does not have.
pub(crate) fn no_such_outcome(loc: Loc, call: &str, name: &str, near: Option<&str>) -> Diagnostic {
    let finding = RULE
        .at(loc, format!("`{call}` is never answered by `{name}`"))
        .label("no such answer");
    match near {
        Some(near) => finding.hint(format!("did you mean `{near}`?")),
        None => finding.hint("name one of the answers that the call declares"),
    }
}

/// Answers that nothing follows; whether `some` of the others have a command.
pub(crate) fn outcome_left_open(loc: Loc, call: &str, open: &[&str], some: bool) -> Diagnostic {
    let names: Vec<String> = open.iter().map(|name| format!("`{name}`")).collect();
    let names = names.join(" and ");
    RULE.at(
        loc,
        format!("nothing follows where `{call}` is answered by {names}"),
    )
    .label("an answer left open")
    .hint(if some {
        format!(
            "add to its `then`: `{} -> COMMAND`",
            open.join(" -> COMMAND, ")
        )
    } else {
        format!("add `then {{ {} -> COMMAND }}`", open.join(" -> COMMAND, "))
    })
}

/// Answers of something that is no call.
pub(crate) fn outcomes_of_a_command(loc: Loc, command: &str) -> Diagnostic {
    RULE.at(
        loc,
        format!("`{command}` is a command of this model, and has no answers"),
    )
    .label("answers")
    .hint("leave `then` out, or call an external system")
}
