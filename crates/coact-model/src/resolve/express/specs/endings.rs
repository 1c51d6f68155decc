//! How a step of a spec is expected to end, and which endings exclude each other.

use coact_syntax::ast;

use crate::diagnostics::Diagnostic;
use crate::model::{EventRef, Expect, Model};
use crate::rules::Findings;
use crate::{Loc, rules};

/// What was expected first of the last thing that was done.
#[derive(Default)]
pub(super) struct Endings {
    first: Option<(Ending, Loc)>,
    /// What is tried out of bounds, as a finding for the case that no rejection is expected.
    pub(super) dared: Vec<Diagnostic>,
    /// Whether something is expected. Where that is a rejection, nothing is dared any more.
    is_tested: bool,
}

/// How a command ends.
#[derive(Clone)]
enum Ending {
    /// It is refused.
    Rejected(Option<String>),
    /// It is accepted, and nothing happens.
    Nothing,
    /// This happens, among others.
    Event(EventRef),
}

impl Endings {
    /// Something is done, be it read or not: what follows is expected of it.
    pub(super) fn step(&mut self, step: &ast::Step, findings: &mut Findings) {
        if !matches!(
            step.kind,
            ast::StepKind::Then(_)
                | ast::StepKind::GivenNow(_)
                | ast::StepKind::GivenLookup(..)
                | ast::StepKind::GivenAnswer { .. }
                | ast::StepKind::GivenEvent { .. }
        ) {
            self.end(findings);
            self.first = None;
        }
    }

    /// Nothing more is expected of what was done.
    pub(super) fn end(&mut self, findings: &mut Findings) {
        let dared = std::mem::take(&mut self.dared);
        if std::mem::take(&mut self.is_tested) {
            findings.extend(dared.into_iter().next());
        }
    }

    /// Takes note of an expectation, and tells of one that cannot hold beside the first.
    pub(super) fn expected(
        &mut self,
        model: &Model,
        expect: &Expect,
        loc: Loc,
    ) -> Option<Diagnostic> {
        if matches!(expect, Expect::Rejected(_)) {
            self.dared.clear();
        }
        self.is_tested = true;
        let ending = Ending::of(expect)?;
        let Some((first, place)) = &self.first else {
            self.first = Some((ending, loc));
            return None;
        };
        ending.excludes(first).then(|| {
            rules::cannot_both_hold(loc, &ending.words(model), &first.words(model), *place)
        })
    }
}

impl Ending {
    fn of(expect: &Expect) -> Option<Self> {
        Some(match expect {
            Expect::Nothing => Self::Nothing,
            Expect::Rejected(by) => Self::Rejected(by.clone()),
            Expect::Event { kind, step, .. } => Self::Event(EventRef::Act(*kind, *step)),
            Expect::PlainEvent { event, .. } => Self::Event(EventRef::Plain(*event)),
            Expect::Rows { .. } | Expect::Agenda(..) => return None,
        })
    }

    fn excludes(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Rejected(Some(a)), Self::Rejected(Some(b))) => a != b,
            // What is refused brings nothing about.
            (Self::Rejected(_) | Self::Nothing, Self::Rejected(_) | Self::Nothing)
            | (Self::Event(_), Self::Event(_)) => false,
            (Self::Event(_), _) | (_, Self::Event(_)) => true,
        }
    }

    fn words(&self, model: &Model) -> String {
        match self {
            Self::Rejected(None) => "rejected".to_owned(),
            Self::Rejected(Some(by)) => format!("rejected {by}"),
            Self::Nothing => "nothing".to_owned(),
            Self::Event(event) => model.event_name(*event).to_owned(),
        }
    }
}
