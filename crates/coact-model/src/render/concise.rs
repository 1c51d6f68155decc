//! One line per finding.

use std::fmt::Write as _;

use super::file::Files;
use super::harmless;
use crate::Sources;
use crate::diagnostics::Diagnostic;

/// `path:line:column: CODE message`, one line per finding.
pub fn concise(sources: &Sources, findings: &[Diagnostic]) -> String {
    let mut files = Files::new(sources);
    let mut text = String::new();
    for finding in findings {
        let (name, at) = files.start(finding.primary.loc);
        let message = harmless::line(&finding.message);
        let _ = writeln!(
            text,
            "{name}:{}:{}: {} {message}",
            at.line, at.column, finding.code
        );
    }
    text
}
