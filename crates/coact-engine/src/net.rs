//! A case as a net: the instances of its transactions, and when each of their steps is enabled.
//!
//! What is a guard here is a guard of the generated code: the pattern, the waits, containment, and the laws on the order
//! of facts. Values are left out: a condition over data, an answer of a person or of a look-up may be either way. So a net
//! may do whatever its case may do, and perhaps more.

mod build;
mod guard;
mod never;
mod part;
mod step;

use coact_model::ctp::Step;
use coact_model::model::{CaseKindId, KindId, LawBody, LinkId, Model, NodeId, Policy, WaitId};

pub use guard::{Guard, Read, Tally};
pub use never::Never;
pub use part::{Effect, Part, Urgent, Way};
pub use step::{Next, Scratch};

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
    /// What moves: a part for each place, then one for each decision.
    pub parts: Vec<Part>,
    /// What is performed in the same commit as what makes it possible, in this order.
    pub urgent: Vec<Urgent>,
    /// Nothing of the case is under way.
    pub settled: Guard,
    /// Something has failed for good that the model accepts to fail: then the rest is settled by hand.
    pub failed: Guard,
    /// What may never be.
    pub never: Vec<Never>,
    /// The transactions that enclose others, with where their request or promise is asked to be taken back.
    pub recalls: Vec<(usize, Guard)>,
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
    /// The steps that are performed in the same commit as what makes them legal.
    pub tacit: Vec<usize>,
    /// For each step, that a fact stands which it answers by a link or rule of the model.
    pub answers: Vec<Guard>,
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
        build::net(model, case, bounds)
    }

    /// The state before anything has happened.
    pub fn initial(&self) -> State {
        vec![0; self.width()]
    }

    /// How many numbers make a state.
    pub fn width(&self) -> usize {
        self.parts.len()
    }

    /// How many values each number of a state has.
    pub fn sizes(&self) -> impl Iterator<Item = usize> {
        self.parts.iter().map(Part::count)
    }

    /// Where an instance stands.
    pub fn local(&self, state: &[u16], place: usize) -> Local {
        match (self.places.get(place), state.get(place)) {
            (Some(at), Some(number)) => at.table.state(*number),
            _ => Local::INITIAL,
        }
    }

    /// Whether a step answers a fact that stands, as a link or a rule of the model says.
    pub fn is_answer(&self, state: &[u16], place: usize, step: usize) -> bool {
        let answers = self.places.get(place).and_then(|at| at.answers.get(step));
        answers.is_some_and(|fact| fact.holds(state))
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
    pub fn waits(&self) -> impl Iterator<Item = (WaitId, &Guard)> {
        let guards = self.parts.iter().flat_map(|part| &part.guards).flatten();
        guards.filter_map(|guard| Some((guard.wait?, guard)))
    }
}

/// The laws on the order of facts.
pub(crate) fn orders(model: &Model) -> impl Iterator<Item = LawBody> + use<> {
    model.orders().into_iter().map(|law| law.body)
}
