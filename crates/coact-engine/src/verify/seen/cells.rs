//! A bit for each state that there might be.

use super::Index;

/// States in a word.
const PER_WORD: usize = 64;

/// Per state a bit: whether it was seen.
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

    /// Marks a state; whether it was unseen.
    #[inline]
    pub(super) fn mark(&mut self, slot: usize) -> bool {
        let Some(word) = self.words.get_mut(slot / PER_WORD) else {
            return false;
        };
        let bit = 1 << (slot % PER_WORD);
        let is_new = *word & bit == 0;
        *word |= bit;
        is_new
    }

    #[inline]
    pub(super) fn take(&mut self, index: Index) -> bool {
        let is_new = self.mark(index as usize);
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

    #[inline]
    pub(super) fn slot(&self, index: Index) -> Option<usize> {
        let slot = usize::try_from(index).ok()?;
        let word = self.words.get(slot / PER_WORD)?;
        ((*word >> (slot % PER_WORD)) & 1 != 0).then_some(slot)
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
                let seen = slots.filter(move |slot| (word >> slot) & 1 != 0);
                seen.map(move |slot| at * PER_WORD + slot)
            })
    }

    /// What was found last, where it was taken from elsewhere.
    pub(super) fn find_last(&mut self, found: impl Iterator<Item = Index>) {
        self.found = found
            .filter_map(|index| u32::try_from(index).ok())
            .collect();
    }
}
