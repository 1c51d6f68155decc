//! Specs as trials: something is done, and something is expected of it.

use crate::Loc;
use crate::model::{Expect, Spec, SpecStep, SpecStepKind};

/// A `when` with what is expected of it.
pub(super) struct Trial<'m> {
    /// What is done.
    pub(super) done: &'m SpecStep,
    /// What is expected, and where it is named.
    pub(super) expected: Vec<(&'m Expect, Loc)>,
}

impl<'m> Trial<'m> {
    /// The trials of a spec.
    pub(super) fn of(spec: &'m Spec) -> Vec<Self> {
        let mut trials: Vec<Self> = Vec::new();
        for step in &spec.steps {
            match &step.kind {
                SpecStepKind::When(_)
                | SpecStepKind::WhenCommand { .. }
                | SpecStepKind::Arrives { .. }
                | SpecStepKind::Automations => trials.push(Self {
                    done: step,
                    expected: Vec::new(),
                }),
                SpecStepKind::Then(expect) => {
                    if let Some(trial) = trials.last_mut() {
                        trial.expected.push((expect, step.named));
                    }
                }
                SpecStepKind::Now(_)
                | SpecStepKind::Lookup(..)
                | SpecStepKind::Answer { .. }
                | SpecStepKind::Given { .. }
                | SpecStepKind::GivenEvent { .. } => {}
            }
        }
        trials
    }

    /// Whether it is expected to go well: a command that is rejected says so.
    pub(super) fn succeeds(&self) -> bool {
        !self.expected.is_empty()
            && !self
                .expected
                .iter()
                .any(|(expect, _)| matches!(expect, Expect::Rejected(_)))
    }
}
