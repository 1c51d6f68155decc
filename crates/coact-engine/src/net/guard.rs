//! What must hold for a step beside the pattern.

use coact_model::ctp::{Base, FactWord};
use coact_model::model::WaitId;

use super::{Net, State};

/// What must hold for a step.
#[derive(Clone, Debug)]
pub enum Guard {
    /// What encloses it is promised, and nothing of it is being taken back.
    ParentPromisedAndQuiet(usize),
    /// What encloses it is promised.
    ParentPromised(usize),
    /// All of these are settled.
    Settled(Vec<usize>),
    /// Fewer than so many of these are live.
    Fewer(Vec<usize>, u64),
    /// A fact of one of these stands.
    Stands(Vec<usize>, FactWord),
    /// A fact of none of these stands.
    StandsNot(Vec<usize>, FactWord),
    /// A wait is open.
    Wait(Wait),
}

/// A wait, seen from one instance.
#[derive(Clone, Debug)]
pub struct Wait {
    /// The link.
    pub id: WaitId,
    /// The instances whose fact is waited for.
    pub of: Vec<usize>,
    /// The fact.
    pub fact: FactWord,
    /// So many are enough; without a number all that are asked for and not withdrawn.
    pub count: Option<u64>,
    /// At least so many.
    pub least: u64,
    /// So many are all that can be asked for.
    pub most: Option<u64>,
    /// Whether it takes a decision that no more will be asked for, and whose.
    pub decided: Option<usize>,
    /// It waits for what encloses it, of which there is one.
    pub is_around: bool,
}

impl Net<'_> {
    /// Whether a guard lets a step pass.
    pub(crate) fn passes(&self, state: &State, guard: &Guard) -> bool {
        let status = |place: usize| self.local(state, place).status;
        match guard {
            Guard::ParentPromisedAndQuiet(parent) => {
                let parent = status(*parent);
                parent.base == Base::Promised && parent.pending.is_none()
            }
            Guard::ParentPromised(parent) => status(*parent).base == Base::Promised,
            Guard::Settled(places) => places.iter().all(|place| status(*place).is_settled()),
            Guard::Fewer(places, most) => {
                let live = places.iter().filter(|place| status(**place).is_live());
                (live.count() as u64) < *most
            }
            Guard::Stands(places, fact) => {
                places.iter().any(|place| self.stands(state, *place, *fact))
            }
            Guard::StandsNot(places, fact) => {
                !places.iter().any(|place| self.stands(state, *place, *fact))
            }
            Guard::Wait(wait) => self.is_open(state, wait),
        }
    }

    /// Whether a fact of an instance stands.
    pub(crate) fn stands(&self, state: &State, place: usize, fact: FactWord) -> bool {
        self.places
            .get(place)
            .is_some_and(|at| at.memory.stands(self.local(state, place), fact))
    }

    /// Whether it is decided that no more will be asked for.
    pub(crate) fn is_decided(&self, state: &State, decision: usize) -> bool {
        let at = self.places.len().saturating_add(decision);
        state.get(at).is_some_and(|taken| *taken != 0)
    }

    /// Whether a wait is open.
    pub(crate) fn is_open(&self, state: &State, wait: &Wait) -> bool {
        let standing = |place: &&usize| self.stands(state, **place, wait.fact);
        if wait.is_around {
            return wait.of.first().is_some_and(|place| standing(&place));
        }
        if let Some(count) = wait.count {
            return wait.of.iter().filter(standing).count() as u64 >= count;
        }
        let mut stand: u64 = 0;
        for place in &wait.of {
            let base = self.local(state, *place).status.base;
            // What was withdrawn or given up does not count.
            if matches!(base, Base::Initial | Base::Quitted | Base::Stopped) && !standing(&place) {
                continue;
            }
            if !standing(&place) {
                return false;
            }
            stand = stand.saturating_add(1);
        }
        let full = || {
            let status = |place: &&usize| self.local(state, **place).status.is_live();
            let live = wait.of.iter().filter(status).count() as u64;
            wait.most.is_some_and(|most| live >= most)
        };
        let decided = wait
            .decided
            .is_none_or(|decision| self.is_decided(state, decision) || full());
        stand >= wait.least && decided
    }
}
