//! What moves in a net: an instance of a transaction, or a decision.

use super::Guard;

/// The number of an effect that does nothing.
pub(super) const NOTHING: u16 = 0;

/// Something that moves.
#[derive(Clone, Debug, Default)]
pub struct Part {
    /// Per state, what can happen as far as the part itself admits it.
    pub ways: Vec<Vec<Way>>,
    /// Per step, what must hold beside.
    pub guards: Vec<Vec<Guard>>,
    /// What its steps do to other parts; the first does nothing.
    pub effects: Vec<Effect>,
}

/// A step from a state of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Way {
    /// Which step.
    pub step: u16,
    /// Where it leads.
    pub to: u16,
    /// Which effect it has.
    pub effect: u16,
}

/// What a step does to other parts: per part, where each of its states is moved to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Effect(pub Vec<(usize, Box<[u16]>)>);

/// A step that is performed in the same commit as what makes it possible.
#[derive(Clone, Debug)]
pub struct Urgent {
    /// The part.
    pub part: usize,
    /// The step.
    pub step: u16,
    /// When it is, beside what guards the step.
    pub when: Guard,
}

impl Part {
    /// How many states it has.
    pub fn count(&self) -> usize {
        self.ways.len()
    }

    /// The ways on from a state.
    pub fn ways(&self, state: u16) -> &[Way] {
        self.ways.get(usize::from(state)).map_or(&[], Vec::as_slice)
    }

    /// Whether the guards of a step hold.
    pub fn admits(&self, step: u16, state: &[u16]) -> bool {
        let guards = self.guards.get(usize::from(step));
        guards.is_none_or(|guards| guards.iter().all(|guard| guard.holds(state)))
    }
}
