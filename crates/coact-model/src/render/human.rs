//! The full report, with the places in the texts.

use std::fmt::Write as _;

use miette::{GraphicalReportHandler, GraphicalTheme};

use super::file::Files;
use super::report::Part;
use super::{concise, summary};
use crate::Sources;
use crate::diagnostics::Diagnostic;

/// Most findings that one report shows in full; the gravest take precedence.
pub const MOST_SHOWN: usize = 200;

/// A report for people: every finding with its places in the texts, at most [`MOST_SHOWN`] of them, wrapped
/// at a width, in colours where wanted. How many findings there are is [`summary()`](super::summary)'s to say.
pub fn human(sources: &Sources, findings: &[Diagnostic], width: usize, colour: bool) -> String {
    let theme = if colour {
        GraphicalTheme::unicode()
    } else {
        GraphicalTheme::unicode_nocolor()
    };
    let handler = GraphicalReportHandler::new_themed(theme)
        .with_width(width.max(LEAST_WIDTH))
        .with_urls(false)
        .without_syntax_highlighting();
    let mut files = Files::new(sources);
    let mut text = String::new();
    let shown = gravest(findings);
    for finding in &shown {
        let parts = Part::of(finding, &mut files);
        let mut report = String::new();
        let whole = parts
            .iter()
            .all(|part| handler.render_report(&mut report, part).is_ok());
        if whole {
            text.push_str(&report);
        } else {
            // A place outside its text: said in short rather than not at all.
            text.push_str(&concise(sources, std::slice::from_ref(finding)));
        }
        text.push('\n');
    }
    if let Some(more) = findings.len().checked_sub(shown.len()).filter(|n| *n > 0) {
        let _ = writeln!(text, "{more} more: {} in all", summary(findings));
    }
    text
}

/// Below this, wrapping makes nothing easier to read.
const LEAST_WIDTH: usize = 40;

/// The findings that are shown, in their order.
fn gravest(findings: &[Diagnostic]) -> Vec<&Diagnostic> {
    let mut places: Vec<usize> = (0..findings.len()).collect();
    if places.len() > MOST_SHOWN {
        places.sort_by_key(|at| std::cmp::Reverse(findings.get(*at).map(|found| found.severity)));
        places.truncate(MOST_SHOWN);
        places.sort_unstable();
    }
    places
        .into_iter()
        .filter_map(|at| findings.get(at))
        .collect()
}
