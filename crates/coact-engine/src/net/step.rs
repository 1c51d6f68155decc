//! What happens in a state: a step, and what follows from it in the same commit.

use super::part::{NOTHING, Way};
use super::{Move, Net, State};

/// Where a move leads.
#[derive(Clone, Copy, Debug)]
pub enum Next<'s> {
    /// Only one part moves.
    One {
        /// The part.
        part: usize,
        /// Its state behind the move.
        to: u16,
    },
    /// Several parts do.
    Many {
        /// The state of the net behind the move.
        state: &'s [u16],
        /// What followed in the same commit: parts and the numbers of their steps.
        tacit: &'s [(usize, u16)],
    },
}

/// Room for the state behind a move, used again for each.
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    state: State,
    tacit: Vec<(usize, u16)>,
}

impl Net<'_> {
    /// Every move that a state admits, in the order of the parts, with where it leads.
    pub fn each_move(
        &self,
        state: &[u16],
        scratch: &mut Scratch,
        mut found: impl FnMut(Move, Next<'_>),
    ) {
        for (at, part) in self.parts.iter().enumerate() {
            let own = state.get(at).copied().unwrap_or(0);
            for way in part.ways(own) {
                if !part.admits(way.step, state) {
                    continue;
                }
                let made = self.made(at, way.step);
                if way.effect == NOTHING && self.urgent.is_empty() {
                    found(
                        made,
                        Next::One {
                            part: at,
                            to: way.to,
                        },
                    );
                    continue;
                }
                scratch.state.clear();
                scratch.state.extend_from_slice(state);
                scratch.tacit.clear();
                self.apply(&mut scratch.state, at, *way);
                self.close(&mut scratch.state, &mut scratch.tacit);
                let next = Next::Many {
                    state: &scratch.state,
                    tacit: &scratch.tacit,
                };
                found(made, next);
            }
        }
    }

    /// Makes a move, and what follows from it in the same commit, which is returned; none where the state does not admit it.
    pub fn make(&self, state: &mut State, made: Move) -> Option<Vec<(usize, u16)>> {
        let (at, step) = match made {
            Move::Act(place, step) => (place, u16::try_from(step).ok()?),
            Move::Decide(number) => (self.places.len().checked_add(number)?, 0),
        };
        let part = self.parts.get(at)?;
        let mut ways = part.ways(*state.get(at)?).iter();
        let way = *ways.find(|way| way.step == step)?;
        if !part.admits(step, state) {
            return None;
        }
        let mut tacit = Vec::new();
        self.apply(state, at, way);
        self.close(state, &mut tacit);
        Some(tacit)
    }

    fn made(&self, part: usize, step: u16) -> Move {
        match part.checked_sub(self.places.len()) {
            Some(number) => Move::Decide(number),
            None => Move::Act(part, usize::from(step)),
        }
    }

    fn apply(&self, state: &mut State, at: usize, way: Way) {
        if let Some(own) = state.get_mut(at) {
            *own = way.to;
        }
        let part = self.parts.get(at);
        let effect = part.and_then(|part| part.effects.get(usize::from(way.effect)));
        for (part, moved) in effect.into_iter().flat_map(|effect| &effect.0) {
            if let Some(own) = state.get_mut(*part) {
                *own = moved.get(usize::from(*own)).copied().unwrap_or(*own);
            }
        }
    }

    /// Performs what follows until nothing does.
    fn close(&self, state: &mut State, tacit: &mut Vec<(usize, u16)>) {
        while let Some((at, way)) = self.follows(state) {
            self.apply(state, at, way);
            tacit.push((at, way.step));
        }
    }

    fn follows(&self, state: &[u16]) -> Option<(usize, Way)> {
        self.urgent.iter().find_map(|urgent| {
            if !urgent.when.holds(state) {
                return None;
            }
            let part = self.parts.get(urgent.part)?;
            let own = state.get(urgent.part).copied()?;
            let way = part.ways(own).iter().find(|way| way.step == urgent.step)?;
            let admits = part.admits(urgent.step, state);
            admits.then_some((urgent.part, *way))
        })
    }
}
