//! Action rules: whether they apply, what they assess, and where they bind.

use coact_model::ctp::{Act, Step};
use coact_model::model::{ActionRule, Assessment, KindId, Mode, Response};
use coact_runtime::RejectionKind;
use coact_runtime::expr::{Absent, Eval};

use super::decide::Deciding;
use super::{Case, Site, stands, waits};
use crate::cx::Cx;
use crate::evaluate::Scope;
use crate::rejection::{Decision, Rejection};

/// Whether a response follows where the assessments hold, or where one fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Branch {
    /// `then`
    Then,
    /// `else`
    Else,
}

/// A rule with one of its responses.
#[derive(Clone, Copy)]
pub(crate) struct Answer<'a> {
    pub(crate) rule: &'a ActionRule,
    pub(crate) branch: Branch,
    pub(crate) response: &'a Response,
}

/// All responses of all rules.
fn all<'a>(cx: &Cx<'a>) -> impl Iterator<Item = Answer<'a>> + use<'a> {
    cx.model.rules.values().flat_map(|rule| {
        let of = move |branch, response| Answer {
            rule,
            branch,
            response,
        };
        let then = rule.then.iter().map(move |it| of(Branch::Then, it));
        let otherwise = rule.otherwise.iter().map(move |it| of(Branch::Else, it));
        then.chain(otherwise)
    })
}

/// The responses that perform a step of a kind.
pub(crate) fn answers<'a>(cx: &Cx<'a>, kind: KindId, step: Step) -> Vec<Answer<'a>> {
    all(cx)
        .filter(|answer| (answer.response.kind, answer.response.step) == (kind, step))
        .collect()
}

/// The responses of rules that start from a fact of this kind.
pub(crate) fn starting_at<'a>(cx: &Cx<'a>, kind: KindId) -> Vec<Answer<'a>> {
    all(cx).filter(|answer| answer.rule.kind == kind).collect()
}

/// Whether the facts that a rule answers stand, seen from an instance of its kind.
pub(crate) fn applies(cx: &Cx<'_>, case: &Case, site: &Site<'_>, rule: &ActionRule) -> bool {
    rule.while_
        .iter()
        .all(|fact| waits::condition(cx, case, site, rule.kind, *fact, None))
        && stands(site.instance, rule.on)
}

/// Whether all assessments of a rule can be made from the fold alone.
pub(crate) fn is_plain(rule: &ActionRule) -> bool {
    let mut assessments = rule.assessments.iter();
    !assessments.any(|assessment| assessment.condition.has_inputs())
}

/// Whether an enforced rule binds who asks for what the transaction of the rule encloses.
fn binds_child(cx: &Cx<'_>, rule: &ActionRule, response: &Response) -> bool {
    rule.mode == Mode::Enforced
        && response.step == Step::Base(Act::Request)
        && response.kind != rule.kind
        && cx.place(response.kind).case == cx.place(rule.kind).case
}

/// Whether a response binds who performs its act.
fn binds(cx: &Cx<'_>, answer: &Answer<'_>, kind: KindId) -> bool {
    // Of the responses in other transactions, what an enforced rule says of a request is judged with the request; the others
    // are asked for where their rule is.
    (answer.rule.kind == kind || binds_child(cx, answer.rule, answer.response))
        && !answer.rule.assessments.is_empty()
        && match answer.rule.mode {
            Mode::Enforced => answer.branch == Branch::Then,
            Mode::Automated => true,
            Mode::Advised => false,
        }
}

/// Whether an assessment made from the fold alone holds.
pub(crate) fn holds(cx: &Cx<'_>, case: &Case, site: &Site<'_>, assessment: &Assessment) -> bool {
    let scope = Scope::about(cx, case, site.subject.clone());
    scope.holds(&assessment.condition) == Ok(true)
}

/// Refuses by the rules that bind a step: of an enforced rule, where an assessment of its `then` fails; of an automated rule's
/// own performances, where its assessments say otherwise.
pub(super) fn check(of: Deciding<'_>, site: &Site<'_>, step: Step) -> Decision<()> {
    let Deciding { cx, case, ctx, .. } = of;
    for answer in answers(cx, site.kind, step) {
        if !binds(cx, &answer, site.kind) {
            continue;
        }
        let by_person = ctx.via.is_person();
        if by_person && (answer.rule.mode, answer.branch) != (Mode::Enforced, Branch::Then) {
            continue;
        }
        let Some(around) = site.around(cx, case, answer.rule.kind) else {
            continue;
        };
        if !applies(cx, case, &around, answer.rule) {
            continue;
        }
        let assess = |assessment: &Assessment| -> Eval<bool> {
            let scope = Scope::about(cx, case, around.subject.clone());
            let scope = scope.at(ctx.now, ctx.today).with_outside(of.outside);
            scope.holds(&assessment.condition)
        };
        let assessments = &answer.rule.assessments;
        match answer.branch {
            Branch::Then => {
                for assessment in assessments {
                    // What is not known is not justified.
                    let kind = match assess(assessment) {
                        Ok(true) => continue,
                        Err(Absent::Overflow) => RejectionKind::Overflow,
                        Ok(false) | Err(Absent::Unknown) => RejectionKind::Rule,
                    };
                    return Err(refused(kind, assessment, &assessment.sentence));
                }
            }
            Branch::Else => {
                if assessments.iter().all(|it| assess(it) == Ok(true))
                    && let Some(first) = assessments.first()
                {
                    return Err(refused(RejectionKind::Rule, first, ""));
                }
            }
        }
    }
    Ok(())
}

fn refused(kind: RejectionKind, assessment: &Assessment, sentence: &str) -> Rejection {
    let name = &assessment.name;
    Rejection::new(kind, &*name.text, sentence, name.loc)
}
