//! What the rules say about a model, kept so that an edit asks again only those that it concerns.

use super::parts::{Parts, rests_on};
use super::{Cx, RULES};
use crate::diagnostics::{Diagnostic, Severity};
use crate::model::Model;
use crate::places::{Moved as _, Moves};
use crate::rules::Rule;

/// The findings of all rules, in their order.
#[derive(Debug, Default)]
pub(crate) struct Verdicts {
    whole: bool,
    found: Vec<Vec<Diagnostic>>,
}

impl Verdicts {
    /// Judges a model. Where something was left out of it (`whole` is false), only what is certainly wrong is
    /// said: what seems to be missing may stand in the part that was left out. Rules that the level of the
    /// model does not want are not asked.
    pub(crate) fn of(model: &Model, whole: bool) -> Self {
        let cx = Cx::new(model);
        let asked = RULES.iter().map(|rule| {
            let mut findings = Vec::new();
            if is_asked(rule, model, whole)
                && let Some(check) = rule.check
            {
                check(&cx, &mut findings);
            }
            findings
        });
        Self {
            whole,
            found: asked.collect(),
        }
    }

    /// Judges the model after an edit that changed these parts of it and nothing else.
    pub(crate) fn follow(
        mut self,
        model: &Model,
        whole: bool,
        moves: &Moves,
        parts: &Parts,
    ) -> Self {
        if whole != self.whole {
            return Self::of(model, whole);
        }
        let mut cx = None;
        for (rule, found) in RULES.iter().zip(&mut self.found) {
            if !rests_on(rule, parts) {
                found.moved(moves);
                continue;
            }
            found.clear();
            if is_asked(rule, model, whole)
                && let Some(check) = rule.check
            {
                check(cx.get_or_insert_with(|| Cx::new(model)), found);
            }
        }
        self
    }

    /// All findings.
    pub(crate) fn findings(&self) -> impl Iterator<Item = &Diagnostic> {
        self.found.iter().flatten()
    }
}

fn is_asked(rule: &Rule, model: &Model, whole: bool) -> bool {
    (whole || rule.severity == Severity::Error) && rule.severity_at(model.level).is_some()
}
