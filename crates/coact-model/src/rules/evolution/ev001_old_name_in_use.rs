use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::{Rule, a, plural};

/// An earlier name that still is, or that two things had.
pub(crate) const RULE: Rule = Rule {
    code: "EV001",
    name: "old-name-in-use",
    severity: Severity::Error,
    page: include_str!("../../../rules/EV001.md"),
    check: None,
};

/// `there` is what bears the name now.
pub(crate) fn old_name_in_use(
    loc: Loc,
    noun: &str,
    name: &str,
    was: &str,
    there: Loc,
) -> Diagnostic {
    RULE.at(
        loc,
        format!("`{name}` was not `{was}`: there is {} `{was}` still", a(noun)),
    )
    .label("still in use")
    .also(there, format!("the {noun} `{was}`"))
    .hint("what was recorded under that name cannot belong to both; take the `was` out, or rename the other one")
}

/// Two things were called the same.
pub(crate) fn one_old_name(loc: Loc, noun: &str, was: &str, first: Loc) -> Diagnostic {
    RULE.at(
        loc,
        format!("two {} cannot both have been `{was}`", plural(noun)),
    )
    .label("once more")
    .also(first, "the first one")
    .hint("what was recorded under that name belongs to one of them")
}
