//! From texts to a model and its findings.

use crate::diagnostics::{Diagnostic, Severity};
use crate::model::Model;
use crate::{Sources, Valid, resolve, rules};

/// A model with everything that is to be said about it.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The model as far as it could be resolved.
    pub model: Model,
    /// Every finding, in the order of files and places.
    pub diagnostics: Vec<Diagnostic>,
}

impl Checked {
    /// Whether a finding forbids generation.
    pub fn has_errors(&self) -> bool {
        self.diagnostics
            .iter()
            .any(|finding| finding.severity == Severity::Error)
    }

    /// The model as valid, with the findings that remain.
    ///
    /// # Errors
    /// The findings, where one of them is an error.
    pub fn into_valid(self) -> Result<(Valid<Model>, Vec<Diagnostic>), Vec<Diagnostic>> {
        if self.has_errors() {
            Err(self.diagnostics)
        } else {
            Ok((Valid(self.model), self.diagnostics))
        }
    }
}

/// Parses, resolves and judges the texts of one model. Never fails and never stops early: all findings of
/// all files come in one run. What rests on something being absent is judged only where nothing was left
/// out of the model.
pub fn check(sources: &Sources) -> Checked {
    let (model, mut diagnostics) = resolve::resolve(sources);
    let whole = !diagnostics
        .iter()
        .any(|finding| finding.severity == Severity::Error);
    rules::judge(&model, whole, &mut diagnostics);
    diagnostics.retain_mut(|finding| rules::weigh(finding, model.level));
    diagnostics.sort_by(|a, b| (a.primary.loc, a.code).cmp(&(b.primary.loc, b.code)));
    diagnostics.dedup();
    Checked { model, diagnostics }
}
