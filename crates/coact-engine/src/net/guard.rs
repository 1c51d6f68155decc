//! Conditions over where the parts of a net stand, as sums: what each part adds follows from its own state alone, so that
//! a condition over many parts is known from what groups of them add.

use coact_model::model::WaitId;

/// What a part adds to a condition.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Tally {
    /// Something that the condition does not admit.
    pub against: u32,
    /// Facts that stand.
    pub stand: u32,
    /// Instances that are live.
    pub live: u32,
}

impl Tally {
    /// Nothing.
    pub const NONE: Self = Self {
        against: 0,
        stand: 0,
        live: 0,
    };
    /// Something that is not admitted.
    pub const AGAINST: Self = Self {
        against: 1,
        ..Self::NONE
    };
    /// A fact that stands.
    pub const STANDS: Self = Self {
        stand: 1,
        ..Self::NONE
    };

    /// Both together.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self {
            against: self.against.saturating_add(other.against),
            stand: self.stand.saturating_add(other.stand),
            live: self.live.saturating_add(other.live),
        }
    }
}

/// What one part adds, for each of its states.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Read {
    /// The part.
    pub part: usize,
    /// By the number of its state.
    pub adds: Box<[Tally]>,
}

impl Read {
    /// What it adds where it stands in a state of the net.
    pub fn add(&self, state: &[u16]) -> Tally {
        let own = state.get(self.part).copied().unwrap_or(0);
        self.adds.get(usize::from(own)).copied().unwrap_or_default()
    }
}

/// A condition: nothing speaks against it, enough facts stand, and enough but not too many instances are live.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Guard {
    /// The wait link that it is of.
    pub wait: Option<WaitId>,
    /// What it rests on.
    pub reads: Vec<Read>,
    /// So many facts stand at least.
    pub stand: u32,
    /// So many instances are live at least.
    pub live: u32,
    /// Fewer instances than this are live.
    pub below: u32,
}

impl Guard {
    /// Nothing of what is read speaks against it.
    pub const fn clear(reads: Vec<Read>) -> Self {
        Self {
            wait: None,
            reads,
            stand: 0,
            live: 0,
            below: u32::MAX,
        }
    }

    /// At least one of the facts that are read stands.
    pub fn any(reads: Vec<Read>) -> Self {
        Self {
            stand: 1,
            ..Self::clear(reads)
        }
    }

    /// Whether it holds in a state.
    pub fn holds(&self, state: &[u16]) -> bool {
        let mut sum = Tally::NONE;
        for read in &self.reads {
            sum = sum.plus(read.add(state));
        }
        self.admits(sum)
    }

    /// Whether it holds where its parts add so much.
    pub const fn admits(&self, sum: Tally) -> bool {
        sum.against == 0
            && sum.stand >= self.stand
            && sum.live >= self.live
            && sum.live < self.below
    }

    /// The same sum as far as it matters: what is enough is not counted further.
    #[must_use]
    pub fn capped(&self, sum: Tally) -> Tally {
        let most = match self.below {
            u32::MAX => self.live,
            below => self.live.max(below),
        };
        Tally {
            against: sum.against.min(1),
            stand: sum.stand.min(self.stand),
            live: sum.live.min(most),
        }
    }
}
