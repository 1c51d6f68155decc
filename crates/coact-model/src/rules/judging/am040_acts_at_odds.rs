use super::Cx;
use super::responses::{Answer, Answers};
use crate::ctp::{Act, Status, Step, next, step_of_kind, step_words};
use crate::diagnostics::{Diagnostic, Severity};
use crate::model::{LinkId, Mode};
use crate::rules::{Findings, Rule};

/// Two acts that exclude each other and follow in one case.
pub(crate) const RULE: Rule = Rule {
    code: "AM040",
    name: "acts-at-odds",
    severity: Severity::Warning,
    page: include_str!("../../../rules/AM040.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    for kind in cx.model.kinds.ids() {
        for answers in Answers::of(cx, kind) {
            for (at, later) in answers.all.iter().enumerate() {
                let mut before = answers.all.iter().take(at);
                let odds = before.find_map(|first| at_odds(cx, &answers, first, later));
                findings.extend(odds);
            }
        }
    }
}

/// How two acts exclude each other.
enum Odds {
    /// Of two acts of the transaction only one can be performed.
    Acts,
    /// A link asks for one at most.
    Link(LinkId),
}

fn at_odds<'m>(
    cx: &Cx<'m>,
    answers: &Answers<'m>,
    first: &Answer<'m>,
    later: &Answer<'m>,
) -> Option<Diagnostic> {
    let one_rule = std::ptr::eq(first.rule, later.rule);
    if first.otherwise != later.otherwise && one_rule {
        return None;
    }
    // Without a condition one act of a rule simply follows the other.
    let chosen = |answer: &Answer<'_>| answer.response.condition.is_some();
    if one_rule && !chosen(first) && !chosen(later) {
        return None;
    }
    let odds = odds(cx, answers, first, later)?;
    let place = answers.place(cx);
    let mut space = place.space();
    let given = answers.given(cx, &mut space);
    let (a, b) = (first.term(&mut space), later.term(&mut space));
    space.in_states(answers.kind, &answers.states(cx));
    let case = space.overlap(&given, &a, &b)?.case?;
    let when = if case.is_any() {
        String::new()
    } else {
        format!(" when {}", space.case_words(&place.scope, &case)?)
    };
    let words = |answer: &Answer<'_>| match answer.response.kind {
        kind if kind == answers.kind => step_words(answer.response.step),
        kind => step_of_kind(answer.response.step, cx.kind(kind)),
    };
    let (one, other) = (words(first), words(later));
    let message = if first.response.step == later.response.step {
        format!("`{other}` follows twice{when}")
    } else {
        format!("`{one}` and `{other}` both follow{when}")
    };
    let finding = RULE
        .at(later.response.loc, message)
        .also(first.response.loc, "follows as well");
    Some(match odds {
        Odds::Acts => finding
            .label(format!("not possible after `{one}`"))
            .hint("change the conditions so that at most one holds in each case"),
        Odds::Link(link) => finding
            .label("the second time")
            .also(cx.model.links[link].loc, "asks for one at most")
            .hint("change the conditions so that at most one holds in each case, or let the link ask for more"),
    })
}

fn odds(
    cx: &Cx<'_>,
    answers: &Answers<'_>,
    first: &Answer<'_>,
    later: &Answer<'_>,
) -> Option<Odds> {
    let (a, b) = (first.response, later.response);
    if a.kind != b.kind || a.each.is_some() || b.each.is_some() {
        return None;
    }
    let one_rule = std::ptr::eq(first.rule, later.rule);
    if a.kind == answers.kind {
        // Who is held to a rule by force chooses among what is admitted.
        let speak = |answer: &Answer<'_>| answer.rule.mode != Mode::Enforced;
        let together = first.is_automated(cx) == later.is_automated(cx);
        let both = one_rule || together && speak(first) && speak(later);
        return (both && exclude(cx, answers, a.step, b.step)).then_some(Odds::Acts);
    }
    let link = a.link.filter(|_| a.link == b.link)?;
    let both = first.is_automated(cx) && later.is_automated(cx);
    let one = cx.model.links[link].max == Some(1) && a.step == Step::Base(Act::Request);
    let same = a.subject.is_none() && b.subject.is_none();
    (both && one && same).then_some(Odds::Link(link))
}

/// Whether of two steps neither may be performed after the other, wherever both may be performed.
fn exclude(cx: &Cx<'_>, answers: &Answers<'_>, a: Step, b: Step) -> bool {
    let kind = &cx.model.kinds[answers.kind];
    let tacit = kind.is_tacit(Act::Execute);
    let next = |status: Status, step| next(cx.model.profile, kind.pattern, tacit, status, step);
    let mut both = answers
        .states(cx)
        .into_iter()
        .filter_map(|status| Some((next(status, a)?, next(status, b)?)))
        .peekable();
    both.peek().is_some()
        && both.all(|(after_a, after_b)| next(after_a, b).is_none() && next(after_b, a).is_none())
}
