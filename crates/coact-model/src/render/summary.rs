//! How many findings there are.

use crate::diagnostics::{Diagnostic, Severity};

/// `2 errors, 1 warning`; empty where there is nothing to say.
pub fn summary(findings: &[Diagnostic]) -> String {
    let words = [
        (Severity::Error, "error", "errors"),
        (Severity::Warning, "warning", "warnings"),
        (Severity::Advice, "piece of advice", "pieces of advice"),
    ];
    let counts: Vec<String> = words
        .into_iter()
        .filter_map(|(severity, one, many)| {
            let count = findings
                .iter()
                .filter(|finding| finding.severity == severity)
                .count();
            match count {
                0 => None,
                1 => Some(format!("1 {one}")),
                _ => Some(format!("{count} {many}")),
            }
        })
        .collect();
    counts.join(", ")
}
