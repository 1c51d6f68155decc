use crate::Loc;
use crate::ctp::Profile;
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::Rule;

/// An act that the profile of the model does not have.
pub(crate) const RULE: Rule = Rule {
    code: "CM005",
    name: "act-not-in-profile",
    severity: Severity::Error,
    page: include_str!("../../../rules/CM005.md"),
    check: None,
};

/// `act` is the act as written.
pub(crate) fn act_not_in_profile(loc: Loc, act: &str, profile: Profile) -> Diagnostic {
    let (own, other) = match profile {
        Profile::Demo4 => ("demo4", "demo3"),
        Profile::Demo3 => ("demo3", "demo4"),
    };
    RULE.at(loc, format!("there is no `{act}` in the profile `{own}`"))
        .label(format!("not an act of `{own}`"))
        .hint(format!(
            "leave it out; `ctp {other}` in the model's header may have it"
        ))
}
