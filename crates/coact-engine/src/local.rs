//! Where one transaction may stand, and where its steps lead: the table of the pattern with dense numbers.

use std::collections::BTreeMap;

use coact_model::ctp::{self, Act, Base, FactWord, Outcome, Profile, Status, Step};
use coact_model::model::TransactionKind;

/// The most rounds of requests that are told apart.
const MOST_ASKED: u64 = 8;

/// What is remembered of one transaction beside its status. What nothing in the net asks for stays at its default, so that
/// it makes no states.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Local {
    /// The status of the pattern.
    pub status: Status,
    /// How often an automation has asked for it since its occasion.
    pub asked: u8,
    /// It came to where it is by an allowed revocation or a rejection: then nothing is tacit.
    pub returned: bool,
    /// A revocation of it was asked for since what encloses it was asked to be taken back.
    pub recalled: bool,
    /// Which of the settled revocations that are asked about stand, a bit for each.
    pub settled: u16,
}

/// What is to be remembered.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    /// An automation alone asks for it, so often at most.
    pub most_asked: Option<u64>,
    /// Its tacit acts.
    pub tacit: Vec<Act>,
    /// It is taken back with what encloses it.
    pub recalls: bool,
    /// The settled revocations that the model asks about.
    pub settled: Vec<(Act, Outcome)>,
}

/// The states and steps of one transaction.
#[derive(Clone, Debug)]
pub struct Table {
    /// Every state, the initial one first.
    pub states: Vec<Local>,
    /// Every step of the pattern that has an event.
    pub steps: Vec<Step>,
    /// Per state and step, in this order, where it leads.
    next: Vec<Option<u16>>,
    numbers: BTreeMap<Local, u16>,
}

impl Local {
    /// Nothing has happened.
    pub const INITIAL: Self = Self {
        status: Status::INITIAL,
        asked: 0,
        returned: false,
        recalled: false,
        settled: 0,
    };

    /// Where it stands: `requested`, `promised, revocation of its request asked`.
    pub fn words(self) -> String {
        let base = match self.status.base {
            Base::Initial => "not begun",
            Base::Requested => "requested",
            Base::Promised => "promised",
            Base::Declined => "declined",
            Base::Executed => "executed",
            Base::Declared => "declared",
            Base::Accepted => "accepted",
            Base::Rejected => "rejected",
            Base::Quitted => "quit",
            Base::Stopped => "stopped",
        };
        match self.status.pending {
            Some(act) => format!("{base}, revocation of its {} asked", act.word()),
            None => base.to_owned(),
        }
    }
}

impl Table {
    /// The table of a kind.
    pub fn of(profile: Profile, kind: &TransactionKind, memory: &Memory) -> Self {
        let folded = kind.is_tacit(Act::Execute);
        let steps: Vec<Step> = ctp::steps(profile, kind.pattern)
            .into_iter()
            .filter(|step| !(folded && *step == Step::Base(Act::Execute)))
            .collect();
        let mut table = Self {
            states: vec![Local::INITIAL],
            steps,
            next: Vec::new(),
            numbers: BTreeMap::from([(Local::INITIAL, 0)]),
        };
        let mut at = 0;
        while let Some(state) = table.states.get(at).copied() {
            at += 1;
            for number in 0..table.steps.len() {
                let Some(step) = table.steps.get(number).copied() else {
                    continue;
                };
                let next = |status, step| ctp::next(profile, kind.pattern, folded, status, step);
                let after = next(state.status, step)
                    .and_then(|status| after(state, status, step, memory))
                    .map(|after| {
                        // Once nothing of the pending is left, could an act be tacit?
                        let quiet = Status {
                            pending: None,
                            ..after.status
                        };
                        let mut tacit = memory.tacit.iter();
                        let returned = after.returned
                            && tacit.any(|act| next(quiet, Step::Base(*act)).is_some());
                        Local { returned, ..after }
                    });
                let next = after.map(|after| table.number(after));
                table.next.push(next);
            }
            // What other transactions do to this one.
            table.number(Local { asked: 0, ..state });
            table.number(Local {
                recalled: false,
                ..state
            });
        }
        table
    }

    fn number(&mut self, state: Local) -> u16 {
        let states = &mut self.states;
        *self.numbers.entry(state).or_insert_with(|| {
            states.push(state);
            u16::try_from(states.len().saturating_sub(1)).unwrap_or(u16::MAX)
        })
    }

    /// How many states there are.
    pub fn count(&self) -> usize {
        self.states.len()
    }

    /// Where a step leads; none where the pattern does not admit it.
    pub fn next(&self, state: u16, step: usize) -> Option<u16> {
        let row = usize::from(state).checked_mul(self.steps.len())?;
        self.next.get(row.checked_add(step)?).copied().flatten()
    }

    /// The state of this number.
    pub fn state(&self, number: u16) -> Local {
        self.states
            .get(usize::from(number))
            .copied()
            .unwrap_or(Local::INITIAL)
    }

    /// The number of a state that [`Self::of`] has found.
    pub fn find(&self, state: Local) -> Option<u16> {
        self.numbers.get(&state).copied()
    }

    /// The place of a step among the steps.
    pub fn step(&self, step: Step) -> Option<usize> {
        self.steps.iter().position(|known| *known == step)
    }
}

/// What is remembered after a step; none where an automation may not ask once more.
fn after(before: Local, status: Status, step: Step, memory: &Memory) -> Option<Local> {
    let mut asked = before.asked;
    if let (Some(most), Step::Base(Act::Request)) = (memory.most_asked, step) {
        let most = most.min(MOST_ASKED);
        if u64::from(asked) >= most {
            return None;
        }
        asked = asked.saturating_add(1);
    }
    if step == Step::Allow(Act::Request) {
        // Who takes back what an automation has asked for has taken it in hand.
        asked = 0;
    }
    let returned = match step {
        Step::Allow(_) | Step::Base(Act::Reject) => true,
        Step::Revoke(_) | Step::Refuse(_) => before.returned,
        Step::Base(_) => false,
    };
    let recalled = memory.recalls && (before.recalled || matches!(step, Step::Revoke(_)));
    let mut settled = 0;
    for (bit, (act, outcome)) in memory.settled.iter().enumerate() {
        let mask = 1_u16
            .checked_shl(u32::try_from(bit).unwrap_or(u32::MAX))
            .unwrap_or(0);
        let brought = match outcome {
            Outcome::Allowed => step == Step::Allow(*act),
            Outcome::Refused => step == Step::Refuse(*act),
            Outcome::Asked => false,
        };
        let stood = before.settled & mask != 0;
        if brought || (stood && !lapses(status.base, step, *act, *outcome)) {
            settled |= mask;
        }
    }
    Some(Local {
        status,
        asked,
        returned,
        recalled,
        settled,
    })
}

/// Whether what became of the revocation of `act` stands no longer after a step: that it is allowed stands until the act
/// is performed anew, that it is refused as long as the act stands, and both until the same is asked for again.
fn lapses(base: Base, step: Step, act: Act, outcome: Outcome) -> bool {
    match step {
        Step::Base(Act::Request) => true,
        Step::Base(done) if done == act => true,
        Step::Base(_) | Step::Allow(_) => outcome == Outcome::Refused && !ctp::stands(base, act),
        Step::Revoke(of) => of == act,
        Step::Refuse(_) => false,
    }
}

impl Memory {
    /// Whether a fact stands in a state.
    pub fn stands(&self, state: Local, fact: FactWord) -> bool {
        let FactWord::Revocation(act, outcome @ (Outcome::Allowed | Outcome::Refused)) = fact
        else {
            return state.status.stands(fact);
        };
        let bit = self
            .settled
            .iter()
            .position(|known| *known == (act, outcome));
        bit.and_then(|bit| u32::try_from(bit).ok())
            .and_then(|bit| 1_u16.checked_shl(bit))
            .is_some_and(|mask| state.settled & mask != 0)
    }
}
