//! Two bits for each state that there might be.

use super::Index;

/// States in a word.
const PER_WORD: usize = 32;

/// Per state two bits: unseen, or its distance from the initial state modulo three.
#[derive(Clone, Debug)]
pub(in crate::verify) struct Cells {
    words: Vec<u64>,
    count: usize,
    /// Those whose moves are looked at, and those that were found by that.
    open: Vec<u32>,
    found: Vec<u32>,
}

impl Cells {
    pub(super) fn of(product: Index) -> Self {
        let count = usize::try_from(product).unwrap_or(0);
        Self {
            words: vec![0; count.div_ceil(PER_WORD)],
            count,
            open: Vec::new(),
            found: Vec::new(),
        }
    }

    /// Marks a state with its distance; whether it was unseen.
    #[inline]
    pub(super) fn mark(&mut self, slot: usize, level: u32) -> bool {
        let Some(word) = self.words.get_mut(slot / PER_WORD) else {
            return false;
        };
        let shift = (slot % PER_WORD) * 2;
        if (*word >> shift) & 3 != 0 {
            return false;
        }
        *word |= u64::from(level % 3 + 1) << shift;
        true
    }

    #[inline]
    pub(super) fn take(&mut self, index: Index, level: u32) -> bool {
        let is_new = self.mark(index as usize, level);
        if is_new {
            self.found.push(index as u32);
        }
        is_new
    }

    pub(super) fn advance(&mut self) -> usize {
        std::mem::swap(&mut self.open, &mut self.found);
        self.found.clear();
        self.open.len()
    }

    #[inline]
    pub(super) fn open(&self, number: usize) -> Option<Index> {
        self.open.get(number).copied().map(Index::from)
    }

    /// The distance of a state modulo three; none where it was not seen.
    fn level(&self, slot: usize) -> Option<u32> {
        let word = self.words.get(slot / PER_WORD)?;
        let code = (*word >> ((slot % PER_WORD) * 2)) & 3;
        u32::try_from(code).ok()?.checked_sub(1)
    }

    #[inline]
    pub(super) fn slot(&self, index: Index) -> Option<usize> {
        let slot = usize::try_from(index).ok()?;
        self.level(slot).map(|_| slot)
    }

    pub(super) const fn len(&self) -> usize {
        self.count
    }

    /// The states that were seen, in the order of their numbers.
    pub(super) fn iter(&self) -> impl DoubleEndedIterator<Item = usize> + '_ {
        let words = self.words.iter().enumerate();
        words
            .filter(|(_, word)| **word != 0)
            .flat_map(|(at, word)| {
                let slots = 0..PER_WORD;
                let seen = slots.filter(move |slot| (word >> (slot * 2)) & 3 != 0);
                seen.map(move |slot| at * PER_WORD + slot)
            })
    }

    pub(super) fn at_level(&self, level: u32) -> Vec<Index> {
        self.iter()
            .filter(|slot| self.level(*slot) == Some(level % 3))
            .map(|slot| slot as Index)
            .collect()
    }

    /// What was found last, where it was taken from elsewhere.
    pub(super) fn find_last(&mut self, found: impl Iterator<Item = Index>) {
        self.found = found
            .filter_map(|index| u32::try_from(index).ok())
            .collect();
    }
}
