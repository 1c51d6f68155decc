use super::{Rule, elsewhere};
use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};

/// A name that nothing declares.
pub const RULE: Rule = Rule {
    code: "N001",
    name: "unknown-name",
    severity: Severity::Error,
    page: include_str!("../../rules/N001.md"),
    check: None,
};

/// `kind` is the kind of thing looked for, in the modeller's words: "entity", "command"; `nearest` is a
/// declared name spelt almost like it.
pub(crate) fn unknown_name(loc: Loc, kind: &str, name: &str, nearest: Option<&str>) -> Diagnostic {
    let finding = RULE
        .at(loc, format!("there is no {kind} called `{name}`"))
        .label("not declared anywhere");
    match nearest {
        Some(nearest) => finding.hint(format!("did you mean `{nearest}`?")),
        None => finding.hint(format!("declare the {kind}, or correct the name")),
    }
}

/// A bare name in an expression that means nothing there.
pub(crate) fn nothing_to_read(loc: Loc, name: &str, nearest: Option<&str>) -> Diagnostic {
    let finding = RULE
        .at(loc, format!("nothing here is called `{name}`"))
        .label("unknown name");
    match (elsewhere::name(name), nearest) {
        (Some(advice), _) => finding.hint(advice),
        (None, Some(nearest)) => finding.hint(format!("did you mean `{nearest}`?")),
        (None, None) => finding.hint("correct the name, or declare what it is to mean"),
    }
}

/// What is called and is neither a function of the language nor a look-up of the model.
pub(crate) fn unknown_function(loc: Loc, name: &str, nearest: Option<&str>) -> Diagnostic {
    let finding = RULE
        .at(
            loc,
            format!("there is no function or look-up called `{name}`"),
        )
        .label("not declared anywhere");
    match (elsewhere::function(name), nearest) {
        (Some(advice), _) => finding.hint(advice),
        (None, Some(nearest)) => finding.hint(format!("did you mean `{nearest}`?")),
        (None, None) => finding
            .hint("correct the name, or declare a look-up of this name, which the host answers"),
    }
}
