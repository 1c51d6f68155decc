//! `coact generate`

use std::path::{Path, PathBuf};

use coact_build::{Changes, Folder, Project, Report, Settings};
use coact_rust::Layout;

use super::diff;
use crate::args::Generate;
use crate::console;
use crate::exit::Exit;
use crate::trouble::{NO_OUTPUT, Trouble};

pub(crate) fn run(args: &Generate) -> Result<Exit, Trouble> {
    let project = match &args.path {
        Some(path) => Project::open(path)?,
        None => Project::around(Path::new("."))?,
    };
    let out = out(args, &project)?;
    let outputs = match coact_build::generate(&project, Layout::Folder) {
        Ok(outputs) => outputs,
        Err(coact_build::Failure::Model(report)) => {
            super::check::show(&report);
            return Ok(Exit::Findings);
        }
        Err(failure) => return Err(failure.into()),
    };
    let warnings = outputs.iter().flat_map(|it| it.warnings.findings());
    let warnings = warnings.cloned().collect();
    super::check::show(&Report::new(project.shown(), warnings));

    let folder = Folder::new(&out);
    if args.check {
        let mut exit = Exit::Clean;
        for output in &outputs {
            let plan = folder.plan(&output.model, &output.files)?;
            warn_of_kept(plan.changes());
            for change in plan.changes().written.iter().chain(&plan.changes().removed) {
                console::out(&diff::unified(&change.name, &change.old, &change.new));
            }
            if !plan.changes().is_empty() {
                exit = Exit::Findings;
            }
        }
        return Ok(exit);
    }
    let changes = folder.write_all(&outputs)?;
    if let Some(path) = &args.depfile {
        coact_build::depfile(path, &outputs, &out)?;
    }
    changes.iter().for_each(warn_of_kept);
    let count = |each: fn(&Changes) -> usize| changes.iter().map(each).sum::<usize>();
    console::mention(&format!(
        "{} files in {}: {} written, {} removed",
        outputs
            .iter()
            .map(|output| output.files.len())
            .sum::<usize>(),
        out.display(),
        count(|changes| changes.written.len()),
        count(|changes| changes.removed.len())
    ));
    Ok(Exit::Clean)
}

/// The folder to write into: as given, or as the project states it.
fn out(args: &Generate, project: &Project) -> Result<PathBuf, Trouble> {
    let stated = || project.settings().and_then(Settings::output);
    args.out.clone().or_else(stated).ok_or_else(|| {
        Trouble::coded(
            NO_OUTPUT,
            "nothing says where to write",
            "give a folder with `--out`, or write `out` below `[generate]` in `coact.toml`",
        )
    })
}

fn warn_of_kept(changes: &Changes) {
    for name in &changes.kept {
        console::tell(&format!(
            "warning: `{name}` is no longer generated, but was changed by hand and stays"
        ));
    }
}
