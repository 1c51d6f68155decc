//! Reading entities, transactions and processes again in the places where they were, after an edit that leaves alone
//! what the structure of the model rests on: the names, who takes part, what is about what, what links to what.
//!
//! What may differ is data: types, bounds and defaults of fields, derived facts and laws, payloads of links, and
//! texts for people. Others rest on it, too, and name it: [`mentions`] finds them.

mod entity;
mod kind;
pub(super) mod mentions;
mod process;

use std::collections::{BTreeMap, BTreeSet};

use coact_syntax::ast::ItemKind;
use coact_syntax::{Kept, Span};

use super::cx::{Element, ItemRef, Names};
use crate::diagnostics::Diagnostic;
use crate::model::{Derived, EntityId, Law, LinkId, Model, ResponseLink};
use crate::places::{self, Moves};

/// One version of an item with its text.
#[derive(Clone, Copy)]
pub(super) struct Version<'a> {
    pub(super) item: ItemRef<'a>,
    /// From where the item begins on.
    pub(super) text: &'a str,
}

impl<'a> Version<'a> {
    /// The text of a part.
    fn of(self, span: Span) -> &'a str {
        let range = span.start as usize..span.end as usize;
        self.text.get(range).unwrap_or_default()
    }
}

/// An item before an edit and after it.
#[derive(Clone, Copy)]
pub(super) struct Edited<'a> {
    pub(super) before: Version<'a>,
    pub(super) now: Version<'a>,
}

impl Edited<'_> {
    /// How places in it move.
    pub(super) fn moves(&self) -> places::Edited {
        let item = self.before.item;
        places::Edited {
            before: item.loc(Span::new(0, item.item.span.end)),
            base: self.now.item.base,
            kept: Kept::between(self.before.text, self.now.text),
        }
    }
}

impl Version<'_> {
    /// Whether a finding is about it.
    pub(super) fn holds(&self, finding: &Diagnostic) -> bool {
        let (all, found) = (self.item.loc(self.item.item.span), finding.primary.loc);
        all.file == found.file && (all.span.start..all.span.end).contains(&found.span.start)
    }
}

/// What differs, and was read again.
#[derive(Debug, Default)]
pub(super) struct Differs {
    /// By which words others name it.
    pub(super) words: BTreeSet<String>,
    /// Facts that differ: indices into those of the entity.
    pub(super) facts: BTreeSet<(EntityId, usize)>,
    /// Derived facts of the entities that were read again, as they were.
    pub(super) derived: BTreeMap<EntityId, Vec<Derived>>,
    /// The laws of those entities that could be read, as they were.
    pub(super) laws: BTreeMap<EntityId, Vec<Law>>,
    /// Links that were read again, as they were.
    pub(super) links: BTreeMap<LinkId, ResponseLink>,
}

/// Elements that are taken out of the model while its places move.
#[derive(Default)]
pub(super) struct TakenOut {
    entities: Vec<entity::TakenOut>,
    kinds: Vec<kind::TakenOut>,
    processes: Vec<process::TakenOut>,
}

/// Whether items of this sort are read again here; in others only that may differ which no other item rests on.
pub(super) const fn is_read(kind: &ItemKind) -> bool {
    matches!(
        kind,
        ItemKind::Entity(_) | ItemKind::Transaction(_) | ItemKind::Process(_)
    )
}

impl TakenOut {
    /// Takes out what the items are in the model; none where one of them is nothing there.
    pub(super) fn of(edited: &[Edited<'_>], names: &Names, model: &mut Model) -> Option<Self> {
        let mut out = Self::default();
        for edited in edited {
            let item = edited.before.item;
            match (&item.item.kind, names.item(&item)) {
                (ItemKind::Entity(_), Some(Element::Entity(id))) => {
                    out.entities.push(entity::take_out(id, model));
                }
                (ItemKind::Transaction(_), Some(Element::Kind(id))) => {
                    out.kinds.push(kind::take_out(id, model));
                }
                (ItemKind::Process(process), _) => {
                    out.processes
                        .push(process::take_out(&item, process, model)?);
                }
                _ => return None,
            }
        }
        Some(out)
    }

    /// Reads the items again. None where more differs than others may stand.
    pub(super) fn read(
        self,
        edited: &[Edited<'_>],
        moves: &Moves,
        names: &Names,
        model: &mut Model,
    ) -> Option<Differs> {
        let mut differs = Differs::default();
        let (mut entities, mut kinds) = (self.entities.into_iter(), self.kinds.into_iter());
        let mut processes = self.processes.into_iter();
        // Transactions have facts of entities in their payloads.
        for edited in edited {
            if matches!(edited.now.item.item.kind, ItemKind::Entity(_)) {
                entity::read(entities.next()?, *edited, moves, names, model, &mut differs)?;
            }
        }
        for edited in edited {
            match edited.now.item.item.kind {
                ItemKind::Transaction(_) => {
                    kind::read(kinds.next()?, *edited, moves, names, model, &mut differs)?;
                }
                ItemKind::Process(_) => {
                    process::read(processes.next()?, *edited, model, &mut differs)?;
                }
                _ => {}
            }
        }
        Some(differs)
    }
}
