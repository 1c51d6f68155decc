use super::Cx;
use super::responses::{Answer, Answers, assessed};
use crate::ctp::{Act, answers as legal, step_words};
use crate::diagnostics::{Diagnostic, Severity};
use crate::model::Mode;
use crate::rules::{Findings, Rule};

/// A case in which every answer to a fact is refused.
pub(crate) const RULE: Rule = Rule {
    code: "AM041",
    name: "no-way-on",
    severity: Severity::Warning,
    page: include_str!("../../../rules/AM041.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    for kind in cx.model.kinds.ids() {
        for answers in Answers::of(cx, kind) {
            findings.extend(no_way_on(cx, &answers));
        }
    }
}

pub(super) fn no_way_on<'m>(cx: &Cx<'m>, answers: &Answers<'m>) -> Option<Diagnostic> {
    let kind = &cx.model.kinds[answers.kind];
    let steps = legal(
        cx.model.profile,
        kind.pattern,
        kind.is_tacit(Act::Execute),
        answers.on,
    );
    // What is promised is done when it can be. Of a fact with one answer it is said elsewhere that the other side is open.
    if !answers.is_choice() || steps.len() < 2 {
        return None;
    }
    // What a rule does not hold by force, or holds only while something else stands, may always be performed.
    let gate = |answer: &&Answer<'m>| {
        answer.rule.mode == Mode::Enforced
            && !answer.otherwise
            && answer.response.kind == answers.kind
            && !answer.rule.assessments.is_empty()
            && answer.rule.while_.is_empty()
    };
    let gates: Vec<&Answer<'m>> = steps
        .iter()
        .map(|step| {
            let mut gates = answers.all.iter().filter(gate);
            gates.find(|answer| answer.response.step == *step)
        })
        .collect::<Option<_>>()?;
    let place = answers.place(cx);
    let mut space = place.space();
    let given = answers.given(cx, &mut space);
    let held: Vec<_> = gates
        .iter()
        .map(|gate| assessed(gate.rule, &mut space))
        .collect();
    space.in_states(answers.kind, &answers.states(cx));
    let case = space.gap(&given, &held)?.case?;
    let words = space.case_words(&place.scope, &case)?;
    let names: Vec<String> = steps
        .iter()
        .map(|step| format!("`{}`", step_words(*step)))
        .collect();
    let (last, others) = gates.split_last()?;
    let mut finding = RULE
        .at(
            last.rule.loc,
            format!("when {words} neither {} is admitted", names.join(" nor ")),
        )
        .label("refuses one of them");
    for other in others {
        finding = finding.also(other.rule.loc, "refuses the other");
    }
    Some(finding.hint("change the assessments so that one of the rules holds in each case, or write one rule with `else`"))
}
