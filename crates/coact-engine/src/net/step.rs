//! What happens in a state: a step, and what follows from it in the same commit.

use coact_model::ctp::{Act, Base, Step};
use coact_model::model::Policy;

use super::{Move, Net, State};
use crate::local::Local;

/// What happens in one commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// The state behind it.
    pub state: State,
    /// What followed the move in the same commit: places, and the steps' numbers in their tables.
    pub tacit: Vec<(usize, usize)>,
}

impl Net<'_> {
    /// Every move that a state admits, with where it leads.
    pub fn moves(&self, state: &State) -> Vec<(Move, Taken)> {
        let mut moves = Vec::new();
        for (at, place) in self.places.iter().enumerate() {
            for step in 0..place.table.steps.len() {
                if let Some(taken) = self.act(state, at, step) {
                    moves.push((Move::Act(at, step), taken));
                }
            }
        }
        for decision in 0..self.decisions.len() {
            if let Some(taken) = self.decide(state, decision) {
                moves.push((Move::Decide(decision), taken));
            }
        }
        moves
    }

    /// Where a step leads; none where it is not enabled.
    pub fn act(&self, state: &State, place: usize, step: usize) -> Option<Taken> {
        let after = self.single(state, place, step)?;
        Some(self.close(after))
    }

    /// A step without what follows.
    fn single(&self, state: &State, place: usize, step: usize) -> Option<State> {
        let at = self.places.get(place)?;
        let next = at.table.next(*state.get(place)?, step)?;
        let guards = at.guards.get(step)?;
        if !guards.iter().all(|guard| self.passes(state, guard)) {
            return None;
        }
        let mut after = state.clone();
        *after.get_mut(place)? = next;
        self.touch(&mut after, place, step);
        Some(after)
    }

    /// What a step does to other instances.
    fn touch(&self, state: &mut State, place: usize, step: usize) {
        let Some(at) = self.places.get(place) else {
            return;
        };
        for child in at.occasions.get(step).into_iter().flatten() {
            self.set(state, *child, |local| local.asked = 0);
        }
        let holds_up = matches!(
            at.table.steps.get(step),
            Some(Step::Revoke(Act::Request | Act::Promise))
        );
        if holds_up {
            for child in &at.children {
                self.set(state, *child, |local| local.recalled = false);
            }
        }
        // What is no longer promised is asked for anew, when it is promised again.
        let promised = matches!(
            self.local(state, place).status.base,
            Base::Initial | Base::Requested | Base::Declined | Base::Quitted
        );
        if promised {
            for (number, decision) in self.decisions.iter().enumerate() {
                let slot = self.places.len().saturating_add(number);
                if let Some(taken) = state.get_mut(slot).filter(|_| decision.of == place) {
                    *taken = 0;
                }
            }
        }
    }

    fn set(&self, state: &mut State, place: usize, change: impl FnOnce(&mut Local)) {
        let mut local = self.local(state, place);
        change(&mut local);
        let found = self.places.get(place).and_then(|at| at.table.find(local));
        if let (Some(number), Some(found)) = (state.get_mut(place), found) {
            *number = found;
        }
    }

    /// Somebody says that no more will be asked for.
    fn decide(&self, state: &State, number: usize) -> Option<Taken> {
        let decision = self.decisions.get(number)?;
        let parent = self.local(state, decision.of).status;
        let asked = decision
            .children
            .iter()
            .filter(|child| self.local(state, **child).status.is_live())
            .count();
        let may = !self.is_decided(state, number)
            && parent.base == Base::Promised
            && parent.pending.is_none()
            && asked >= decision.least;
        if !may {
            return None;
        }
        let mut after = state.clone();
        *after.get_mut(self.places.len().saturating_add(number))? = 1;
        Some(self.close(after))
    }

    /// Performs what follows until nothing does: revocations that cascade, then tacit acts, in the order of the places.
    fn close(&self, state: State) -> Taken {
        let mut taken = Taken {
            state,
            tacit: Vec::new(),
        };
        while let Some((place, step, after)) = self.follows(&taken.state) {
            taken.state = after;
            taken.tacit.push((place, step));
        }
        taken
    }

    fn follows(&self, state: &State) -> Option<(usize, usize, State)> {
        let cascade = self.places.iter().enumerate().find_map(|(at, place)| {
            let (parent, _) = place.parent.filter(|_| place.policy == Policy::Cascade)?;
            let own = self.local(state, at);
            let asked = matches!(
                self.local(state, parent).status.pending,
                Some(Act::Request | Act::Promise)
            );
            if !asked || own.recalled || own.status.is_settled() {
                return None;
            }
            let step = place.table.step(Step::Revoke(Act::Request))?;
            Some((at, step, self.single(state, at, step)?))
        });
        cascade.or_else(|| {
            self.places.iter().enumerate().find_map(|(at, place)| {
                if self.local(state, at).returned {
                    return None;
                }
                place
                    .tacit
                    .iter()
                    .find_map(|step| Some((at, *step, self.single(state, at, *step)?)))
            })
        })
    }
}
