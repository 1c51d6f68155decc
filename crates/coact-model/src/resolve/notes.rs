//! Findings with where in a run they were made, so that an edit replaces those that it concerns.

use std::collections::BTreeSet;

use crate::diagnostics::{Diagnostic, Severity};
use crate::places::{Moved as _, Moves};

/// The parts of a run, in their order. What has an item of its own is replaced item by item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Stage {
    /// Faults of the texts and misplaced headers.
    Text,
    /// Names, and all that needs no expression.
    Structure,
    /// The fields of views.
    Fields,
    /// Queries, and what the slices of a sketch only name.
    Declared,
    /// Ends of ranges, by item.
    Ranges,
    /// Defaults of fields, by item.
    Defaults,
    /// Derived facts and laws, by item.
    Derived,
    /// Derived facts that rest on themselves.
    Cycles,
    /// The columns of views of facts.
    Columns,
    /// Payloads of links and operative times, by item.
    Links,
    /// Look-ups that a view answers, by item.
    Lookups,
    /// Action rules, by item.
    Rules,
    /// What automated acts lack.
    Automated,
    /// Plain commands and events.
    Aggregates,
    /// Handlers of views, by item.
    Views,
    /// Queries, by item.
    Queries,
    /// Screens, by item.
    Screens,
    /// Views that read each other.
    Circles,
    /// Constants of all specs.
    Definitions,
    /// Stories and specs, by item.
    Stories,
}

/// When and about which item something was found.
type When = (Stage, usize);

/// All findings of a run, in its order.
#[derive(Debug, Default)]
pub(crate) struct Notes {
    found: Vec<(When, Diagnostic)>,
    /// Of what a place was taken away by an edit and nothing has come instead yet.
    lost: BTreeSet<When>,
}

impl Notes {
    /// Takes what a stage found that goes through all items by itself.
    pub(crate) fn take(&mut self, stage: Stage, found: &mut Vec<Diagnostic>) {
        self.take_of(stage, 0, found);
    }

    /// Takes what a stage found about one item. Stages and items come in their order.
    pub(crate) fn take_of(&mut self, stage: Stage, item: usize, found: &mut Vec<Diagnostic>) {
        // The room goes with the findings: a hostile text has made very many.
        let found = std::mem::take(found);
        self.found
            .extend(found.into_iter().map(|finding| ((stage, item), finding)));
    }

    /// Takes the findings of the first stages: so many about the texts, and so many with those about structure.
    pub(crate) fn take_parts(
        &mut self,
        found: &mut Vec<Diagnostic>,
        texts: usize,
        structure: usize,
    ) {
        let mut fields = found.split_off(structure.min(found.len()));
        let mut structure = found.split_off(texts.min(found.len()));
        self.take(Stage::Text, found);
        self.take(Stage::Structure, &mut structure);
        self.take(Stage::Fields, &mut fields);
    }

    /// What a stage has found about an item now, instead of what it found before the edit.
    pub(crate) fn replace(&mut self, stage: Stage, item: usize, found: &mut Vec<Diagnostic>) {
        let key = (stage, item);
        self.lost.remove(&key);
        let from = self.found.partition_point(|(when, _)| *when < key);
        let to = self.found.partition_point(|(when, _)| *when <= key);
        self.found
            .splice(from..to, found.drain(..).map(|finding| (key, finding)));
    }

    /// Whether an error was found up to a stage.
    pub(crate) fn error_up_to(&self, stage: Stage) -> bool {
        self.found
            .iter()
            .take_while(|((at, _), _)| *at <= stage)
            .any(|(_, finding)| finding.severity == Severity::Error)
    }

    /// The findings in their order.
    pub(crate) fn findings(&self) -> impl Iterator<Item = &Diagnostic> + Clone {
        self.found.iter().map(|(_, finding)| finding)
    }

    /// The findings of one stage.
    pub(crate) fn of(&self, stage: Stage) -> impl Iterator<Item = &Diagnostic> {
        let found = self.found.iter().filter(move |((at, _), _)| *at == stage);
        found.map(|(_, finding)| finding)
    }

    /// Follows an edit of the texts.
    pub(crate) fn moved(&mut self, moves: &Moves) {
        moves.take_lost();
        for (when, finding) in &mut self.found {
            finding.moved(moves);
            if moves.take_lost() {
                self.lost.insert(*when);
            }
        }
    }

    /// Whether every finding still has its places.
    pub(crate) fn is_whole(&self) -> bool {
        self.lost.is_empty()
    }
}
