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

/// The key of an aggregate among the fields of one of its commands or events.
pub(crate) fn key_is_there(loc: Loc, name: &str, key: Loc) -> Diagnostic {
    RULE.at(
        loc,
        format!("`{name}` is the key of the aggregate: its commands and events have it already"),
    )
    .label("there already")
    .also(key, "the key")
    .hint(format!("leave `{name}` out"))
}

/// An event that stands outside the aggregate that applies it, too.
pub(crate) fn declared_by_its_aggregate(loc: Loc, name: &str, applied: Loc) -> Diagnostic {
    RULE.at(
        loc,
        format!("the event `{name}` is declared here and in its aggregate"),
    )
    .label("the second of the name")
    .also(applied, "the aggregate applies it")
    .hint(
        "leave it out here: an event of an aggregate has the key of it, and the fields that its commands give it",
    )
}
