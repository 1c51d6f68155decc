//! From texts to a model and its findings.

use crate::diagnostics::{Diagnostic, Severity};
use crate::model::{Ident, Model};
use crate::resolve::{self, Resolved};
use crate::{Sources, Valid, rules};

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

/// Parses, resolves and judges the texts of every model, in the order of their first files; there is always one,
/// be it without a name. Never fails and never stops early: all findings of all files come in one run, each with
/// the model in whose files it lies.
pub fn check_all(sources: &Sources) -> Vec<Checked> {
    resolve::resolve(sources).into_iter().map(judged).collect()
}

/// Checks the texts of one model. Should they be of several, all are checked, the findings are of all, and the
/// model is the first.
pub fn check(sources: &Sources) -> Checked {
    let mut all = check_all(sources).into_iter();
    let mut checked = all.next().unwrap_or_else(|| Checked {
        model: Model::new(Ident::default()),
        diagnostics: Vec::new(),
    });
    let of_one = checked.diagnostics.len();
    checked
        .diagnostics
        .extend(all.flat_map(|other| other.diagnostics));
    if checked.diagnostics.len() > of_one {
        sort(&mut checked.diagnostics);
    }
    checked
}

/// What rests on something being absent is judged only where nothing was left out of the model.
fn judged(resolved: Resolved) -> Checked {
    let Resolved {
        model,
        findings: mut diagnostics,
        files,
        used,
    } = resolved;
    let whole = !diagnostics
        .iter()
        .any(|finding| finding.severity == Severity::Error);
    let resolved = diagnostics.len();
    rules::judge(&model, whole, &mut diagnostics);
    // What is lent is judged where it is declared, and is used where it is lent.
    let mut at = 0;
    diagnostics.retain(|finding| {
        at += 1;
        at <= resolved
            || files.contains(&finding.primary.loc.file)
                && !(rules::is_of_no_use(finding.code) && used.contains(&finding.primary.loc))
    });
    diagnostics.retain_mut(|finding| rules::weigh(finding, model.level));
    sort(&mut diagnostics);
    Checked { model, diagnostics }
}

fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|a, b| (a.primary.loc, a.code).cmp(&(b.primary.loc, b.code)));
    diagnostics.dedup();
}
