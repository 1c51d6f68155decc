//! `coact verify`

mod export;

use coact_engine::net::Bounds;
use coact_engine::verify::{Finding, Limits, cases, render, verify_case};
use coact_model::Sources;
use coact_model::diagnostics::Severity;
use coact_model::model::{CaseKindId, Model};

use super::models::{self, Models};
use crate::args::{self, TreeFormat};
use crate::console;
use crate::exit::Exit;
use crate::trouble::{NO_CASE, Trouble};

pub(crate) fn run(args: &args::Verify) -> Result<Exit, Trouble> {
    let Some(projects) = models::read(&args.texts)? else {
        return Ok(Exit::Findings);
    };
    let chosen = chosen(&projects, args.case.as_deref())?;
    let bounds = Bounds {
        instances: args.instances.max(1),
    };
    if let Some(format) = args.export {
        return export::run(&chosen, format, bounds);
    }
    let limits = Limits {
        states: args.states,
    };
    let mut exit = Exit::Clean;
    let mut document = Vec::new();
    for Chosen {
        sources,
        model,
        case,
    } in chosen
    {
        let report = verify_case(model, case, bounds, limits);
        let counts = |it: &Finding| it.diagnostic.severity > Severity::Advice;
        if report.findings.iter().any(counts) {
            exit = Exit::Findings;
        }
        match args.output_format {
            TreeFormat::Human => {
                let (width, colour) = (console::width(), console::colour());
                for finding in &report.findings {
                    console::tell(&render::finding(sources, finding, width, colour));
                }
                console::out(&render::summary(&report));
            }
            TreeFormat::Json => document.push(render::json(model, sources, &report)),
        }
    }
    if matches!(args.output_format, TreeFormat::Json) {
        // Strings and numbers only: this cannot fail.
        let text = serde_json::to_string_pretty(&document).unwrap_or_default();
        console::out(&format!("{text}\n"));
    }
    Ok(exit)
}

/// A case that is looked at.
struct Chosen<'m> {
    sources: &'m Sources,
    model: &'m Model,
    case: CaseKindId,
}

/// The cases of all models, or the one that is named.
fn chosen<'m>(projects: &'m [Models], name: Option<&str>) -> Result<Vec<Chosen<'m>>, Trouble> {
    let mut found = Vec::new();
    let mut names = Vec::new();
    for Models { sources, models } in projects {
        for model in models {
            let model: &Model = model;
            for (case, of) in cases(model) {
                names.push(of);
                if name.is_none_or(|name| name == of) {
                    found.push(Chosen {
                        sources,
                        model,
                        case,
                    });
                }
            }
        }
    }
    match name.filter(|_| found.is_empty()) {
        None => Ok(found),
        Some(name) => Err(Trouble::coded(
            NO_CASE,
            format!("there is no case of `{name}`"),
            match names.is_empty() {
                true => "the model has no transactions".to_owned(),
                false => format!("there are cases of {}", quoted(&names)),
            },
        )),
    }
}

fn quoted(names: &[&str]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}
