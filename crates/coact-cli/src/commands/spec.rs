//! `coact spec`

use coact_build::Project;
use coact_engine::spec::render::{self, Suite};
use coact_engine::spec::{Report, Verdict, run as run_specs};
use coact_model::Sources;
use coact_model::model::Model;

use super::watch::{PAUSE, Watch};
use super::{models, texts};
use crate::args::{self, SpecFormat};
use crate::console;
use crate::exit::Exit;
use crate::trouble::{NOTHING_TO_WATCH, Trouble};

pub(crate) fn run(args: &args::Spec) -> Result<Exit, Trouble> {
    if !args.watch {
        return once(args);
    }
    if texts::from_stdin(&args.texts) {
        return Err(Trouble::coded(
            NOTHING_TO_WATCH,
            "standard input is read once and cannot be watched",
            "leave `--watch` out, or give a file",
        ));
    }
    let mut watch = Watch::new();
    loop {
        // What cannot be read is told once, and may be there again later.
        let seen = seen(args).map_err(|trouble| trouble.to_string());
        let trouble = seen.as_ref().err().cloned();
        if watch.look(seen) {
            match trouble {
                Some(trouble) => console::tell(&trouble),
                None => {
                    once(args)?;
                }
            }
            console::mention("waiting for a change; Ctrl-C ends this");
        }
        std::thread::sleep(PAUSE);
    }
}

/// The texts as they are now.
fn seen(args: &args::Spec) -> Result<Vec<(String, Vec<u8>)>, Trouble> {
    let projects = texts::projects(&args.texts)?;
    let sources = projects.iter().map(Project::sources);
    let files = sources.flat_map(|sources| {
        let files = sources.iter();
        files.map(|(_, file)| (file.name.clone(), file.bytes.clone()))
    });
    Ok(files.collect())
}

/// Runs the specs as the texts are now.
fn once(args: &args::Spec) -> Result<Exit, Trouble> {
    let Some(projects) = models::read(&args.texts)? else {
        return Ok(Exit::Findings);
    };
    let filter = args.filter.as_deref();
    let mut exit = Exit::Clean;
    let mut all = Vec::new();
    for project in &projects {
        for model in &project.models {
            let reports = run_specs(model, filter);
            if reports.iter().any(|it| it.verdict != Verdict::Passed) {
                exit = Exit::Findings;
            }
            all.push((model, &project.sources, reports));
        }
    }
    match args.output_format {
        SpecFormat::Human => {
            for (model, sources, reports) in &all {
                tell(model, sources, reports);
            }
        }
        SpecFormat::Json => {
            let models = all.iter();
            let document: Vec<_> = models
                .map(|(model, sources, reports)| render::json(model, sources, reports))
                .collect();
            // Strings and numbers only: this cannot fail.
            let text = serde_json::to_string_pretty(&document).unwrap_or_default();
            console::out(&format!("{text}\n"));
        }
        SpecFormat::Junit => {
            let suites: Vec<Suite<'_>> = all
                .iter()
                .map(|(model, sources, reports)| Suite {
                    model,
                    sources,
                    reports,
                })
                .collect();
            console::out(&render::junit(&suites));
        }
    }
    Ok(exit)
}

fn tell(model: &Model, sources: &Sources, reports: &[Report]) {
    let (width, colour) = (console::width(), console::colour());
    for report in reports {
        console::out(&render::line(report));
        let told = render::told(model, sources, report, width, colour);
        if !told.is_empty() {
            console::tell(&told);
        }
    }
    console::out(&render::summary(model, reports));
}
