use crate::Loc;
use crate::ctp::{Pattern, Profile, Step, revocable, step_words, steps};
use crate::diagnostics::{Diagnostic, Severity};
use crate::rules::{Rule, or, ticked};

/// An act that the profile of the model does not have.
pub(crate) const RULE: Rule = Rule {
    code: "CM005",
    name: "act-not-in-profile",
    severity: Severity::Error,
    page: include_str!("../../../rules/CM005.md"),
    check: None,
};

/// `step` is what the clause is of.
pub(crate) fn act_not_in_profile(loc: Loc, step: Step, profile: Profile) -> Diagnostic {
    let (own, other, other_profile) = match profile {
        Profile::Demo4 => ("demo4", "demo3", Profile::Demo3),
        Profile::Demo3 => ("demo3", "demo4", Profile::Demo4),
    };
    let instead = match step {
        Step::Base(_) => "leave it out".to_owned(),
        Step::Revoke(_) | Step::Allow(_) | Step::Refuse(_) => {
            let acts = revocable(profile).iter();
            let acts: Vec<&str> = acts.map(|it| it.act.word()).collect();
            format!("what can be revoked: {}", or(&ticked(&acts)))
        }
    };
    let hint = if steps(other_profile, Pattern::Complete).contains(&step) {
        format!("{instead}; `ctp {other}` in the model's header has it")
    } else {
        instead
    };
    let act = step_words(step);
    RULE.at(loc, format!("there is no `{act}` in the profile `{own}`"))
        .label(format!("not an act of `{own}`"))
        .hint(hint)
}
