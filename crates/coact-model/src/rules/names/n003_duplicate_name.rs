use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A name that is given twice in one space.
pub(crate) const RULE: Rule = Rule {
    code: "N003",
    name: "duplicate-name",
    severity: Severity::Error,
    page: include_str!("../../../rules/N003.md"),
    check: None,
};

/// `noun` is what the second one would be, `what` is what the first one is.
pub(crate) fn duplicate_name(
    loc: Loc,
    noun: &str,
    name: &str,
    first: Loc,
    what: &str,
) -> Diagnostic {
    let message = if noun == what {
        format!(
            "there are two {} called `{name}`",
            crate::rules::plural(noun)
        )
    } else {
        format!(
            "{} called `{name}` stands beside {} of that name",
            crate::rules::a(noun),
            crate::rules::a(what)
        )
    };
    RULE.at(loc, message)
        .label("the second of the name")
        .also(first, "the first is here")
        .hint("rename one of the two")
}
