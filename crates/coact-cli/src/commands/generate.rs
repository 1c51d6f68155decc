//! `coact generate`

use coact_build::{Change, Changes, Folder, Project};
use coact_rust::Layout;
use similar::TextDiff;

use crate::args::Generate;
use crate::console;
use crate::exit::Exit;
use crate::trouble::Trouble;

pub(crate) fn run(args: &Generate) -> Result<Exit, Trouble> {
    let project = Project::open(&args.path)?;
    let output = match coact_build::generate(&project, Layout::Folder) {
        Ok(output) => output,
        Err(coact_build::Failure::Model(report)) => {
            super::check::show(&report);
            return Ok(Exit::Findings);
        }
        Err(failure) => return Err(failure.into()),
    };
    super::check::show(&output.warnings);

    let folder = Folder::new(&args.out);
    if args.check {
        let plan = folder.plan(&output.model, &output.files)?;
        warn_of_kept(plan.changes());
        for change in plan.changes().written.iter().chain(&plan.changes().removed) {
            console::out(&diff(change));
        }
        return Ok(if plan.changes().is_empty() {
            Exit::Clean
        } else {
            Exit::Findings
        });
    }
    let changes = folder.write(&output.model, &output.files)?;
    warn_of_kept(&changes);
    console::mention(&format!(
        "{} files in {}: {} written, {} removed",
        output.files.len(),
        args.out.display(),
        changes.written.len(),
        changes.removed.len()
    ));
    Ok(Exit::Clean)
}

fn warn_of_kept(changes: &Changes) {
    for name in &changes.kept {
        console::tell(&format!(
            "warning: `{name}` is no longer generated, but was changed by hand and stays"
        ));
    }
}

fn diff(change: &Change) -> String {
    let (old, new) = match (change.old.is_empty(), change.new.is_empty()) {
        (true, _) => ("/dev/null".to_owned(), format!("b/{}", change.name)),
        (_, true) => (format!("a/{}", change.name), "/dev/null".to_owned()),
        _ => (format!("a/{}", change.name), format!("b/{}", change.name)),
    };
    TextDiff::from_lines(&change.old, &change.new)
        .unified_diff()
        .header(&old, &new)
        .to_string()
}
