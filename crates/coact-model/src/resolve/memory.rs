//! What is remembered of a run, and how an edit is followed without another one.
//!
//! An edit inside an item of which only its own results rest on the edited part (a handler of a view, a query,
//! a screen, a rule, a story, a spec) leaves names and structure as they are: places move, and the item alone is
//! read again, be it half typed. Every other edit costs a whole run.

use std::sync::Arc;

use coact_syntax::Parsed;
use coact_syntax::ast::ItemKind;

use super::cx::{ItemRef, Names};
use super::express::Expressed;
use super::notes::{Notes, Stage};
use super::{Edit, echo, files, skeleton};
use crate::diagnostics::{Diagnostic, Level};
use crate::model::Model;
use crate::places::{Moved as _, Moves};
use crate::rules::{self, Part};
use crate::{FileId, Sources};

/// Where the items of each file start.
pub(crate) type Bases = Vec<Vec<u32>>;

/// What is remembered of a run.
#[derive(Debug)]
pub(crate) struct Memory {
    pub(super) parsed: Vec<(FileId, Parsed)>,
    pub(super) names: Names,
    pub(super) expressed: Expressed,
    pub(super) notes: Notes,
    /// Part of the texts could not be read when the structure was made: it says less then.
    pub(super) unread: bool,
}

/// Whether findings about the texts tell of a part that could not be read.
pub(super) fn unread<'a>(found: impl IntoIterator<Item = &'a Diagnostic>) -> bool {
    found
        .into_iter()
        .any(|finding| rules::is_of_the_text(finding.code))
}

impl Memory {
    /// Follows an edit; the model becomes that of the new texts. Answers nothing where the edit is one that
    /// costs a whole run.
    pub(super) fn follow(
        mut self,
        model: &mut Model,
        parsed: Vec<(FileId, Parsed)>,
        mut text: Vec<Diagnostic>,
    ) -> Option<(Self, Edit)> {
        let changed = self.changed(&parsed)?;
        // The slices of a sketch declare what they name.
        let declares = |at: &usize| matches!(kind_at(&parsed, *at), Some(ItemKind::Story(_)));
        if model.level == Level::Sketch && changed.iter().any(declares) {
            return None;
        }
        let silences = |finding: &Diagnostic| rules::is_of_all_links(finding.code);
        if self.unread != unread(&text)
            && (self.unread || self.notes.of(Stage::Structure).any(silences))
        {
            return None;
        }
        let moves = Moves::between(&bases(&self.parsed), &bases(&parsed));
        if !moves.is_empty() {
            model.moved(&moves);
            self.names.moved(&moves);
            self.notes.moved(&moves);
        }
        self.notes.replace(Stage::Text, 0, &mut text);
        self.parsed = parsed;
        let items = files::items(&self.parsed);
        let changed: Vec<ItemRef<'_>> = changed
            .into_iter()
            .filter_map(|at| items.get(at).copied())
            .collect();
        let followed = self
            .expressed
            .follow(&items, &changed, &self.names, model, &mut self.notes);
        let parts = changed.iter().filter_map(|item| part(&item.item.kind));
        let parts = parts.collect();
        followed.then_some((self, Edit { moves, parts }))
    }

    /// The findings about the texts, echoes silenced.
    pub(super) fn findings(&self, sources: &Sources) -> Vec<Diagnostic> {
        // Structure leaves out only what it finds wrong.
        let part_is_missing = self.notes.error_up_to(Stage::Structure);
        echo::silence(
            sources,
            &self.parsed,
            part_is_missing,
            self.notes.findings(),
            false,
        )
    }

    /// The items that differ, where structure and names cannot rest on what differs.
    fn changed(&self, now: &[(FileId, Parsed)]) -> Option<Vec<usize>> {
        let same_files = self.parsed.len() == now.len()
            && self.parsed.iter().zip(now).all(|(before, now)| {
                before.0 == now.0 && before.1.items.len() == now.1.items.len()
            });
        if !same_files {
            return None;
        }
        let before = self.parsed.iter().flat_map(|(_, parsed)| &parsed.items);
        let now = now.iter().flat_map(|(_, parsed)| &parsed.items);
        let mut changed = Vec::new();
        for (at, (before, now)) in before.zip(now).enumerate() {
            let same = Arc::ptr_eq(&before.item, &now.item)
                || (before.item == now.item && before.errors == now.errors);
            if same {
                continue;
            }
            if !skeleton::same(&before.item, &now.item) {
                return None;
            }
            changed.push(at);
        }
        Some(changed)
    }
}

/// The part of the model that an item of which the skeleton stays is read into.
fn part(kind: &ItemKind) -> Option<Part> {
    Some(match kind {
        ItemKind::View(_) => Part::Views,
        ItemKind::Query(_) => Part::Queries,
        ItemKind::Screen(_) => Part::Screens,
        ItemKind::Rule(_) => Part::Rules,
        ItemKind::Story(_) | ItemKind::Spec(_) => Part::Stories,
        _ => return None,
    })
}

fn kind_at(parsed: &[(FileId, Parsed)], at: usize) -> Option<&ItemKind> {
    let mut items = parsed.iter().flat_map(|(_, parsed)| &parsed.items);
    items.nth(at).map(|item| &item.item.kind)
}

fn bases(parsed: &[(FileId, Parsed)]) -> Bases {
    let files = parsed.iter().map(|(_, parsed)| &parsed.items);
    files
        .map(|items| items.iter().map(|item| item.base).collect())
        .collect()
}
