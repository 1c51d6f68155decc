//! The states that there are, in the order in which they were found.

use std::hash::BuildHasher;
use std::ops::Range;

use hashbrown::HashTable;
use hashbrown::hash_table::Entry;
use rustc_hash::FxBuildHasher;

use super::Index;
use super::cells::Cells;

/// The states in order, with a table of their places.
#[derive(Clone, Debug)]
pub(in crate::verify) struct Table {
    keys: Keys,
    places: HashTable<u32>,
    /// Where those begin that were found at each distance from the initial one.
    levels: Vec<usize>,
    open: Range<usize>,
    /// It is never exchanged for bits.
    pub(super) stays: bool,
}

/// Numbers of states, as wide as they have to be.
#[derive(Clone, Debug)]
enum Keys {
    Narrow(Vec<u64>),
    Wide(Vec<Index>),
}

impl Keys {
    #[inline]
    fn get(&self, place: usize) -> Option<Index> {
        match self {
            Self::Narrow(keys) => keys.get(place).copied().map(Index::from),
            Self::Wide(keys) => keys.get(place).copied(),
        }
    }

    #[inline]
    fn is(&self, place: u32, index: Index) -> bool {
        self.get(place as usize) == Some(index)
    }

    fn push(&mut self, index: Index) {
        match self {
            Self::Narrow(keys) => keys.push(index as u64),
            Self::Wide(keys) => keys.push(index),
        }
    }

    const fn len(&self) -> usize {
        match self {
            Self::Narrow(keys) => keys.len(),
            Self::Wide(keys) => keys.len(),
        }
    }
}

fn hash(index: Index) -> u64 {
    FxBuildHasher.hash_one(index)
}

impl Table {
    pub(super) fn of(product: Index) -> Self {
        Self {
            keys: match u64::try_from(product) {
                Ok(_) => Keys::Narrow(Vec::new()),
                Err(_) => Keys::Wide(Vec::new()),
            },
            places: HashTable::new(),
            levels: Vec::new(),
            open: 0..0,
            stays: false,
        }
    }

    pub(super) fn in_order(product: Index) -> Self {
        Self {
            stays: true,
            ..Self::of(product)
        }
    }

    pub(super) const fn len(&self) -> usize {
        self.keys.len()
    }

    pub(super) fn take(&mut self, index: Index) -> bool {
        let keys = &self.keys;
        let of = |known: &u32| hash(keys.get(*known as usize).unwrap_or_default());
        let found = self
            .places
            .entry(hash(index), |known| keys.is(*known, index), of);
        let Entry::Vacant(entry) = found else {
            return false;
        };
        entry.insert(u32::try_from(self.keys.len()).unwrap_or(u32::MAX));
        self.keys.push(index);
        true
    }

    pub(super) fn advance(&mut self) -> usize {
        self.levels.push(self.open.end);
        self.open = self.open.end..self.len();
        self.open.len()
    }

    #[inline]
    pub(super) fn open(&self, number: usize) -> Option<Index> {
        self.keys.get(self.open.start.saturating_add(number))
    }

    pub(super) fn slot(&self, index: Index) -> Option<usize> {
        let same = |known: &u32| self.keys.is(*known, index);
        let place = self.places.find(hash(index), same)?;
        usize::try_from(*place).ok()
    }

    pub(super) fn iter(&self) -> impl DoubleEndedIterator<Item = (usize, Index)> + '_ {
        (0..self.len()).filter_map(|place| Some((place, self.keys.get(place)?)))
    }

    fn places(&self, level: u32) -> Range<usize> {
        let level = usize::try_from(level).unwrap_or(usize::MAX);
        let start = self.levels.get(level).copied().unwrap_or(self.open.end);
        let next = self.levels.get(level.saturating_add(1));
        start..next.copied().unwrap_or(self.open.end)
    }

    pub(super) fn at_level(&self, level: u32) -> Vec<Index> {
        let places = self.places(level);
        places.filter_map(|place| self.keys.get(place)).collect()
    }

    /// The same in bits.
    pub(super) fn as_cells(&self, product: Index) -> Cells {
        let mut cells = Cells::of(product);
        for (_, index) in self.iter() {
            cells.mark(index as usize);
        }
        let last = self.open.end..self.len();
        cells.find_last(last.filter_map(|place| self.keys.get(place)));
        cells
    }
}
