//! `coact rules`

use coact_model::rules::{Entry, catalogue, markdown};

use crate::args::ListFormat;
use crate::console;
use crate::exit::Exit;

pub(crate) fn run(format: ListFormat) -> Exit {
    let mut entries = catalogue();
    entries.extend(coact_rust::RULES.into_iter().map(Entry::of));
    entries.extend(coact_engine::RULES.into_iter().map(Entry::of));
    let text = match format {
        ListFormat::Human => table(&entries),
        // Strings only: this cannot fail.
        ListFormat::Json => serde_json::to_string_pretty(&entries).unwrap_or_default() + "\n",
        ListFormat::Markdown => markdown(&entries),
    };
    console::out(&text);
    Exit::Clean
}

fn table(entries: &[Entry]) -> String {
    let width = entries
        .iter()
        .map(|rule| rule.name.len())
        .max()
        .unwrap_or(0);
    let line = |rule: &Entry| {
        let severity = rule.severity.unwrap_or("strict");
        format!(
            "{:8}{severity:9}{:width$}  {}\n",
            rule.code, rule.name, rule.title
        )
    };
    entries.iter().map(line).collect()
}
