use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// Versions that cannot follow each other.
pub(crate) const RULE: Rule = Rule {
    code: "EV002",
    name: "versions-out-of-order",
    severity: Severity::Error,
    page: include_str!("../../../rules/EV002.md"),
    check: None,
};

/// Nothing came or went with the first version.
pub(crate) fn first_version(loc: Loc, name: &str, word: &str, number: u64) -> Diagnostic {
    let what = if word == "since" {
        format!("`{name}` did not come with v{number}: what is there from the beginning is of v1")
    } else {
        format!("`{name}` did not go with v{number}: then it would never have been there")
    };
    RULE.at(loc, what)
        .label("versions count from v1")
        .hint(format!("say `{word} v2`, or a later version"))
}

/// It went before it came.
pub(crate) fn gone_before_it_came(loc: Loc, name: &str, since: u64, retired: u64) -> Diagnostic {
    RULE.at(
        loc,
        format!("`{name}` came with v{since} and cannot have gone with v{retired}"),
    )
    .label("not later")
    .hint(format!(
        "say `retired v{}`, or a later version",
        since.saturating_add(1)
    ))
}

/// A step that does not lead from a version to the next one.
pub(crate) fn not_the_next_version(loc: Loc, from: u64, to: u64) -> Diagnostic {
    let first = from.max(1);
    let next = first.saturating_add(1);
    let finding = RULE
        .at(
            loc,
            format!(
                "an upcast leads from a version to the next one, and v{to} does not follow v{from}"
            ),
        )
        .label("not one step");
    if to > next {
        finding.hint(format!(
            "say what happens step by step: `upcast v{first} -> v{next}` first"
        ))
    } else {
        finding.hint(format!("say `upcast v{first} -> v{next}`"))
    }
}

/// A step from a version that no record has.
pub(crate) fn no_such_version(loc: Loc, owner: &str, number: u64, latest: u64) -> Diagnostic {
    RULE.at(
        loc,
        format!("there is no v{number} of `{owner}`: its latest version is v{latest}"),
    )
    .label("no record is of this version")
    .hint(format!(
        "say `upcast v{latest} -> v{}`, or what came with v{number} (`since v{number}`)",
        latest.saturating_add(1)
    ))
}
