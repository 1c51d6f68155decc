//! `coact check --fix` and `coact check --diff`

use coact_build::{Mended, Project};

use super::{diff, form, texts};
use crate::args::Texts;
use crate::console;
use crate::exit::Exit;
use crate::trouble::{NO_FILE, Trouble};

/// Makes the changes that certainly mend a finding.
pub(super) fn write(args: &Texts) -> Result<(), Trouble> {
    if texts::from_stdin(args) {
        return Err(Trouble::coded(
            NO_FILE,
            "standard input is no file that could be mended",
            "let `--diff` print the changes",
        ));
    }
    for project in projects(args)? {
        let mended = Mended::of(&project);
        mended.write()?;
        let (changes, files) = (mended.changes, mended.files.len());
        console::mention(&format!("{changes} changes in {files} files"));
    }
    Ok(())
}

/// Prints the changes.
pub(super) fn show(args: &Texts) -> Result<Exit, Trouble> {
    let mut exit = Exit::Clean;
    for project in projects(args)? {
        for file in Mended::of(&project).files {
            let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
            let name = file.path.display().to_string();
            console::out(&diff::unified(
                &name,
                &text(&file.before),
                &text(&file.after),
            ));
            exit = Exit::Findings;
        }
    }
    Ok(exit)
}

/// The projects that are texts; the JSON form is made by tools.
fn projects(args: &Texts) -> Result<Vec<Project>, Trouble> {
    let mut projects = texts::projects(args)?;
    projects.retain(|project| !form::is_it(project));
    Ok(projects)
}
