//! What one document tells of several projects.

use crate::Sources;
use crate::diagnostics::Diagnostic;

/// What was found in one project.
#[derive(Clone, Copy, Debug)]
pub struct Found<'a> {
    /// What the project is called where a document groups by projects: its models.
    pub name: &'a str,
    /// Its texts, named as the user can open them.
    pub sources: &'a Sources,
    /// The findings, in the order in which they are told.
    pub findings: &'a [Diagnostic],
}
