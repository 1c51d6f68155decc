//! Names inside one block.

use std::collections::BTreeMap;

use crate::Loc;
use crate::diagnostics::Diagnostic;
use crate::model::Ident;
use crate::rules;

/// The names of the members of one block: each stands for one thing.
#[derive(Default)]
pub(super) struct Members {
    names: BTreeMap<String, (Loc, &'static str)>,
}

impl Members {
    /// Adds a name; reports it where it is taken, and answers whether it is the first.
    pub(super) fn add(
        &mut self,
        noun: &'static str,
        name: &Ident,
        findings: &mut Vec<Diagnostic>,
    ) -> bool {
        if let Some((first, what)) = self.names.get(&name.text) {
            findings.push(rules::duplicate_name(
                name.loc, noun, &name.text, *first, what,
            ));
            return false;
        }
        self.names.insert(name.text.clone(), (name.loc, noun));
        true
    }
}
