//! What can happen at all: each transaction where all the others are around it, made small as it sees them.

use std::collections::BTreeSet;

use coact_model::ctp::Step;
use coact_model::model::{KindId, WaitId};

use super::component::Component;
use super::rest::at_once;
use super::tag::{Tag, Told};
use super::tree::Tree;

impl Tree<'_, '_> {
    /// Whether every act can happen, and whether every wait was found to open; none where there are too many states.
    pub(super) fn acts(&mut self) -> Option<(bool, bool)> {
        let net = self.table.net;
        let mut happen: BTreeSet<(KindId, Step)> = BTreeSet::new();
        let places = net.places.iter().enumerate();
        let roots = places.filter(|(_, place)| place.parent.is_none());
        let roots: Vec<usize> = roots.map(|(at, _)| at).collect();
        let mut open: Vec<(usize, Component)> = Vec::new();
        let nothing = Component::nothing(&mut self.table.tags);
        self.each_within(nothing, &roots, &mut open)?;
        while let Some((at, around)) = open.pop() {
            let place = net.places.get(at)?;
            for step in self.steps(at, &around)? {
                let step = place.table.steps.get(usize::from(step))?;
                happen.insert((place.kind, *step));
            }
            if !place.children.is_empty() {
                let own = self.own(at, false)?;
                let own = self.together(&own, &around)?.component.quotient();
                self.each_within(own, &place.children, &mut open)?;
            }
        }
        let mut acts = net.places.iter().flat_map(|place| {
            let steps = place.table.steps.iter();
            steps.map(|step| (place.kind, *step))
        });
        let all = acts.all(|act| happen.contains(&act));
        // What waits can happen, so the wait opens.
        let mut opened: BTreeSet<WaitId> = BTreeSet::new();
        for (place, part) in net.places.iter().zip(&net.parts) {
            for (step, guards) in place.table.steps.iter().zip(&part.guards) {
                if happen.contains(&(place.kind, *step)) {
                    opened.extend(guards.iter().filter_map(|guard| guard.wait));
                }
            }
        }
        let waits = net.waits().all(|(wait, _)| opened.contains(&wait));
        Some((all, waits))
    }

    /// The steps of a transaction that happen, where all but it and what it encloses is around.
    fn steps(&mut self, at: usize, around: &Component) -> Option<BTreeSet<u16>> {
        let net = self.table.net;
        let own = self.own(at, true)?;
        let own = self.together(&own, around)?.component.quotient();
        let whole = self.with(own, &net.places.get(at)?.children)?;
        let mut steps = BTreeSet::new();
        for edge in whole.states.iter().flat_map(|state| &state.edges) {
            if let Tag::Step {
                told: Told::Is { step, to },
                ..
            } = self.table.tags.get(edge.tag)
            {
                steps.insert(step);
                steps.extend(at_once(net, at, to));
            }
        }
        Some(steps)
    }

    /// Each of several subtrees, with all the others added to what is around them.
    fn each_within(
        &mut self,
        around: Component,
        subtrees: &[usize],
        found: &mut Vec<(usize, Component)>,
    ) -> Option<()> {
        let half = subtrees.len() / 2;
        match subtrees {
            [] => {}
            [one] => found.push((*one, around)),
            _ => {
                let (left, right) = subtrees.split_at(half);
                let without_left = self.with(around.clone(), right)?;
                self.each_within(without_left, left, found)?;
                let without_right = self.with(around, left)?;
                self.each_within(without_right, right, found)?;
            }
        }
        Some(())
    }
}
