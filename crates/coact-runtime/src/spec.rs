//! What generated tests of specs run on: cases in memory, a clock that is set, answers that are given.
//!
//! A `given` performs what the state admits, whoever acts. A `when` is decided with every check, and followed
//! by its tacit acts. Automated work runs to rest when it is told to. Every event is projected.

mod apart;
mod expect;
mod failure;
mod lists;
mod run;
mod table;
mod walk;

use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use uuid::Uuid;

pub use expect::Is;
pub use failure::{Failed, Outcome};
pub use run::ACTS;
pub use walk::{Walk, Walked, not_plain, prepare, walk};

use crate::{ActorId, CaseId, Claim, Ctx, Decision, Envelope, Hold, Model, Rejection};
use lists::Lists;
use table::Table;

/// What specs need of a generated model beside the contract.
pub trait Specified: Model {
    /// The event of an act of the given history: of one that the state admits, or of any.
    ///
    /// # Errors
    /// What stands against it.
    fn history(
        case: &Self::Case,
        ctx: &Ctx<'_, Self>,
        command: Self::Command,
        facts: &Self::Facts,
        unchecked: bool,
    ) -> Decision<Envelope<Self>>;
    /// Who is entitled to a command: the role, and the bound party.
    fn entitled(case: &Self::Case, command: &Self::Command) -> (Self::Role, Option<ActorId>);
    /// Where a plain event of the given history goes; none for one of an act. `new_id` names what has no key.
    fn told(_: &Self::Event, _: Uuid) -> Option<Told<Self>> {
        None
    }
}

/// Where a plain event of a given history goes.
#[derive(Clone, Debug)]
pub struct Told<M: Model> {
    /// Its stream.
    pub case: CaseId,
    /// The role of whoever gave the command that records it.
    pub role: M::Role,
    /// Whether its stream begins with it; none where it may and need not.
    pub begins: Option<bool>,
}

/// A running spec.
#[derive(Debug)]
pub struct Spec<M: Specified> {
    title: &'static str,
    place: &'static str,
    cases: BTreeMap<CaseId, M::Case>,
    claims: HashMap<Claim, CaseId>,
    held: Vec<Hold>,
    rows: Table,
    lists: Lists<M>,
    now: Timestamp,
    zone: TimeZone,
    answers: M::Facts,
    fillers: Vec<(M::Role, ActorId)>,
    /// What the last `when` brought about, or the whole history before the first; and whether an
    /// expectation has taken it.
    events: Vec<(Envelope<M>, bool)>,
    /// Tacit acts of the given history that the history itself may mention.
    followed: Vec<Envelope<M>>,
    rejection: Option<Rejection>,
    asker: Option<ActorId>,
    acted: bool,
    commands: u64,
    done: HashSet<Uuid>,
}

/// The names of a spec's own ids.
const NAMES: Uuid = Uuid::from_u128(0x5bec_0000_c0ac_4000_8000_0000_0000_0001);

/// The key of the constant of this name: distinct from every other, the same in every run.
pub fn key(name: &str) -> Uuid {
    Uuid::new_v5(&NAMES, name.as_bytes())
}

/// A number for the constant of this name: distinct from every other, the same in every run.
pub fn number(name: &str) -> i64 {
    let (high, _) = key(name).as_u64_pair();
    i64::try_from(high >> 16).unwrap_or(i64::MAX)
}

/// The id of the command at this place of a spec.
pub fn nth_command(nth: u64) -> Uuid {
    key(&format!("command {nth}"))
}

/// The clock of a spec that does not set it.
pub const BEGIN: Timestamp = Timestamp::constant(1_767_225_600, 0);

impl<M: Specified> Spec<M> {
    /// A spec with nothing in it.
    pub fn new(title: &'static str) -> Self {
        Self {
            title,
            place: "",
            cases: BTreeMap::new(),
            claims: HashMap::new(),
            held: Vec::new(),
            rows: Table::default(),
            lists: Lists::default(),
            now: BEGIN,
            zone: TimeZone::get(M::ZONE).unwrap_or(TimeZone::UTC),
            answers: M::Facts::default(),
            fillers: Vec::new(),
            events: Vec::new(),
            followed: Vec::new(),
            rejection: None,
            asker: None,
            acted: false,
            commands: 0,
            done: HashSet::new(),
        }
    }

    /// The step that comes next, by its place in the model.
    pub fn at(&mut self, place: &'static str) {
        self.place = place;
    }

    /// The key of this constant: distinct from every other, the same in every run.
    pub fn key(&self, name: &str) -> Uuid {
        key(name)
    }

    /// A number for this constant: distinct from every other, the same in every run.
    pub fn number(&self, name: &str) -> i64 {
        number(name)
    }

    /// Who acts in a role where nobody is bound.
    pub fn filler(&mut self, role: M::Role, id: impl Into<ActorId>) {
        self.fillers.push((role, id.into()));
    }

    /// The clock from here on.
    pub fn now(&mut self, now: Timestamp) {
        self.now = now;
    }

    /// What the host answers from here on.
    pub fn answers(&mut self) -> &mut M::Facts {
        &mut self.answers
    }

    /// What other systems answer from here on to the calls that `answer` knows.
    pub fn answers_call(&mut self, answer: impl Fn(&M::Call) -> Option<M::CallOutcome> + 'static) {
        self.lists.answer(answer);
    }

    /// Whoever acted last, and asks queries.
    pub fn asker(&self) -> ActorId {
        self.asker
            .clone()
            .unwrap_or_else(|| ActorId::from("nobody"))
    }

    fn failed(&self, expected: impl Into<String>, got: impl Into<String>) -> Failed {
        Failed::new(self.title, self.place, expected.into(), got.into())
    }
}
