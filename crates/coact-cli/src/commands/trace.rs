//! `coact trace`

use coact_model::render;
use coact_model::trace::{self, Graph, Trace};

use super::models::{self, Models};
use crate::args::{self, TreeFormat};
use crate::console;
use crate::exit::Exit;
use crate::trouble::{NO_FIELD, Trouble};

pub(crate) fn run(args: &args::Trace) -> Result<Exit, Trouble> {
    let Some(projects) = models::read(&args.texts)? else {
        return Ok(Exit::Findings);
    };
    let mut found = Vec::new();
    for Models { sources, models } in &projects {
        for model in models {
            if let Some(fields) = trace::fields(model, &args.name) {
                let graph = Graph::of(model);
                let traces = fields.into_iter();
                let traces = traces.map(|field| trace::trace(model, &graph, field));
                found.push((sources, traces.collect::<Vec<Trace>>()));
            }
        }
    }
    if found.is_empty() {
        return Err(unknown(&args.name, &projects));
    }
    console::out(&match args.output_format {
        TreeFormat::Json => render::traces_json(&found),
        TreeFormat::Human if found.iter().all(|(_, traces)| traces.is_empty()) => {
            format!("{} has no fields\n", args.name)
        }
        TreeFormat::Human => render::traces(&found, console::width()),
    });
    Ok(Exit::Clean)
}

fn unknown(name: &str, projects: &[Models]) -> Trouble {
    let models = projects.iter().flat_map(|project| &project.models);
    let names: Vec<String> = models.flat_map(trace::names).collect();
    let hint = match coact_syntax::nearest(name, names.iter().map(String::as_str)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "name a field with what it is part of, such as `OpenOrders.total`".to_owned(),
    };
    let shown = name.escape_debug();
    Trouble::coded(NO_FIELD, format!("there is no field `{shown}`"), hint)
}
