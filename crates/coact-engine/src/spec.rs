//! Specs, run without any code: each on cases of its own in memory, with a clock that is set and answers that are given.
//!
//! A `given` performs what the state admits, whoever acts. A `when` is decided with every check, and followed by its tacit
//! acts. Automated work runs to rest when it is told to. Every event is projected. The verdict is that of the generated test.

mod constants;
mod expect;
pub mod render;
mod run;
mod show;

use coact_model::model::{Model, Spec, SpecId};
use coact_model::{Loc, heard};

use crate::cx::Cx;
pub use crate::cx::Gap;
use crate::gaps;
pub use crate::rejection::Rejection;

/// What became of a spec.
#[derive(Clone, Debug)]
pub struct Report {
    /// The spec.
    pub spec: SpecId,
    /// Titles of the story and slice it stands in, and its own.
    pub path: Vec<String>,
    /// What became of it.
    pub verdict: Verdict,
    /// How much was done to find that out: the same wherever it runs.
    pub steps: u64,
}

/// What became of a spec.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It holds.
    Passed,
    /// It does not, at one of its steps.
    Failed(Box<Failure>),
    /// Something in it is not interpreted yet: whether it holds is unknown.
    NotRun(Gap),
}

/// A spec that does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The step, by its place among those of the spec; none where a constant has no value.
    pub step: Option<usize>,
    /// Where the step stands.
    pub loc: Loc,
    /// What was expected.
    pub expected: String,
    /// What came instead.
    pub got: String,
    /// What differs, field by field, where something came that was nearly what was expected.
    pub differs: Vec<String>,
    /// What was refused, with the element of the model that decided.
    pub rejection: Option<Box<Rejection>>,
}

impl Verdict {
    /// Its word: `passed`.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Failed(_) => "failed",
            Self::NotRun(_) => "not run",
        }
    }
}

/// Runs the specs of a model that holds: those whose titles have the text in them.
pub fn run(model: &Model, filter: Option<&str>) -> Vec<Report> {
    // What other models report and views are built of is recorded here.
    let recording = heard::recording(model);
    let model = recording.as_ref().unwrap_or(model);
    let specs = model.specs.iter();
    let chosen = specs.filter(|(_, spec)| {
        let path = path(spec).join(" / ");
        filter.is_none_or(|filter| path.contains(filter))
    });
    let known = Cx::new(model).and_then(|cx| gaps::check(&cx).map(|()| cx));
    chosen.map(|(id, spec)| one(&known, id, spec)).collect()
}

/// Titles of the story and slice that a spec stands in, and its own.
pub fn path(spec: &Spec) -> Vec<String> {
    let titles = spec.path.iter().chain([&spec.title.text]);
    titles.cloned().collect()
}

fn one(known: &Result<Cx<'_>, Gap>, id: SpecId, spec: &Spec) -> Report {
    let (verdict, steps) = match known {
        Ok(cx) => {
            let before = cx.steps();
            let ran = run::run(cx, spec);
            // What was met that is not interpreted leaves open what would have come.
            let verdict = match (cx.take_gap(), ran) {
                (Some(gap), _) => Verdict::NotRun(gap),
                (None, Ok(())) => Verdict::Passed,
                (None, Err(failure)) => Verdict::Failed(Box::new(failure)),
            };
            (verdict, cx.steps().saturating_sub(before))
        }
        Err(gap) => (Verdict::NotRun(gap.clone()), 0),
    };
    Report {
        spec: id,
        path: path(spec),
        verdict,
        steps,
    }
}
