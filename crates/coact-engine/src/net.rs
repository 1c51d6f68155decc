//! A case as a net: the instances of its transactions, and when each of their steps is enabled.
//!
//! What is a guard here is a guard of the generated code: the pattern, the waits, containment, and the laws on the order
//! of facts. Values are left out: a condition over data, an answer of a person or of a look-up may be either way. So a net
//! may do whatever its case may do, and perhaps more.

mod build;
mod guard;
mod step;

use coact_model::ctp::{FactWord, Step};
use coact_model::model::{CaseKindId, KindId, LawBody, LinkId, Model, NodeId, Policy};

pub use guard::{Guard, Wait};
pub use step::Taken;

use crate::local::{Local, Memory, Table};

/// How many instances there are where the model sets no bound.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// Instances of a transaction kind per enclosing one, where several are possible.
    pub instances: u64,
}

impl Default for Bounds {
    fn default() -> Self {
        Self { instances: 2 }
    }
}

/// The net of a case kind.
#[derive(Clone, Debug)]
pub struct Net<'a> {
    /// The model.
    pub model: &'a Model,
    /// The case kind.
    pub case: CaseKindId,
    /// The instances of its transactions, what encloses before what is enclosed.
    pub places: Vec<Place>,
    /// Whether it is decided that nothing more is asked for, where that is somebody's say.
    pub decisions: Vec<Decision>,
}

/// One instance of a transaction kind at its place in the case.
#[derive(Clone, Debug)]
pub struct Place {
    /// Its node in the case kind.
    pub node: NodeId,
    /// Its kind.
    pub kind: KindId,
    /// Which of several instances, counted from one; none where there is one only.
    pub instance: Option<u64>,
    /// What encloses it, and by which link it is asked for.
    pub parent: Option<(usize, LinkId)>,
    /// What it encloses.
    pub children: Vec<usize>,
    /// The fate of it when what encloses it is taken back.
    pub policy: Policy,
    /// Its states and steps.
    pub table: Table,
    /// What its states remember.
    pub memory: Memory,
    /// What must hold beside the pattern, for each step of the table.
    pub guards: Vec<Vec<Guard>>,
    /// The steps that are performed in the same commit as what makes them legal.
    pub tacit: Vec<usize>,
    /// For each step, the places whose automations may ask anew because it happened.
    pub occasions: Vec<Vec<usize>>,
    /// For each step, the facts that it answers by a link or rule of the model, each with the instances it may be of.
    pub answers: Vec<Vec<(Vec<usize>, FactWord)>>,
    /// The link that asks for it accepts that it may fail for good.
    pub may_fail: bool,
}

/// The say of an enclosing transaction that no more of its children will be asked for.
#[derive(Clone, Debug)]
pub struct Decision {
    /// The transaction.
    pub of: usize,
    /// The children.
    pub children: Vec<usize>,
    /// So many of them are asked for at least.
    pub least: usize,
    /// The link.
    pub link: LinkId,
}

/// The state of a net: the number of each place's state, then 1 for each decision that is taken.
pub type State = Vec<u16>;

/// Why a case cannot be explored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unexplored {
    /// It asks for transactions that live in cases of their own.
    Apart(LinkId),
    /// It has more transactions than its states can be numbered with.
    TooMany,
}

/// What can happen in a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// A step of an instance: its place, and the step's number in its table.
    Act(usize, usize),
    /// A decision, by its number.
    Decide(usize),
}

impl<'a> Net<'a> {
    /// The net of a case kind.
    ///
    /// # Errors
    /// It cannot be explored.
    pub fn of(model: &'a Model, case: CaseKindId, bounds: Bounds) -> Result<Self, Unexplored> {
        let net = build::net(model, case, bounds)?;
        // Two states under one number would hide what follows from one of them.
        let mut sizes = net.sizes().into_iter();
        let states = sizes.try_fold(1_u128, |all, size| all.checked_mul(u128::from(size)));
        if states.is_none() {
            return Err(Unexplored::TooMany);
        }
        Ok(net)
    }

    /// The state before anything has happened.
    pub fn initial(&self) -> State {
        vec![0; self.width()]
    }

    /// How many numbers make a state.
    pub fn width(&self) -> usize {
        self.places.len().saturating_add(self.decisions.len())
    }

    /// How many values each number of a state has.
    pub fn sizes(&self) -> Vec<u64> {
        let places = self.places.iter().map(|place| place.table.count() as u64);
        places.chain(self.decisions.iter().map(|_| 2)).collect()
    }

    /// Where an instance stands.
    pub fn local(&self, state: &[u16], place: usize) -> Local {
        match (self.places.get(place), state.get(place)) {
            (Some(at), Some(number)) => at.table.state(*number),
            _ => Local::INITIAL,
        }
    }

    /// Whether nothing of the case is under way.
    pub fn is_settled(&self, state: &[u16]) -> bool {
        (0..self.places.len()).all(|place| self.local(state, place).status.is_settled())
    }

    /// Whether a step answers a fact that stands, as a link or a rule of the model says.
    pub fn is_answer(&self, state: &State, place: usize, step: usize) -> bool {
        let answers = self.places.get(place).and_then(|at| at.answers.get(step));
        answers.into_iter().flatten().any(|(places, fact)| {
            let mut places = places.iter();
            places.any(|place| self.stands(state, *place, *fact))
        })
    }

    /// Whether something has failed for good that the model accepts to fail: then the rest is settled by hand.
    pub fn has_failed(&self, state: &State) -> bool {
        self.places.iter().enumerate().any(|(at, place)| {
            let local = self.local(state, at);
            let is_over = !local.status.is_live() && local.status.pending.is_none();
            let used = place
                .memory
                .most_asked
                .is_some_and(|most| u64::from(local.asked) >= most);
            place.may_fail && is_over && used
        })
    }

    /// The step of a move.
    pub fn step(&self, place: usize, step: usize) -> Option<Step> {
        self.places.get(place)?.table.steps.get(step).copied()
    }

    /// The name of an instance: of its kind, and which of several.
    pub fn name(&self, place: usize) -> String {
        let Some(at) = self.places.get(place) else {
            return String::new();
        };
        let kind = &self.model.kinds[at.kind].name.text;
        let mut name = kind.clone();
        if let Some(instance) = at.instance {
            name.push_str(&format!(" {instance}"));
        }
        name
    }

    /// The waits that guard steps of this net.
    pub fn waits(&self) -> impl Iterator<Item = (usize, usize, &Wait)> {
        self.places.iter().enumerate().flat_map(|(at, place)| {
            place
                .guards
                .iter()
                .enumerate()
                .flat_map(move |(step, guards)| {
                    guards.iter().filter_map(move |guard| match guard {
                        Guard::Wait(wait) => Some((at, step, wait)),
                        _ => None,
                    })
                })
        })
    }
}

/// The laws on the order of facts.
pub(crate) fn orders(model: &Model) -> impl Iterator<Item = LawBody> + use<> {
    model.orders().into_iter().map(|law| law.body)
}
