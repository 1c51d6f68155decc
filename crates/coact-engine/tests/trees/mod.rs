//! Trees of transactions, each asked for within the one above: as models, and read a second time from the tables.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "shared by tests and a benchmark"
)]

use coact_model::ctp::{self, Act, Base, Pattern, Profile, Status, Step};

/// A tree of transactions.
#[derive(Clone, Debug)]
pub(crate) struct Tree {
    /// What encloses each; of the first nothing does.
    pub(crate) parents: Vec<usize>,
    pub(crate) profile: Profile,
    pub(crate) pattern: Pattern,
    pub(crate) is_free: bool,
}

impl Tree {
    pub(crate) fn new(parents: &[usize], profile: Profile) -> Self {
        Self {
            parents: parents.to_vec(),
            profile,
            pattern: Pattern::Complete,
            is_free: false,
        }
    }

    /// Each asked for within the one before.
    pub(crate) fn chain(length: usize, profile: Profile) -> Self {
        let parents: Vec<usize> = (0..length).map(|at| at.saturating_sub(1)).collect();
        Self::new(&parents, profile)
    }

    pub(crate) fn free(self) -> Self {
        Self {
            is_free: true,
            ..self
        }
    }

    pub(crate) fn pattern(self, pattern: Pattern) -> Self {
        Self { pattern, ..self }
    }

    fn parent(&self, at: usize) -> Option<usize> {
        (at > 0).then(|| self.parents[at])
    }

    fn children(&self, of: usize) -> impl Iterator<Item = usize> {
        (0..self.parents.len()).filter(move |at| self.parent(*at) == Some(of))
    }

    /// Its model, with some words at the end of each link.
    pub(crate) fn text(&self, words: &str) -> String {
        let profile = match self.profile {
            Profile::Demo3 => "demo3",
            Profile::Demo4 => "demo4",
        };
        let pattern = match self.pattern {
            Pattern::Basic => "basic",
            Pattern::Standard => "standard",
            Pattern::Complete => "complete",
        };
        let mut text = format!(
            "model tree ctp {profile}\nentity Order {{ key order_id: Uuid generated }}\nexternal actor Buyer\n"
        );
        for n in 0..self.parents.len() {
            text.push_str(&format!("actor A{n}\n"));
            let initiator = self
                .parent(n)
                .map_or("Buyer".to_owned(), |parent| format!("A{parent}"));
            let product = if n == 0 { "new Order" } else { "Order" };
            text.push_str(&format!(
                "transaction T{n} {{ initiator {initiator}, executor A{n}, product {product} \"is made {n}\", pattern {pattern} }}\n"
            ));
        }
        let free = if self.is_free { "on revert free" } else { "" };
        text.push_str("process {\n");
        for (n, parent) in self.parents.iter().enumerate().skip(1) {
            text.push_str(&format!(
                "T{parent} promised -> request T{n} {free} {words}\n"
            ));
            text.push_str(&format!("T{n} accepted ~> execute T{parent}\n"));
        }
        text.push_str("}\n");
        text
    }

    /// Every step of one of them.
    pub(crate) fn steps(&self) -> Vec<Step> {
        ctp::steps(self.profile, self.pattern)
    }

    /// Where a step leads, as the tables and the rules of containment say.
    pub(crate) fn next(&self, state: &[Status], at: usize, step: Step) -> Option<Status> {
        let after = ctp::next(self.profile, self.pattern, false, state[at], step)?;
        let parent = self.parent(at).map(|at| state[at]);
        let promised = |it: Status| it.base == Base::Promised;
        let mut children = self.children(at).map(|at| state[at]);
        let legal = match step {
            Step::Base(Act::Request) if self.is_free => {
                parent.is_none_or(|it| ctp::stands(it.base, Act::Promise))
            }
            Step::Base(Act::Request) => {
                parent.is_none_or(|it| promised(it) && it.pending.is_none())
            }
            Step::Base(Act::Execute) => children.all(Status::holds),
            Step::Allow(Act::Request | Act::Promise) => {
                self.is_free || children.all(Status::is_settled)
            }
            Step::Revoke(_) => self.is_free || parent.is_none_or(promised),
            _ => true,
        };
        legal.then_some(after)
    }
}

/// All rooted trees of up to so many transactions, none of them twice.
pub(crate) fn shapes(most: usize) -> Vec<Vec<usize>> {
    let all: [&[usize]; 8] = [
        &[0],
        &[0, 0],
        &[0, 0, 1],
        &[0, 0, 0],
        &[0, 0, 1, 2],
        &[0, 0, 1, 1],
        &[0, 0, 0, 1],
        &[0, 0, 0, 0],
    ];
    let shapes = all.iter().filter(|shape| shape.len() <= most);
    shapes.map(|shape| shape.to_vec()).collect()
}
