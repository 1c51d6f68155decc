//! What the rules say about a model, kept so that an edit asks again only those that it concerns.

use super::parts::{Parts, rests_on};
use super::{Cx, OF_A_WHOLE_MODEL, RULES};
use crate::Weights;
use crate::diagnostics::{Diagnostic, Severity};
use crate::model::Model;
use crate::places::{Moved as _, Moves};
use crate::rules::{Rule, weight};

/// What all rules say, in their order.
#[derive(Debug, Default)]
pub(crate) struct Verdicts {
    whole: bool,
    found: Vec<Verdict>,
}

/// What a rule said when it was asked last.
#[derive(Debug, Default)]
struct Verdict {
    findings: Vec<Diagnostic>,
    /// The parts of the model that changed since; nothing where the rule was never asked.
    since: Option<Parts>,
}

impl Verdicts {
    /// Judges a model. Where something was left out of it (`whole` is false), only what is certainly wrong is
    /// said: what seems to be missing may stand in the part that was left out. Rules that neither the level of the
    /// model nor the project wants are not asked.
    pub(crate) fn of(model: &Model, weights: &Weights, whole: bool) -> Self {
        let nothing = Self {
            whole,
            found: RULES.iter().map(|_| Verdict::default()).collect(),
        };
        nothing.follow(model, weights, whole, &Moves::default(), &Parts::new())
    }

    /// Judges the model after an edit that changed these parts of it and nothing else. What a rule said that is
    /// not asked for a while stands until it is asked again.
    pub(crate) fn follow(
        mut self,
        model: &Model,
        weights: &Weights,
        whole: bool,
        moves: &Moves,
        parts: &Parts,
    ) -> Self {
        self.whole = whole;
        let mut cx = None;
        for (rule, verdict) in RULES.iter().zip(&mut self.found) {
            verdict.findings.moved(moves);
            if moves.take_lost() {
                verdict.since = None;
            }
            if let Some(since) = &mut verdict.since {
                since.extend(parts);
                if !rests_on(rule, since) {
                    continue;
                }
            }
            if is_asked(rule, model, weights, whole)
                && let Some(check) = rule.check
            {
                verdict.findings.clear();
                check(
                    cx.get_or_insert_with(|| Cx::new(model)),
                    &mut verdict.findings,
                );
                verdict.since = Some(Parts::new());
            }
        }
        self
    }

    /// All findings.
    pub(crate) fn findings(&self) -> impl Iterator<Item = &Diagnostic> {
        let said = RULES
            .iter()
            .zip(&self.found)
            .filter(|(rule, _)| speaks(rule, self.whole));
        said.flat_map(|(_, verdict)| &verdict.findings)
    }
}

/// Whether a rule has anything to say of a model of which something was left out, or not.
fn speaks(rule: &Rule, whole: bool) -> bool {
    let of_a_part = || {
        let mut others = OF_A_WHOLE_MODEL.iter();
        rule.severity == Severity::Error && !others.any(|other| other.code == rule.code)
    };
    whole || of_a_part()
}

fn is_asked(rule: &Rule, model: &Model, weights: &Weights, whole: bool) -> bool {
    speaks(rule, whole) && weight(rule, model.level, weights).is_some()
}
