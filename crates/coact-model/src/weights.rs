//! How grave a project takes the findings of a rule.

use std::collections::BTreeMap;

use crate::diagnostics::Severity;
use crate::rules;

/// What a project says of rules, instead of the level.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Weights {
    of: BTreeMap<&'static str, Option<Severity>>,
}

/// Why a rule cannot be weighed otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unweighable {
    /// There is no such rule; perhaps one of this code is meant.
    Unknown(Option<&'static str>),
    /// Its findings are errors: what they are about means nothing.
    Error(&'static str),
}

impl Weights {
    /// Takes the findings of a rule for this grave, or for nothing.
    ///
    /// # Errors
    /// There is no such rule, or what it finds is an error whatever the project thinks of it.
    pub fn set(&mut self, code: &str, severity: Option<Severity>) -> Result<(), Unweighable> {
        let rule = rules::weighable(code)?;
        self.of.insert(rule.code, severity);
        Ok(())
    }

    /// What is said of a rule: how grave, or that it is silent; none where nothing is.
    pub(crate) fn get(&self, code: &str) -> Option<Option<Severity>> {
        self.of.get(code).copied()
    }
}
