//! The second reading, explored by another model checker.

use coact_model::ctp::{Status, Step};
use stateright::{Checker, Model, Property};

use crate::trees::Tree;

/// The most transactions of a tree.
pub(crate) const MOST: usize = 6;

/// Where each transaction stands, as the number of its status.
pub(crate) type State = [u8; MOST];

/// A tree with numbers for the statuses.
pub(crate) struct Numbered {
    tree: Tree,
    statuses: Vec<Status>,
    steps: Vec<Step>,
}

impl Numbered {
    pub(crate) fn new(tree: &Tree) -> Self {
        let statuses = coact_model::ctp::statuses(tree.profile, tree.pattern).to_vec();
        let steps = tree.steps();
        Self {
            tree: tree.clone(),
            statuses,
            steps,
        }
    }

    fn read(&self, state: &State) -> [Status; MOST] {
        state.map(|number| self.statuses[usize::from(number)])
    }

    /// States and edges, explored breadth first.
    pub(crate) fn count(self) -> (usize, usize) {
        let checker = self.checker().spawn_bfs().join();
        // It counts how it came to the initial state.
        (checker.unique_state_count(), checker.state_count() - 1)
    }
}

impl Model for Numbered {
    type State = State;
    type Action = (u8, u8);

    fn init_states(&self) -> Vec<State> {
        vec![[0; MOST]]
    }

    fn actions(&self, state: &State, actions: &mut Vec<(u8, u8)>) {
        let read = self.read(state);
        for at in 0..self.tree.parents.len() {
            for (number, step) in self.steps.iter().enumerate() {
                if self.tree.next(&read, at, *step).is_some() {
                    actions.push((u8::try_from(at).unwrap(), u8::try_from(number).unwrap()));
                }
            }
        }
    }

    fn next_state(&self, state: &State, (at, step): (u8, u8)) -> Option<State> {
        let at = usize::from(at);
        let after = self
            .tree
            .next(&self.read(state), at, self.steps[usize::from(step)])?;
        let number = self.statuses.iter().position(|known| *known == after)?;
        let mut state = *state;
        state[at] = u8::try_from(number).ok()?;
        Some(state)
    }

    /// It stops once every property is decided: this one never is refuted.
    fn properties(&self) -> Vec<Property<Self>> {
        vec![Property::always("anything", |_, _| true)]
    }
}
