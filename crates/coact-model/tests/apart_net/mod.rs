//! A tree of transactions, each in a case of its own, and what may happen in it.

mod judge;

use std::collections::HashMap;

use coact_model::ctp::{self, Act, Base, Pattern, Profile, Status, Step};
use coact_model::model::Policy;

use judge::Found;

/// A tree of transactions that are all `apart`.
pub(crate) struct Net {
    /// The parent of each transaction but the root, which has the number 0.
    pub(crate) parents: &'static [usize],
    pub(crate) policy: Policy,
    /// Whether each parent waits for its children before it executes.
    pub(crate) waits: bool,
    /// Whether nobody rejects, and of the revocations only those of request, promise and acceptance are asked for: fewer
    /// states, so that larger trees can be tried.
    pub(crate) short: bool,
}

/// Guards that are left out, to see that they are missed.
#[derive(Clone, Copy, Default)]
#[allow(clippy::struct_excessive_bools, reason = "one per guard")]
pub(crate) struct Careless {
    /// The parent lends whatever its state.
    pub(crate) lends_anytime: bool,
    /// The parent lets go although a token is away.
    pub(crate) allows_anytime: bool,
    /// The child acts although the token is at the parent.
    pub(crate) acts_without: bool,
    /// The child never returns the token.
    pub(crate) keeps_token: bool,
}

/// One transaction, with what its parent knows of it and what is under way between them.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Place {
    pub(crate) status: Status,
    /// The token is at the parent.
    pub(crate) home: bool,
    /// What the parent was told last.
    pub(crate) verdict: Base,
    /// The act that the token was lent for, under way to the child.
    pub(crate) lent: Option<Step>,
    /// That the parent is asked to be taken back is under way to the child.
    pub(crate) recall: bool,
    /// The child has noted it, and has not asked for its own revocation yet.
    pub(crate) recalled: bool,
}

pub(crate) type State = Vec<Place>;

/// Who brings about a change.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Move {
    /// A party of this transaction, going back where the flag says so.
    Act(usize, bool),
    /// A message to or from this child arrives.
    Message(usize),
}

/// Every state, and where each leads.
pub(crate) struct Graph {
    pub(crate) states: Vec<State>,
    pub(crate) edges: Vec<Vec<(u32, Move)>>,
}

pub(crate) fn explore(net: &Net) -> Found {
    explore_carelessly(net, Careless::default())
}

pub(crate) fn explore_carelessly(net: &Net, careless: Careless) -> Found {
    let start = vec![
        Place {
            status: Status::INITIAL,
            home: true,
            verdict: Base::Initial,
            lent: None,
            recall: false,
            recalled: false,
        };
        net.parents.len() + 1
    ];
    let mut known = HashMap::from([(start.clone(), 0_u32)]);
    let mut graph = Graph {
        states: vec![start],
        edges: Vec::new(),
    };
    while let Some(state) = graph.states.get(graph.edges.len()).cloned() {
        let mut edges = Vec::new();
        let walk = Walk {
            net,
            careless,
            state: &state,
        };
        for (by, next) in walk.moves() {
            let number = *known.entry(next.clone()).or_insert_with(|| {
                graph.states.push(next);
                u32::try_from(graph.states.len() - 1).unwrap()
            });
            edges.push((number, by));
        }
        graph.edges.push(edges);
    }
    judge::judge(net, &graph)
}

struct Walk<'a> {
    net: &'a Net,
    careless: Careless,
    state: &'a State,
}

impl Net {
    pub(crate) fn parent(&self, at: usize) -> Option<usize> {
        at.checked_sub(1).map(|child| self.parents[child])
    }

    pub(crate) fn children(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        (1..=self.parents.len()).filter(move |child| self.parent(*child) == Some(at))
    }

    pub(crate) fn is_free(&self) -> bool {
        self.policy == Policy::Free
    }
}

/// What parties may do at all.
fn steps(short: bool) -> impl Iterator<Item = Step> {
    let all = ctp::steps(Profile::Demo4, Pattern::Complete).into_iter();
    all.filter(move |step| {
        let kept = |act: Act| matches!(act, Act::Request | Act::Promise | Act::Accept);
        !short
            || match *step {
                Step::Base(act) => act != Act::Reject,
                Step::Revoke(act) | Step::Allow(act) | Step::Refuse(act) => kept(act),
            }
    })
}

fn next(status: Status, step: Step) -> Option<Status> {
    ctp::next(Profile::Demo4, Pattern::Complete, false, status, step)
}

/// What takes back, and not forth.
fn goes_back(step: Step) -> bool {
    !matches!(step, Step::Base(_))
}

impl Walk<'_> {
    fn moves(&self) -> Vec<(Move, State)> {
        let mut found = Vec::new();
        for at in 0..self.state.len() {
            for step in steps(self.net.short) {
                self.act(at, step, &mut found);
            }
            self.deliver(at, &mut found);
        }
        found
    }

    /// What the parties of a transaction may do.
    fn act(&self, at: usize, step: Step, found: &mut Vec<(Move, State)>) {
        let place = self.state[at];
        let Some(status) = next(place.status, step) else {
            return;
        };
        if !self.admits(at, step) {
            return;
        }
        let by = Move::Act(at, goes_back(step));
        if let Some(parent) = self.net.parent(at)
            && self.needs_token(place, step)
        {
            // The token is at home, or on its way there.
            if place.home && self.lends(parent, step) {
                let mut after = self.state.clone();
                after[at].home = false;
                after[at].lent = Some(step);
                // What the parent is asked is told after what was lent.
                after[at].recall = self.recalls(parent);
                found.push((by, after));
            }
            return;
        }
        found.push((by, self.performed(at, status, step)));
    }

    fn needs_token(&self, place: Place, step: Step) -> bool {
        let asks = step == Step::Base(Act::Request);
        place.status.is_settled() && !self.careless.acts_without && (asks || !self.net.is_free())
    }

    /// Whether a parent lends the token for this act of its child.
    fn lends(&self, parent: usize, step: Step) -> bool {
        let status = self.state[parent].status;
        let promised = status.base == Base::Promised;
        if self.careless.lends_anytime {
            return true;
        }
        match step {
            Step::Base(_) if self.net.is_free() => ctp::stands(status.base, Act::Promise),
            Step::Base(_) => promised && status.pending.is_none(),
            _ => promised,
        }
    }

    /// Whether a parent tells a child that it is asked to be taken back.
    fn recalls(&self, parent: usize) -> bool {
        self.net.policy == Policy::Cascade
            && matches!(
                self.state[parent].status.pending,
                Some(Act::Request | Act::Promise)
            )
    }

    /// What a transaction owes to its children.
    fn admits(&self, at: usize, step: Step) -> bool {
        let mut children = self.net.children(at).map(|child| self.state[child]);
        match step {
            Step::Allow(Act::Request | Act::Promise) if !self.net.is_free() => {
                self.careless.allows_anytime || children.all(|child| child.home)
            }
            Step::Base(Act::Execute) if self.net.waits && !self.net.is_free() => {
                let children: Vec<Place> = children.collect();
                let counts = |child: &&Place| !child.home || child.verdict != Base::Initial;
                children.is_empty()
                    || children.iter().filter(counts).count() > 0
                        && children
                            .iter()
                            .filter(counts)
                            .all(|child| child.home && child.verdict == Base::Accepted)
            }
            _ => true,
        }
    }

    /// The state after a step, with what follows in the same commit.
    fn performed(&self, at: usize, status: Status, step: Step) -> State {
        let mut after = self.state.clone();
        after[at].status = status;
        settle(&mut after[at]);
        if matches!(step, Step::Revoke(Act::Request | Act::Promise))
            && self.net.policy == Policy::Cascade
        {
            for child in self.net.children(at) {
                after[child].recall |= !after[child].home;
            }
        }
        after
    }

    /// Messages between a child and its parent that arrive.
    fn deliver(&self, at: usize, found: &mut Vec<(Move, State)>) {
        let Some(parent) = self.net.parent(at) else {
            return;
        };
        let place = self.state[at];
        let by = Move::Message(at);
        let with = |change: &dyn Fn(&mut Place)| {
            let mut after = self.state.clone();
            change(&mut after[at]);
            (by, after)
        };
        if let Some(step) = place.lent {
            if let Some(status) = next(place.status, step) {
                let mut after = self.performed(at, status, step);
                after[at].lent = None;
                found.push((by, after));
            }
            // A rule or a law may refuse what was admitted when it was sent.
            found.push(with(&|place| place.lent = None));
        }
        let settled = place.status.is_settled();
        let away = !place.home && place.lent.is_none();
        if away && settled && !self.careless.keeps_token {
            found.push(with(&|place| {
                place.home = true;
                place.verdict = place.status.base;
                place.recall = false;
            }));
        }
        // A free child may settle again without having been lent anything.
        if self.net.is_free() && place.home && settled && place.verdict != place.status.base {
            found.push(with(&|place| place.verdict = place.status.base));
        }
        if place.recall && place.lent.is_none() {
            if settled {
                // Nothing to take back: what it has become is on its way home.
                if !self.recalls(parent) {
                    found.push(with(&|place| place.recall = false));
                }
            } else {
                found.push(with(&|place| {
                    place.recall = false;
                    place.recalled = true;
                    settle(place);
                }));
            }
        }
        // What is not sent any more may be lost.
        if place.recall && !self.recalls(parent) {
            found.push(with(&|place| place.recall = false));
        }
    }
}

/// What follows in the same commit: a child that was recalled asks to be taken back as soon as it can.
fn settle(place: &mut Place) {
    if place.status.is_settled() {
        place.recalled = false;
    } else if place.recalled
        && let Some(status) = next(place.status, Step::Revoke(Act::Request))
    {
        place.status = status;
        place.recalled = false;
    }
}
