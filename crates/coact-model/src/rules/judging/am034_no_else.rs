use super::Cx;
use super::am041_no_way_on::no_way_on;
use super::responses::Answers;
use crate::conditions::Found;
use crate::diagnostics::{Diagnostic, Severity};
use crate::model::ActionRule;
use crate::rules::{Findings, Rule};

/// A choice whose other side is open.
pub(crate) const RULE: Rule = Rule {
    code: "AM034",
    name: "no-else",
    severity: Severity::Warning,
    page: include_str!("../../../rules/AM034.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    for kind in cx.model.kinds.ids() {
        for answers in Answers::of(cx, kind) {
            // Where nothing at all can follow, that is told.
            if answers.is_choice() && no_way_on(cx, &answers).is_none() {
                findings.extend(left_open(cx, &answers));
            }
        }
    }
}

fn left_open<'m>(cx: &Cx<'m>, answers: &Answers<'m>) -> Option<Diagnostic> {
    let rules = answers.rules.iter().copied();
    let open: Vec<&ActionRule> = rules.filter(|rule| is_open(rule)).collect();
    let (last, others) = open.split_last()?;
    let (found, words) = rest(cx, answers);
    if found.is_some_and(|found| !found.possible) {
        return None;
    }
    let when = words.map(|words| format!("when {words}"));
    let finding = if answers.rules.len() > 1 {
        let when = when.unwrap_or_else(|| "where all of them fail".to_owned());
        RULE.at(last.loc, format!("no rule says what follows {when}"))
    } else {
        let when = match when {
            Some(when) if last.assessments.is_empty() => when,
            _ => "where it fails".to_owned(),
        };
        RULE.at(
            last.loc,
            format!("this rule does not say what follows {when}"),
        )
    };
    let mut finding = finding.label("has no `else`");
    for other in others {
        finding = finding.also(other.loc, "has none either");
    }
    Some(finding.hint("add `else` with the act that turns it down"))
}

/// Whether a rule says only what follows where something holds.
fn is_open(rule: &ActionRule) -> bool {
    let mut steps = rule
        .then
        .iter()
        .filter(|response| response.kind == rule.kind);
    let ways = rule.then.len() > 1 && steps.all(|response| response.condition.is_some());
    rule.otherwise.is_empty() && (!rule.assessments.is_empty() || ways)
}

/// Where no rule says what follows.
fn rest<'m>(cx: &Cx<'m>, answers: &Answers<'m>) -> (Option<Found>, Option<String>) {
    let place = answers.place(cx);
    let mut space = place.space();
    let given = answers.given(cx, &mut space);
    let own = answers
        .all
        .iter()
        .filter(|answer| answer.response.kind == answers.kind);
    let all: Vec<_> = own.map(|answer| answer.term(&mut space)).collect();
    space.in_states(answers.kind, &answers.states(cx));
    let found = space.gap(&given, &all);
    let case = found.as_ref().and_then(|found| found.case.as_ref());
    let case = case.filter(|case| !case.is_any());
    let words = case.and_then(|case| space.case_words(&place.scope, case));
    (found, words)
}
