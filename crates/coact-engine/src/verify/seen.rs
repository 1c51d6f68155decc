//! Which states were seen: a bit for each state that there might be, or a table of those that there are, whichever is
//! smaller.

mod cells;
mod table;

use cells::Cells;
use table::Table;

use super::numbers::Index;

/// Up to so many states have bits of their own, whether they are reached or not.
const MOST_CELLS: Index = 1 << 29;

/// So many have from the beginning.
const FEW_CELLS: Index = 1 << 24;

/// A state in the table takes as much as so many states that have a bit.
const TABLE_COST: Index = 128;

/// The states that were seen. What is known of a state beside is kept in slots.
#[derive(Clone, Debug)]
pub(super) enum Seen {
    /// Each that there might be; its number is its slot.
    Cells(Cells),
    /// Those that there are, in the order in which they were found; its place in it is its slot.
    Table(Table),
}

impl Seen {
    /// Nothing was seen of so many states that there might be.
    pub(super) fn of(product: Index) -> Self {
        if product <= FEW_CELLS {
            Self::Cells(Cells::of(product))
        } else {
            Self::Table(Table::of(product))
        }
    }

    /// The same, in the order in which states are found, however many.
    pub(super) fn ordered(product: Index) -> Self {
        Self::Table(Table::in_order(product))
    }

    /// Takes a state in; whether it is new.
    #[inline]
    pub(super) fn take(&mut self, index: Index) -> bool {
        match self {
            Self::Cells(cells) => cells.take(index),
            Self::Table(table) => table.take(index),
        }
    }

    /// Goes on to what was found last; how many states that are.
    pub(super) fn advance(&mut self, product: Index) -> usize {
        if let Self::Table(table) = self
            && !table.stays
        {
            let used = (table.len() as Index).saturating_mul(TABLE_COST);
            if product <= MOST_CELLS && used >= product {
                *self = Self::Cells(table.as_cells(product));
            }
        }
        match self {
            Self::Cells(cells) => cells.advance(),
            Self::Table(table) => table.advance(),
        }
    }

    /// One of those that [`Self::advance`] has gone on to.
    #[inline]
    pub(super) fn open(&self, number: usize) -> Option<Index> {
        match self {
            Self::Cells(cells) => cells.open(number),
            Self::Table(table) => table.open(number),
        }
    }

    /// The slot of a state; none where it was not seen.
    #[inline]
    pub(super) fn slot(&self, index: Index) -> Option<usize> {
        match self {
            Self::Cells(cells) => cells.slot(index),
            Self::Table(table) => table.slot(index),
        }
    }

    /// How many slots there are.
    pub(super) fn slots(&self) -> usize {
        match self {
            Self::Cells(cells) => cells.len(),
            Self::Table(table) => table.len(),
        }
    }

    /// The states that were seen with their slots, those found last first where they are in that order.
    pub(super) fn each(&self, backwards: bool, mut look: impl FnMut(usize, Index)) {
        match self {
            Self::Cells(cells) if backwards => {
                cells
                    .iter()
                    .rev()
                    .for_each(|slot| look(slot, slot as Index));
            }
            Self::Cells(cells) => cells.iter().for_each(|slot| look(slot, slot as Index)),
            Self::Table(table) if backwards => {
                table
                    .iter()
                    .rev()
                    .for_each(|(slot, index)| look(slot, index));
            }
            Self::Table(table) => table.iter().for_each(|(slot, index)| look(slot, index)),
        }
    }

    /// The states at a distance from the initial one, where they are in the order in which they were found.
    pub(super) fn at_level(&self, level: u32) -> Vec<Index> {
        match self {
            Self::Cells(_) => Vec::new(),
            Self::Table(table) => table.at_level(level),
        }
    }

    /// Whether the slots are in the order in which the states were found.
    pub(super) const fn is_in_order(&self) -> bool {
        matches!(self, Self::Table(_))
    }
}
