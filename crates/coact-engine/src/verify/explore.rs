//! Every state that a net can come to, breadth first, so that the way to each is a shortest one.

use super::numbers::{Index, Numbers};
use super::seen::Seen;
use super::space::Space;
use crate::net::{Move, Net, Next, Scratch};

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

/// How an exploration ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Explored {
    /// All states were seen.
    Whole,
    /// The bound was reached before.
    Bounded,
}

/// A state that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its number.
    pub index: Index,
    /// Its distance from the initial state.
    pub level: u32,
}

/// Looks at what an exploration finds.
pub trait Look {
    /// A move of the state that is shown next.
    fn made(&mut self, _made: Move, _next: Next<'_>) {}
    /// A state, and how many moves it has, all of which were shown. Whether to go on.
    fn state(&mut self, found: Found, state: &[u16], moves: usize) -> bool;
}

/// Visits states until all are seen, the limit is reached, or who looks has seen enough.
pub fn explore<'n, 'a>(
    net: &'n Net<'a>,
    numbers: Numbers,
    limits: Limits,
    look: &mut impl Look,
) -> (Space<'n, 'a>, Explored) {
    let mut seen = Seen::of(numbers.product);
    let mut scratch = Scratch::default();
    let mut state = net.initial();
    let (mut states, mut edges) = (1_usize, 0_usize);
    let mut explored = Explored::Whole;
    seen.take(numbers.index(&state));
    'levels: for level in 0.. {
        let open = seen.advance(numbers.product);
        if open == 0 {
            break;
        }
        for number in 0..open {
            let Some(index) = seen.open(number).filter(|_| states <= limits.states) else {
                explored = Explored::Bounded;
                break 'levels;
            };
            numbers.read(index, &mut state);
            let mut moves = 0_usize;
            net.each_move(&state, &mut scratch, |made, next| {
                moves = moves.saturating_add(1);
                look.made(made, next);
                let to = numbers.behind(index, &state, next);
                if seen.take(to) {
                    states = states.saturating_add(1);
                }
            });
            edges = edges.saturating_add(moves);
            if !look.state(Found { index, level }, &state, moves) {
                explored = Explored::Bounded;
                break 'levels;
            }
        }
    }
    let space = Space {
        net,
        numbers,
        seen,
        states,
        edges,
    };
    (space, explored)
}
