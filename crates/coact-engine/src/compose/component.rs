//! What can happen in some parts of a net taken together.

use super::around::Around;
use super::events::Event;
use super::questions::GuardId;
use super::tag::{Edge, Tag, Tags};
use crate::net::Tally;

/// Some parts of a net taken together.
#[derive(Clone, Debug)]
pub(super) struct Component {
    pub(super) parts: Vec<usize>,
    /// The guards that are asked elsewhere, in order, with how many of what they rest on is in it.
    pub(super) asked: Vec<(GuardId, usize)>,
    /// What its steps ask and rests on parts elsewhere.
    pub(super) around: Around,
    pub(super) states: Vec<State>,
    /// The initial state, for each that may be around.
    pub(super) starts: Vec<u32>,
    /// Its parts are moved by these steps of others.
    pub(super) moved_by: Vec<Event>,
}

/// A state of a component.
#[derive(Clone, Debug)]
pub(super) struct State {
    /// What it adds to each guard that is asked elsewhere.
    pub(super) adds: Box<[Tally]>,
    /// What is around, by its number.
    pub(super) around: u32,
    pub(super) edges: Vec<Edge>,
}

impl Component {
    /// The place of a guard among those that are asked elsewhere.
    pub(super) fn place(&self, id: GuardId) -> Option<usize> {
        self.asked.iter().position(|(known, _)| *known == id)
    }

    /// On how many of its parts a guard rests that is asked elsewhere.
    pub(super) fn rests(&self, id: GuardId) -> usize {
        let asked = self.place(id).and_then(|place| self.asked.get(place));
        asked.map_or(0, |(_, count)| *count)
    }

    /// No parts, in which nothing happens.
    pub(super) fn nothing(tags: &mut Tags) -> Self {
        let turn = Edge {
            tag: tags.number(Tag::Turn),
            to: 0,
        };
        Self {
            parts: Vec::new(),
            asked: Vec::new(),
            around: Around::nothing(),
            states: vec![State {
                adds: Box::new([]),
                around: 0,
                edges: vec![turn],
            }],
            starts: vec![0],
            moved_by: Vec::new(),
        }
    }
}
