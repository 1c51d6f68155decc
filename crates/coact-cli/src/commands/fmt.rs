//! `coact fmt`

use coact_build::{Formatted, FormattedFile};

use super::{check, texts};
use crate::args::Fmt;
use crate::console;
use crate::exit::Exit;
use crate::trouble::Trouble;

pub(crate) fn run(args: &Fmt) -> Result<Exit, Trouble> {
    let mut exit = Exit::Clean;
    for project in texts::projects(&args.texts)? {
        let formatted = Formatted::of(&project);
        if !formatted.faults.findings().is_empty() {
            check::show(&formatted.faults);
            exit = Exit::Findings;
        }
        if args.check {
            for file in formatted.changed() {
                console::out(&format!("{}\n", file.path.display()));
                exit = Exit::Findings;
            }
        } else if texts::from_stdin(&args.texts) {
            let text = |file: &FormattedFile| console::out(&file.text);
            formatted.files.iter().for_each(text);
        } else {
            formatted.write()?;
            console::mention(&format!(
                "{} of {} files formatted anew",
                formatted.changed().count(),
                project.sources().iter().count()
            ));
        }
    }
    Ok(exit)
}
