use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A constant that nothing declares or brings about.
pub(crate) const RULE: Rule = Rule {
    code: "EM001",
    name: "unknown-constant",
    severity: Severity::Error,
    page: include_str!("../../../rules/EM001.md"),
    check: None,
};

/// `nearest` is a constant spelt almost like it.
pub(crate) fn unknown_constant(loc: Loc, name: &str, nearest: Option<&str>) -> Diagnostic {
    let finding = RULE
        .at(loc, format!("there is no constant called `{name}`"))
        .label("not known here");
    match nearest {
        Some(nearest) => finding.hint(format!("did you mean `{nearest}`?")),
        None => finding.hint(format!("declare it with `let {name}: …`, or bind it in a `given` or by the `then` that produces it")),
    }
}

/// A role where somebody who has it is needed.
pub(crate) fn actor_for_a_constant(loc: Loc, actor: &str) -> Diagnostic {
    let one = actor.to_lowercase();
    RULE.at(
        loc,
        format!("`{actor}` is an actor, and somebody who acts as one is needed here"),
    )
    .label("a role")
    .hint(format!(
        "declare somebody, `let {one}1: {actor}`, and write `{one}1`"
    ))
}

/// A constant that needs itself.
pub(crate) fn constant_circle(loc: Loc, name: &str) -> Diagnostic {
    RULE.at(loc, format!("the constant `{name}` needs its own value"))
        .label("needs itself")
        .hint("give it a value of its own")
}
