//! Shortest ways, found backwards: every state has one before it that is nearer to the initial one.
//!
//! Bits do not tell which one that is, not even with the distance modulo three: a state that is farther away by two may lead
//! there too. So states that were kept as bits are gone through once more, as far as the ways are long, and kept in the order
//! in which they are found.

use rustc_hash::FxHashMap;

use super::explore::Found;
use super::numbers::Index;
use super::seen::Seen;
use super::space::Space;
use crate::net::{Move, Scratch, State};

impl Space<'_, '_> {
    /// A shortest way to each of these states, from the initial one on.
    pub fn ways(&self, to: &[Found]) -> Vec<Vec<Move>> {
        let mut ways: Vec<(Found, Vec<Move>)> = to.iter().map(|it| (*it, Vec::new())).collect();
        let farthest = to.iter().map(|found| found.level).max().unwrap_or(0);
        let ordered = match &self.seen {
            Seen::Table(_) => None,
            Seen::Cells(_) => Some(self.ordered(farthest)),
        };
        let seen = ordered.as_ref().unwrap_or(&self.seen);
        for level in (1..=farthest).rev() {
            let here = ways.iter().filter(|(at, _)| at.level == level);
            let targets = here.map(|(at, _)| (at.index, None)).collect();
            let before = self.before(seen.at_level(level.saturating_sub(1)), targets);
            for (at, way) in &mut ways {
                let found = before.get(&at.index).copied().flatten();
                if let (true, Some((from, made))) = (at.level == level, found) {
                    way.push(made);
                    *at = Found {
                        index: from,
                        level: level.saturating_sub(1),
                    };
                }
            }
        }
        let ways = ways.into_iter();
        ways.map(|(_, mut way)| {
            way.reverse();
            way
        })
        .collect()
    }

    /// The states up to a distance from the initial one, in the order in which they are found.
    fn ordered(&self, farthest: u32) -> Seen {
        let mut seen = Seen::ordered(self.numbers.product);
        let mut scratch = Scratch::default();
        let mut state = self.net.initial();
        seen.take(self.numbers.index(&state));
        for _ in 0..farthest {
            for number in 0..seen.advance(self.numbers.product) {
                let Some(index) = seen.open(number) else {
                    break;
                };
                self.numbers.read(index, &mut state);
                self.net.each_move(&state, &mut scratch, |_, next| {
                    let to = self.numbers.behind(index, &state, next);
                    seen.take(to);
                });
            }
        }
        seen
    }

    /// For each target, one of these states that leads to it, with the move.
    fn before(
        &self,
        states: Vec<Index>,
        mut targets: FxHashMap<Index, Option<(Index, Move)>>,
    ) -> FxHashMap<Index, Option<(Index, Move)>> {
        let mut missing = targets.len();
        let mut state = State::new();
        let mut scratch = Scratch::default();
        for from in states {
            if missing == 0 {
                break;
            }
            self.numbers.read(from, &mut state);
            self.net.each_move(&state, &mut scratch, |made, next| {
                let to = self.numbers.behind(from, &state, next);
                if let Some(found) = targets.get_mut(&to).filter(|found| found.is_none()) {
                    *found = Some((from, made));
                    missing = missing.saturating_sub(1);
                }
            });
        }
        targets
    }
}
