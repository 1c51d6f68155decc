//! The models that a command is given, for commands that say something about what holds.

use coact_build::Report;
use coact_model::json::Read;
use coact_model::model::Model;
use coact_model::{Checked, Sources};

use super::{check, form, texts};
use crate::args::Texts;
use crate::trouble::Trouble;

/// The models of one project, with the texts as they are shown.
pub(super) struct Models {
    pub(super) sources: Sources,
    pub(super) models: Vec<Model>,
}

/// The models of every project; none where one of them has errors, which are reported in full: what rests on a broken
/// model misleads.
pub(super) fn read(args: &Texts) -> Result<Option<Vec<Models>>, Trouble> {
    let mut all = Vec::new();
    for project in texts::projects(args)? {
        let (sources, checked) = match form::read(&project) {
            None => (project.shown(), coact_model::check_all(project.sources())),
            Some(Ok(Read { sources, checked })) => (sources, vec![checked]),
            Some(Err(findings)) => {
                check::show(&Report::new(project.shown(), findings));
                return Ok(None);
            }
        };
        if checked.iter().any(Checked::has_errors) {
            let findings = checked.into_iter().flat_map(|checked| checked.diagnostics);
            check::show(&Report::new(sources, findings.collect()));
            return Ok(None);
        }
        let models = checked.into_iter().map(|checked| checked.model).collect();
        all.push(Models { sources, models });
    }
    Ok(Some(all))
}
