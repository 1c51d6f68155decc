use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A rejection that nothing in the model can make.
pub(crate) const RULE: Rule = Rule {
    code: "EM003",
    name: "unknown-rejection",
    severity: Severity::Error,
    page: include_str!("../../../rules/EM003.md"),
    check: None,
};

/// `nearest` is a rejection spelt almost like it; `plain`: the model has no transactions.
pub(crate) fn unknown_rejection(
    loc: Loc,
    name: &str,
    nearest: Option<&str>,
    plain: bool,
) -> Diagnostic {
    let finding = RULE
        .at(loc, format!("nothing rejects a command as `{name}`"))
        .label("no such rejection");
    match nearest {
        Some(nearest) => finding.hint(format!("did you mean `{nearest}`?")),
        None if plain => finding.hint("name what a command requires, a bound (`AddItem.quantity`) or `overflow`"),
        None => finding.hint("name a bound (`Order.lines`), an assessment, a law, `waits.KIND`, `contained.KIND`, or one of identity, role, party, pattern, overflow"),
    }
}

/// An assessment of a rule that does not enforce.
pub(crate) fn only_advice(loc: Loc, name: &str) -> Diagnostic {
    RULE.at(
        loc,
        format!("`{name}` never rejects anything, because its rule only advises"),
    )
    .label("only advice")
    .hint("make the rule `enforced`, or expect what happens")
}
