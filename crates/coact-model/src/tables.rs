//! The cross-model tables of DEMO, derived from the model and the [trace](crate::trace) of its fields.
//!
//! The transaction product table (TPT), the bank contents table (BCT), the bank access table (BAT) and the create use
//! table (CUT). Of a model without transactions only the last one says anything: where the fields of its events come
//! from, and where they are used.

mod access;
mod contents;
mod create_use;
mod products;

use serde::Serialize;

use crate::model::{Ident, Model};
use crate::trace::Graph;

/// A table: every row has one cell per column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Table {
    /// `TPT`, `BCT`, `BAT`, `CUT`
    pub code: &'static str,
    /// What the letters stand for.
    pub title: &'static str,
    /// The heads of its columns.
    pub columns: Vec<String>,
    /// Its rows.
    pub rows: Vec<Vec<String>>,
}

/// The tables of a model: all four, or of a model without transactions the create use table.
pub fn tables(model: &Model) -> Vec<Table> {
    let graph = Graph::of(model);
    let mut tables = Vec::new();
    if !model.is_plain() {
        tables.push(products::table(model));
        tables.push(contents::table(model));
        tables.push(access::table(model));
    }
    tables.push(create_use::table(model, &graph));
    tables
}

impl Table {
    /// The table in Markdown, under a heading.
    pub fn markdown(&self) -> String {
        let line = |cells: &[String]| {
            let cells: Vec<String> = cells.iter().map(|cell| cell.replace('|', "\\|")).collect();
            format!("| {} |\n", cells.join(" | "))
        };
        let rule = "|---".repeat(self.columns.len());
        let rows: String = self.rows.iter().map(|row| line(row)).collect();
        let head = line(&self.columns);
        format!("## {}: {}\n\n{head}{rule}|\n{rows}", self.code, self.title)
    }
}

fn heads(columns: &[&str]) -> Vec<String> {
    columns.iter().map(|column| (*column).to_owned()).collect()
}

/// `TK01 OrderCompleting`; the name alone where it has no number.
fn numbered(number: Option<&Ident>, name: &Ident) -> String {
    match number {
        Some(number) => format!("{} {}", number.text, name.text),
        None => name.text.clone(),
    }
}
