use crate::Loc;
use crate::ctp::Act;
use crate::diagnostics::{Diagnostic, Severity};
use crate::model::Ident;
use crate::rules::Rule;

/// An act is delegated that cannot be.
pub(crate) const RULE: Rule = Rule {
    code: "CM016",
    name: "impossible-delegation",
    severity: Severity::Error,
    page: include_str!("../../../rules/CM016.md"),
    check: None,
};

/// A position delegates to itself.
pub(crate) fn delegated_to_itself(loc: Loc, position: &str) -> Diagnostic {
    RULE.at(loc, format!("`{position}` delegates to itself"))
        .label("the same position")
        .hint("name the position that performs the act for it")
}

/// The kind has no such act.
pub(crate) fn no_act_to_delegate(loc: Loc, act: Act, kind: &str) -> Diagnostic {
    let act = act.word();
    RULE.at(
        loc,
        format!("`{kind}` has no {act} that could be delegated"),
    )
    .label("no act of its pattern")
    .hint("leave it out, or give the transaction a pattern that has it")
}

/// The position does not perform the act.
pub(crate) fn delegated_by_another(
    loc: Loc,
    act: Act,
    kind: &str,
    role: Option<&Ident>,
    position: &Ident,
) -> Diagnostic {
    let (act, from) = (act.word(), &position.text);
    let message = format!("`{from}` does not {act} `{kind}`, so it cannot delegate that");
    let finding = RULE
        .at(loc, message)
        .label("performed by another role")
        .also(position.loc, "the position");
    match role {
        Some(role) => finding.hint(format!(
            "delegate it from a position that fills `{}`",
            role.text
        )),
        None => finding,
    }
}
