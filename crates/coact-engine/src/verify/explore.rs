//! Every state that a net can come to, breadth first, so that the way to each is a shortest one.

use rustc_hash::FxHashMap;

use coact_model::ctp::Step;

use crate::net::{Move, Net, State, Taken};

/// How far an exploration goes.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// States, after which it stops.
    pub states: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { states: 2_000_000 }
    }
}

/// A state in one number: each place's state is a digit of it.
type Index = u128;

/// What kind of step an edge is, as far as properties leave some out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// An act of the pattern, or a decision.
    Onward,
    /// A revocation is asked for, and nothing in the model says so.
    Revoke,
    /// A revocation is asked for as the model says, where a fact stands.
    Answer,
    /// A revocation is allowed.
    Allow,
    /// A revocation is refused.
    Refuse,
}

/// All reachable states of a net and the edges between them.
#[derive(Debug)]
pub struct Space {
    weights: Vec<Index>,
    sizes: Vec<u64>,
    /// The states in the order in which they were found.
    states: Vec<Index>,
    numbers: FxHashMap<Index, u32>,
    /// By which state and move each was found first.
    parents: Vec<(u32, Move)>,
    /// Where the edges of a state begin.
    starts: Vec<usize>,
    edges: Vec<(u32, Edge)>,
}

/// How an exploration ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Explored {
    /// All states were seen.
    Whole,
    /// The bound was reached before.
    Bounded,
}

/// Visits states until all are seen or the limit is reached; `look` is shown each state with all its moves, in their
/// order.
pub fn explore(
    net: &Net<'_>,
    limits: Limits,
    mut look: impl FnMut(u32, &State, &[(Move, Taken)]),
) -> (Space, Explored) {
    let mut space = Space::new(net);
    let mut at = 0;
    while let Some(state) = space.state(at) {
        if space.states.len() > limits.states {
            return (space, Explored::Bounded);
        }
        let moves = net.moves(&state);
        space.starts.push(space.edges.len());
        for (made, taken) in &moves {
            let to = space.number(&taken.state, at, *made);
            space.edges.push((to, kind_of(net, &state, *made)));
        }
        look(at, &state, &moves);
        at = at.saturating_add(1);
    }
    space.starts.push(space.edges.len());
    (space, Explored::Whole)
}

fn kind_of(net: &Net<'_>, state: &State, made: Move) -> Edge {
    let Move::Act(place, step) = made else {
        return Edge::Onward;
    };
    match net.step(place, step) {
        Some(Step::Revoke(_)) if net.is_answer(state, place, step) => Edge::Answer,
        Some(Step::Revoke(_)) => Edge::Revoke,
        Some(Step::Allow(_)) => Edge::Allow,
        Some(Step::Refuse(_)) => Edge::Refuse,
        Some(Step::Base(_)) | None => Edge::Onward,
    }
}

impl Space {
    fn new(net: &Net<'_>) -> Self {
        let sizes = net.sizes();
        let mut weight: Index = 1;
        let mut weights = Vec::new();
        for size in &sizes {
            weights.push(weight);
            weight = weight.saturating_mul(Index::from(*size));
        }
        let mut space = Self {
            weights,
            sizes,
            states: Vec::new(),
            numbers: FxHashMap::default(),
            parents: Vec::new(),
            starts: Vec::new(),
            edges: Vec::new(),
        };
        space.number(&net.initial(), 0, Move::Decide(usize::MAX));
        space
    }

    fn index(&self, state: &[u16]) -> Index {
        let digits = state.iter().zip(&self.weights);
        digits
            .map(|(digit, weight)| weight.saturating_mul(Index::from(*digit)))
            .fold(0, Index::saturating_add)
    }

    fn number(&mut self, state: &[u16], from: u32, made: Move) -> u32 {
        let index = self.index(state);
        if let Some(known) = self.numbers.get(&index) {
            return *known;
        }
        let number = u32::try_from(self.states.len()).unwrap_or(u32::MAX);
        self.numbers.insert(index, number);
        self.states.push(index);
        self.parents.push((from, made));
        number
    }

    /// How many states there are.
    pub fn len(&self) -> usize {
        self.states.len()
    }

    /// Whether there are none; there always is the initial one.
    pub fn is_empty(&self) -> bool {
        self.states.is_empty()
    }

    /// How many edges there are.
    pub fn edges(&self) -> usize {
        self.edges.len()
    }

    /// The state of a number.
    pub fn state(&self, number: u32) -> Option<State> {
        let mut rest = *self.states.get(usize::try_from(number).ok()?)?;
        let mut state = State::with_capacity(self.sizes.len());
        for size in &self.sizes {
            let size = Index::from(*size);
            state.push(u16::try_from(rest.checked_rem(size)?).ok()?);
            rest = rest.checked_div(size)?;
        }
        Some(state)
    }

    /// The moves that lead to a state, from the initial one on.
    pub fn way(&self, to: u32) -> Vec<Move> {
        let mut moves = Vec::new();
        let mut at = to;
        while at != 0 {
            let Some((from, made)) = usize::try_from(at).ok().and_then(|at| self.parents.get(at))
            else {
                break;
            };
            moves.push(*made);
            at = *from;
        }
        moves.reverse();
        moves
    }

    /// From which states a goal can be reached by edges that are let pass. One bit per state.
    pub fn can_reach(
        &self,
        is_goal: impl Fn(u32) -> bool,
        passes: impl Fn(u32, u32, Edge) -> bool,
    ) -> Vec<bool> {
        let count = self.states.len();
        let (into, starts) = self.reversed();
        let mut can = vec![false; count];
        let mut open: Vec<u32> = Vec::new();
        for number in 0..u32::try_from(count).unwrap_or(u32::MAX) {
            if is_goal(number) {
                mark(&mut can, number);
                open.push(number);
            }
        }
        while let Some(to) = open.pop() {
            let at = usize::try_from(to).unwrap_or(usize::MAX);
            let first = starts.get(at).copied().unwrap_or(0);
            let last = starts.get(at.saturating_add(1)).copied().unwrap_or(first);
            for (from, edge) in into.get(first..last).unwrap_or_default() {
                if passes(*from, to, *edge) && mark(&mut can, *from) {
                    open.push(*from);
                }
            }
        }
        can
    }

    /// The edges by where they lead to, and where those of each state begin.
    fn reversed(&self) -> (Vec<(u32, Edge)>, Vec<usize>) {
        let count = self.states.len();
        let mut starts = vec![0_usize; count.saturating_add(1)];
        for (to, _) in &self.edges {
            let slot = usize::try_from(*to).unwrap_or(usize::MAX).saturating_add(1);
            if let Some(start) = starts.get_mut(slot) {
                *start = start.saturating_add(1);
            }
        }
        let mut sum: usize = 0;
        for start in &mut starts {
            sum = sum.saturating_add(*start);
            *start = sum;
        }
        let mut fill = starts.clone();
        let mut into = vec![(0, Edge::Onward); self.edges.len()];
        for (from, pair) in self.starts.windows(2).enumerate() {
            let from = u32::try_from(from).unwrap_or(u32::MAX);
            let &[first, last] = pair else { continue };
            for (to, edge) in self.edges.get(first..last).unwrap_or_default() {
                let Some(slot) = usize::try_from(*to).ok().and_then(|to| fill.get_mut(to)) else {
                    continue;
                };
                if let Some(place) = into.get_mut(*slot) {
                    *place = (from, *edge);
                }
                *slot = slot.saturating_add(1);
            }
        }
        (into, starts)
    }
}

/// Marks a state; whether it was not marked before.
fn mark(can: &mut [bool], number: u32) -> bool {
    let slot = usize::try_from(number).ok().and_then(|at| can.get_mut(at));
    slot.is_some_and(|slot| !std::mem::replace(slot, true))
}
