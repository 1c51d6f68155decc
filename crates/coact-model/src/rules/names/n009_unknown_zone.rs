use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// A time zone that does not exist.
pub(crate) const RULE: Rule = Rule {
    code: "N009",
    name: "unknown-zone",
    severity: Severity::Error,
    page: include_str!("../../../rules/N009.md"),
    check: None,
};

/// `nearest` is the zone spelt almost like it.
pub(crate) fn unknown_zone(loc: Loc, zone: &str, nearest: Option<&str>) -> Diagnostic {
    let finding = RULE
        .at(loc, format!("there is no time zone `{zone}`"))
        .label("not in the IANA time zone database");
    match nearest {
        Some(nearest) => finding.hint(format!("did you mean `{nearest}`?")),
        None => finding.hint("write a zone like `Europe/Amsterdam` or `UTC`"),
    }
}
