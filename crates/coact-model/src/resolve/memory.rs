//! What is remembered of a run, and how an edit is followed without another one.
//!
//! An edit inside an item of which only its own results rest on the edited part (a handler of a view, a query,
//! a screen, a rule, a story, a spec) leaves names and structure as they are: places move, and the item alone is
//! read again, be it half typed. After an edit of data in an entity, a transaction or a process, what names that data
//! is read again as well. Every other edit costs a whole run.

use std::sync::Arc;

use coact_syntax::Parsed;
use coact_syntax::ast::ItemKind;

use super::again::{self, Edited, TakenOut, Version, mentions::mentions};
use super::cx::{ItemRef, Names};
use super::express::Expressed;
use super::notes::{Notes, Stage};
use super::{Edit, echo, files, skeleton};
use crate::diagnostics::{Diagnostic, Level};
use crate::model::Model;
use crate::places::{Moved as _, Moves};
use crate::rules;
use crate::{FileId, Sources};

/// Of how many items at most the tokens are compared: who edits more of them at once waits for a whole run.
const MOST_EDITED: usize = 8;

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
        (before, now): (&Sources, &Sources),
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
        let items = (files::items(&self.parsed), files::items(&parsed));
        let mut edited = Vec::new();
        for at in &changed {
            let (then, since) = (items.0.get(*at).copied()?, items.1.get(*at).copied()?);
            if again::is_read(&since.item.kind) {
                edited.push(Edited {
                    before: version(before, then)?,
                    now: version(now, since)?,
                });
            }
        }
        let is_of_one = |finding: &Diagnostic| edited.iter().any(|it| it.before.holds(finding));
        let has_faults = |stage| self.notes.of(stage).any(is_of_one);
        if edited.len() > MOST_EDITED
            || !edited.is_empty() && model.level == Level::Sketch
            || [Stage::Structure, Stage::Fields]
                .into_iter()
                .any(has_faults)
        {
            return None;
        }
        let moves = Moves::between(&bases(&self.parsed), &bases(&parsed));
        let moves = moves.with(edited.iter().map(Edited::moves).collect());
        let out = TakenOut::of(&edited, &self.names, model)?;
        if !moves.is_empty() {
            model.moved(&moves);
            self.names.moved(&moves);
            if moves.take_lost() {
                return None;
            }
            self.notes.moved(&moves);
        }
        let differs = out.read(&edited, &moves, &self.names, model)?;
        self.notes.replace(Stage::Text, 0, &mut text);
        let items = items.1;
        let changed: Vec<ItemRef<'_>> = changed
            .into_iter()
            .filter_map(|at| items.get(at).copied())
            .collect();
        let parts = self.expressed.follow(
            (&items, &changed),
            differs,
            |words| mentions(now, &parsed, words),
            &self.names,
            model,
            &mut self.notes,
        )?;
        drop(items);
        self.parsed = parsed;
        Some((self, Edit { moves, parts }))
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
            let is_whole = before.errors.is_empty() && now.errors.is_empty();
            let may_stand = skeleton::same(&before.item, &now.item)
                || is_whole && skeleton::may_be_read_again(&before.item, &now.item);
            if !may_stand {
                return None;
            }
            changed.push(at);
        }
        Some(changed)
    }
}

/// An item with its text.
fn version<'a>(sources: &'a Sources, item: ItemRef<'a>) -> Option<Version<'a>> {
    let all = item.loc(item.item.span).span;
    let bytes = sources
        .get(item.file)?
        .bytes
        .get(item.base as usize..all.end as usize)?;
    let text = std::str::from_utf8(bytes).ok()?;
    Some(Version { item, text })
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
