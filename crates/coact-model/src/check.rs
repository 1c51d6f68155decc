//! From texts to a model and its findings.

mod allowances;
mod checker;
mod mend;

pub use checker::{Checker, Seen};
pub use mend::{Mended, mend};

use coact_syntax::Parser;

use crate::diagnostics::{Diagnostic, Severity};
use crate::model::{Ident, Model};
use crate::resolve::{self, Resolved};
use crate::rules::{self, Verdicts};
use crate::{Loc, Sources, Valid};

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
    let all = resolve::resolve(sources, &mut Parser::new(), None);
    all.into_iter()
        .map(|mut resolved| Checked {
            diagnostics: judged(sources, &mut resolved, None).0,
            model: resolved.model,
        })
        .collect()
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

/// Takes the findings of a model and judges it. What rests on something being absent is judged only where nothing
/// was left out of the model. What the rules said before an edit stands where the edit does not concern it.
fn judged(
    sources: &Sources,
    resolved: &mut Resolved,
    before: Option<Verdicts>,
) -> (Vec<Diagnostic>, Verdicts) {
    let mut diagnostics = std::mem::take(&mut resolved.findings);
    let Resolved {
        model, files, used, ..
    } = &*resolved;
    let whole = !diagnostics
        .iter()
        .any(|finding| finding.severity == Severity::Error);
    let unread = diagnostics
        .iter()
        .any(|finding| rules::is_of_the_text(finding.code));
    let verdicts = match (before, &resolved.edit) {
        (Some(before), Some(edit)) => {
            before.follow(model, sources.weights(), whole, &edit.moves, &edit.parts)
        }
        _ => Verdicts::of(model, sources.weights(), whole),
    };
    // What is lent is judged where it is declared, and is used where it is lent.
    let own = verdicts.findings().filter(|finding| {
        files.contains(&finding.primary.loc.file)
            && !(rules::is_of_no_use(finding.code)
                && places(finding).any(|loc| used.contains(&loc)))
            && !(unread && rules::is_of_an_absence(finding.code))
    });
    diagnostics.extend(own.cloned());
    nothing_emits_it(sources, &mut diagnostics);
    diagnostics.retain_mut(|finding| rules::weigh(finding, model.level, sources.weights()));
    allowances::apply(sources, files, model.level, whole, &mut diagnostics);
    sort(&mut diagnostics);
    (diagnostics, verdicts)
}

/// That no command brings an event about is told of the event, and not of each slice and spec that has it.
fn nothing_emits_it(sources: &Sources, diagnostics: &mut Vec<Diagnostic>) {
    let text = |finding: &Diagnostic| {
        let Loc { file, span } = finding.primary.loc;
        let bytes = sources.get(file)?.bytes.as_slice();
        bytes.get(span.start as usize..span.end as usize)
    };
    let of_nothing = diagnostics
        .iter()
        .filter(|finding| finding.code == rules::NOTHING_EMITS);
    let untold: Vec<&[u8]> = of_nothing.filter_map(text).collect();
    if !untold.is_empty() {
        let echo: Vec<bool> = diagnostics
            .iter()
            .map(|finding| {
                rules::is_of_an_event(finding.code)
                    && text(finding).is_some_and(|name| untold.contains(&name))
            })
            .collect();
        let mut echo = echo.into_iter();
        diagnostics.retain(|_| !echo.next().unwrap_or_default());
    }
}

/// All places that a finding names.
fn places(finding: &Diagnostic) -> impl Iterator<Item = Loc> {
    let others = finding.others.iter().map(|label| label.loc);
    std::iter::once(finding.primary.loc).chain(others)
}

fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|a, b| (a.primary.loc, a.code).cmp(&(b.primary.loc, b.code)));
    diagnostics.dedup();
}
