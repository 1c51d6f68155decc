//! The states of a net that were seen.

use super::numbers::{Index, Numbers};
use super::seen::Seen;
use crate::net::{Net, State};

/// All states of a net that were seen.
#[derive(Clone, Debug)]
pub struct Space<'n, 'a> {
    pub(super) net: &'n Net<'a>,
    pub(super) numbers: Numbers,
    pub(super) seen: Seen,
    pub(super) states: usize,
    pub(super) edges: usize,
}

impl Space<'_, '_> {
    /// How many states were seen.
    pub const fn states(&self) -> usize {
        self.states
    }

    /// How many edges leave the states whose moves were looked at.
    pub const fn edges(&self) -> usize {
        self.edges
    }

    /// The state of a number.
    pub fn state(&self, index: Index) -> State {
        let mut state = State::with_capacity(self.net.width());
        self.numbers.read(index, &mut state);
        state
    }
}
