//! Prints everything that is said of the texts of this repository, to be read: what differs in names only, once.
#![allow(clippy::print_stdout, reason = "a chore prints")]

use std::collections::BTreeSet;

use voice::told::ALL;

fn main() {
    let mut seen = BTreeSet::new();
    for told in ALL.iter() {
        let finding = &told.finding;
        let shape = (
            finding.code,
            shape(&finding.message),
            finding.hint.as_deref().map(shape),
        );
        if seen.insert(shape) {
            println!("{} {}", finding.code, finding.message);
            println!("      at: {}", finding.primary.text);
            for other in &finding.others {
                println!("    also: {}", other.text);
            }
            if let Some(hint) = &finding.hint {
                println!("    hint: {hint}");
            }
            if let Some(fix) = &finding.fix {
                println!("     fix: {}", fix.title);
            }
        }
    }
}

/// A text without what stands between backticks and without numbers.
fn shape(text: &str) -> String {
    let outside: Vec<&str> = text.split('`').step_by(2).collect();
    outside
        .join("`…`")
        .replace(|c: char| c.is_ascii_digit(), "0")
}
