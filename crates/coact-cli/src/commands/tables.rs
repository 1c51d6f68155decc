//! `coact tables`

use coact_model::model::Model;
use coact_model::tables::{self, Table};
use serde::Serialize;

use super::models;
use crate::args::{self, TableFormat};
use crate::console;
use crate::exit::Exit;
use crate::trouble::Trouble;

/// What is said of a model without transactions.
const PLAIN: &str = "This model has plain commands and events only, of which the create use table is all there is to say.\n";

#[derive(Serialize)]
struct OfModel<'a> {
    model: &'a str,
    tables: Vec<Table>,
}

pub(crate) fn run(args: &args::Tables) -> Result<Exit, Trouble> {
    let Some(projects) = models::read(&args.texts)? else {
        return Ok(Exit::Findings);
    };
    let models: Vec<&Model> = projects.iter().flat_map(|it| &it.models).collect();
    console::out(&match args.output_format {
        TableFormat::Markdown => {
            let texts: Vec<String> = models.into_iter().map(markdown).collect();
            texts.join("\n")
        }
        TableFormat::Json => {
            let all: Vec<OfModel<'_>> = models
                .into_iter()
                .map(|model| OfModel {
                    model: &model.name.text,
                    tables: tables::tables(model),
                })
                .collect();
            // Strings only: this cannot fail.
            serde_json::to_string_pretty(&all).unwrap_or_default() + "\n"
        }
    });
    Ok(Exit::Clean)
}

fn markdown(model: &Model) -> String {
    let mut text = format!("# {}\n", model.name.text);
    if model.is_plain() {
        text.push_str(&format!("\n{PLAIN}"));
    }
    for table in tables::tables(model) {
        text.push_str(&format!("\n{}", table.markdown()));
    }
    text
}
