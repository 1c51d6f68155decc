//! Shortest ways, found backwards: every state has one before it that is nearer to the initial one.

use rustc_hash::FxHashMap;

use super::explore::Found;
use super::numbers::Index;
use super::space::Space;
use crate::net::{Move, Scratch, State};

impl Space<'_, '_> {
    /// A shortest way to each of these states, from the initial one on.
    pub fn ways(&self, to: &[Found]) -> Vec<Vec<Move>> {
        let mut ways: Vec<(Found, Vec<Move>)> = to.iter().map(|it| (*it, Vec::new())).collect();
        let farthest = to.iter().map(|found| found.level).max().unwrap_or(0);
        for level in (1..=farthest).rev() {
            let here = ways.iter().filter(|(at, _)| at.level == level);
            let targets = here.map(|(at, _)| (at.index, None)).collect();
            let before = self.before(level, targets);
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

    /// For each target at a distance from the initial state, a state before it with the move that leads on.
    fn before(
        &self,
        level: u32,
        mut targets: FxHashMap<Index, Option<(Index, Move)>>,
    ) -> FxHashMap<Index, Option<(Index, Move)>> {
        let mut missing = targets.len();
        let mut state = State::new();
        let mut scratch = Scratch::default();
        for from in self.seen.at_level(level.saturating_sub(1)) {
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
