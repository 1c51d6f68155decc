//! The door with a memory, for editors.

use coact_syntax::Parser;

use super::{judged, sort};
use crate::Sources;
use crate::diagnostics::Diagnostic;
use crate::model::Model;
use crate::resolve::{self, Resolved};
use crate::rules::Verdicts;

/// Checks the texts of one model again and again while they are edited, and remembers what an edit leaves as it
/// was.
///
/// The results are those of [`check`](crate::check), whatever was checked before. Texts of several models are read
/// with the memory, and resolved without it.
#[derive(Debug, Default)]
pub struct Checker {
    parser: Parser,
    sources: Sources,
    last: Option<Resolved>,
    verdicts: Option<Verdicts>,
    diagnostics: Vec<Diagnostic>,
}

/// What [`Checker::check`] answers: a [`Checked`](crate::Checked) that the checker keeps.
#[derive(Clone, Copy, Debug)]
pub struct Seen<'a> {
    /// The model as far as it could be resolved.
    pub model: &'a Model,
    /// Every finding, in the order of files and places.
    pub diagnostics: &'a [Diagnostic],
    /// Whether the model of the check before could be followed; if not, all of it was resolved anew. For
    /// measurements only: the results are the same.
    pub followed: bool,
}

impl Checker {
    /// A checker that remembers nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The model of these texts and its findings.
    pub fn check(&mut self, sources: &Sources) -> Seen<'_> {
        let before = self.last.take().map(|last| (&self.sources, last));
        let mut all = resolve::resolve(sources, &mut self.parser, before).into_iter();
        self.sources.clone_from(sources);
        let mut first = all.next().unwrap_or_default();
        let (mut diagnostics, verdicts) = judged(sources, &mut first, self.verdicts.take());
        let of_one = diagnostics.len();
        diagnostics.extend(all.flat_map(|mut other| judged(sources, &mut other, None).0));
        if diagnostics.len() > of_one {
            sort(&mut diagnostics);
        }
        self.diagnostics = diagnostics;
        self.verdicts = Some(verdicts);
        Seen {
            followed: first.edit.is_some(),
            model: &self.last.insert(first).model,
            diagnostics: &self.diagnostics,
        }
    }
}
