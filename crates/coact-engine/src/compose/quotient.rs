//! The smallest component that looks the same: states that can do the same, as far as is seen, become one.
//!
//! Branching bisimilarity that does not tell whether something unseen can go on for ever: it keeps what can be reached, and
//! from where. Partitions are refined by signatures, states that can silently come to each other being one from the start.

use rustc_hash::FxHashMap;

use super::component::{Component, State};
use super::tag::{Edge, SILENT};
use crate::net::Tally;

impl Component {
    /// The smallest component that looks the same.
    pub(super) fn quotient(&self) -> Self {
        let mut labels: FxHashMap<(&[Tally], u32), u32> = FxHashMap::default();
        let label: Vec<u32> = self
            .states
            .iter()
            .map(|state| {
                let next = count(labels.len());
                *labels.entry((&state.adds, state.around)).or_insert(next)
            })
            .collect();
        let knots = Knots::of_states(self, &label);
        let mut blocks = Blocks {
            block: knots
                .members
                .iter()
                .map(|members| {
                    let first = members.first().and_then(|state| label.get(index(*state)));
                    first.copied().unwrap_or(0)
                })
                .collect(),
            count: labels.len(),
        };
        while blocks.refine(self, &knots) {}
        self.merged(&knots, &blocks)
    }

    fn merged(&self, knots: &Knots, blocks: &Blocks) -> Self {
        let block = |state: u32| blocks.of(knots.of(state));
        // The initial state is the first.
        let mut order: Vec<Option<u32>> = vec![None; blocks.count];
        let mut states: Vec<State> = Vec::new();
        for (number, state) in (0..).zip(&self.states) {
            let slot = order.get_mut(index(block(number)));
            if let Some(slot) = slot.filter(|slot| slot.is_none()) {
                *slot = Some(count(states.len()));
                states.push(State {
                    adds: state.adds.clone(),
                    around: state.around,
                    edges: Vec::new(),
                });
            }
        }
        let place = |state: u32| order.get(index(block(state))).copied().flatten();
        for (number, state) in (0..).zip(&self.states) {
            let own = place(number);
            let merged = own.and_then(|own| states.get_mut(index(own)));
            let Some((merged, own)) = merged.zip(own) else {
                continue;
            };
            for edge in &state.edges {
                let to = place(edge.to).unwrap_or(0);
                if edge.tag != SILENT || to != own {
                    merged.edges.push(Edge { tag: edge.tag, to });
                }
            }
        }
        for state in &mut states {
            state.edges.sort_unstable();
            state.edges.dedup();
        }
        let starts = self.starts.iter().map(|start| place(*start).unwrap_or(0));
        Self {
            parts: self.parts.clone(),
            asked: self.asked.clone(),
            around: self.around.clone(),
            starts: starts.collect(),
            states,
            moved_by: self.moved_by.clone(),
        }
    }
}

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

fn index(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// States that can silently come to each other and look the same, as one. What a knot silently leads to comes before it.
struct Knots {
    of: Vec<u32>,
    members: Vec<Vec<u32>>,
}

impl Knots {
    fn of(&self, state: u32) -> u32 {
        self.of.get(index(state)).copied().unwrap_or(0)
    }
}

/// What the search for knots holds of a state.
#[derive(Clone, Copy, Default)]
struct Visit {
    number: Option<u32>,
    low: u32,
    is_open: bool,
}

impl Knots {
    /// Tarjan's strongly connected components of the silent edges within a label, without recursion.
    fn of_states(component: &Component, label: &[u32]) -> Self {
        let mut search = Search {
            component,
            label,
            visits: vec![Visit::default(); component.states.len()],
            open: Vec::new(),
            next: 0,
            knots: Self {
                of: vec![0; component.states.len()],
                members: Vec::new(),
            },
        };
        for start in 0..count(component.states.len()) {
            search.from(start);
        }
        search.knots
    }
}

struct Search<'c> {
    component: &'c Component,
    label: &'c [u32],
    visits: Vec<Visit>,
    open: Vec<u32>,
    next: u32,
    knots: Knots,
}

impl Search<'_> {
    fn visit(&self, state: u32) -> Visit {
        self.visits.get(index(state)).copied().unwrap_or_default()
    }

    fn change(&mut self, state: u32, change: impl FnOnce(&mut Visit)) {
        if let Some(visit) = self.visits.get_mut(index(state)) {
            change(visit);
        }
    }

    fn enter(&mut self, state: u32) {
        let number = self.next;
        self.next = self.next.saturating_add(1);
        self.open.push(state);
        self.change(state, |visit| {
            *visit = Visit {
                number: Some(number),
                low: number,
                is_open: true,
            };
        });
    }

    /// The next silent edge within the label, from a place among the edges on.
    fn silent(&self, state: u32, from: usize) -> Option<(usize, u32)> {
        let edges = &self.component.states.get(index(state))?.edges;
        let label = |state: u32| self.label.get(index(state));
        let mut edges = edges.iter().enumerate().skip(from);
        edges
            .find(|(_, edge)| edge.tag == SILENT && label(edge.to) == label(state))
            .map(|(place, edge)| (place.saturating_add(1), edge.to))
    }

    fn from(&mut self, start: u32) {
        if self.visit(start).number.is_some() {
            return;
        }
        self.enter(start);
        let mut path = vec![(start, 0_usize)];
        while let Some((state, from)) = path.last().copied() {
            if let Some((after, to)) = self.silent(state, from) {
                if let Some(top) = path.last_mut() {
                    top.1 = after;
                }
                let there = self.visit(to);
                match there.number {
                    None => {
                        self.enter(to);
                        path.push((to, 0));
                    }
                    Some(number) if there.is_open => {
                        self.change(state, |visit| visit.low = visit.low.min(number));
                    }
                    Some(_) => {}
                }
                continue;
            }
            path.pop();
            let done = self.visit(state);
            if let Some((before, _)) = path.last() {
                self.change(*before, |visit| visit.low = visit.low.min(done.low));
            }
            if done.number == Some(done.low) {
                self.tie(state);
            }
        }
    }

    /// Takes all that are open down to a state as one.
    fn tie(&mut self, last: u32) {
        let knot = count(self.knots.members.len());
        let mut members = Vec::new();
        while let Some(state) = self.open.pop() {
            self.change(state, |visit| visit.is_open = false);
            if let Some(of) = self.knots.of.get_mut(index(state)) {
                *of = knot;
            }
            members.push(state);
            if state == last {
                break;
            }
        }
        self.knots.members.push(members);
    }
}

/// A partition of the knots.
struct Blocks {
    block: Vec<u32>,
    count: usize,
}

/// What a knot can do: which edges, seen or to another block, it comes to without being seen.
type Signature = Vec<(u32, u32)>;

impl Blocks {
    fn of(&self, knot: u32) -> u32 {
        self.block.get(index(knot)).copied().unwrap_or(0)
    }

    /// Splits every block by what its knots can do; whether there were any to split.
    fn refine(&mut self, component: &Component, knots: &Knots) -> bool {
        let mut known: FxHashMap<(u32, Signature), u32> = FxHashMap::default();
        let mut signatures: Vec<Signature> = Vec::with_capacity(knots.members.len());
        let mut block = Vec::with_capacity(knots.members.len());
        for (knot, members) in (0..).zip(&knots.members) {
            let own = self.of(knot);
            let mut signature = Signature::new();
            let states = members
                .iter()
                .filter_map(|state| component.states.get(index(*state)));
            for edge in states.flat_map(|state| &state.edges) {
                let to = knots.of(edge.to);
                let there = self.of(to);
                if edge.tag != SILENT || there != own {
                    signature.push((edge.tag, there));
                } else if to != knot
                    && let Some(further) = signatures.get(index(to))
                {
                    // What is silently come to within the block was taken before.
                    signature.extend(further);
                }
            }
            signature.sort_unstable();
            signature.dedup();
            let next = count(known.len());
            block.push(*known.entry((own, signature.clone())).or_insert(next));
            signatures.push(signature);
        }
        let is_finer = known.len() != self.count;
        self.count = known.len();
        self.block = block;
        is_finer
    }
}
