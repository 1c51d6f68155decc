//! `coact verify`

use coact_engine::net::Bounds;
use coact_engine::verify::{Finding, Limits, render, verify};
use coact_model::diagnostics::Severity;

use super::models::{self, Models};
use crate::args::{self, TreeFormat};
use crate::console;
use crate::exit::Exit;
use crate::trouble::Trouble;

pub(crate) fn run(args: &args::Verify) -> Result<Exit, Trouble> {
    let Some(projects) = models::read(&args.texts)? else {
        return Ok(Exit::Findings);
    };
    let bounds = Bounds {
        instances: args.instances.max(1),
    };
    let limits = Limits {
        states: args.states,
    };
    let mut exit = Exit::Clean;
    let mut document = Vec::new();
    for Models { sources, models } in &projects {
        for model in models {
            for report in verify(model, bounds, limits) {
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
        }
    }
    if matches!(args.output_format, TreeFormat::Json) {
        // Strings and numbers only: this cannot fail.
        let text = serde_json::to_string_pretty(&document).unwrap_or_default();
        console::out(&format!("{text}\n"));
    }
    Ok(exit)
}
