use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A step that names a field of another version.
pub(crate) const RULE: Rule = Rule {
    code: "EV008",
    name: "not-in-version",
    severity: Severity::Error,
    page: include_str!("../../../rules/EV008.md"),
    check: None,
};

/// The field is there from `since` on, until it goes with `gone`.
pub(crate) fn not_in_version(
    loc: Loc,
    name: &str,
    version: u64,
    since: u64,
    gone: Option<u64>,
) -> Diagnostic {
    let (why, hint) = match gone {
        Some(gone) if gone <= version => (
            format!("it went with v{gone}"),
            format!("the upcast to v{gone} is the last one that can read it"),
        ),
        _ => (
            format!("it comes with v{since}"),
            format!("the upcast to v{since} says what it is in older records"),
        ),
    };
    RULE.at(
        loc,
        format!("records of v{version} have no `{name}`: {why}"),
    )
    .label(format!("not in v{version}"))
    .hint(hint)
}
