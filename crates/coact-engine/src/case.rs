//! The fold of one case: where its transactions stand, who takes part, and what their standing acts said.
//!
//! [`fold`] takes events in, [`decide`] says what a command brings about or why not, [`tacit`], [`due`] and [`agenda`] say
//! what follows. A reader of the generated code finds each part under the name that it has there.

pub(crate) mod admits;
pub(crate) mod agenda;
pub(crate) mod apart;
pub(crate) mod authority;
pub(crate) mod cascade;
pub(crate) mod contained;
pub(crate) mod decide;
pub(crate) mod due;
pub(crate) mod elements;
pub(crate) mod entity;
pub(crate) mod fold;
pub(crate) mod held;
pub(crate) mod laws;
pub(crate) mod least;
pub(crate) mod no_more;
pub(crate) mod operative;
pub(crate) mod payload;
pub(crate) mod rules;
pub(crate) mod settled;
pub(crate) mod site;
pub(crate) mod tacit;
pub(crate) mod waits;

use std::collections::{BTreeMap, BTreeSet};

use coact_model::ctp::{Act, FactWord, Status};
use coact_model::model::{ActorId, AggregateId, CaseKindId, KindId};
use coact_runtime::ActorId as Who;
use coact_runtime::export::jiff::Timestamp;

use crate::cx::Cx;
use crate::value::Value;
use apart::Bonds;
pub(crate) use site::Site;

/// What a case is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sort {
    /// Transactions.
    Case(CaseKindId),
    /// A plain aggregate.
    Aggregate(AggregateId),
    /// A command that belongs to no aggregate: each has a stream of its own.
    Plain,
}

/// The fold of one stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Case {
    pub(crate) sort: Sort,
    /// How many events it has.
    pub(crate) version: u64,
    /// The key that names it.
    pub(crate) key: Value,
    /// The instances of each kind, in the order in which they were asked for.
    entries: BTreeMap<KindId, Vec<Entry>>,
    /// The state of an aggregate; none where a field has no value yet.
    pub(crate) state: Vec<Option<Value>>,
    /// What binds it to others.
    pub(crate) bonds: Bonds,
}

/// An instance at its place in the case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) subject: Value,
    /// What the transaction that encloses it is about.
    pub(crate) parent: Value,
    pub(crate) instance: Instance,
}

/// One instance of a transaction kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Instance {
    pub(crate) status: Status,
    /// Who asked; bound by the request.
    pub(crate) initiator: Option<Who>,
    /// Who was asked; bound by their first act.
    pub(crate) executor: Option<Who>,
    /// The performances that stand.
    pub(crate) standing: BTreeMap<Act, Performed>,
    /// The case's version right after the latest performance of each act, whether or not it still stands.
    pub(crate) last: BTreeMap<Act, u64>,
    /// How often it was declined.
    pub(crate) declines: u64,
    /// The case's version right after the revocation that is pending was asked for.
    pub(crate) pending_since: u64,
    /// The case's version right after what became of a revocation, where that stands.
    pub(crate) settled: BTreeMap<FactWord, u64>,
    /// Whether an allowed revocation, or a rejection, led to where it stands: that makes nothing tacit.
    pub(crate) returned: bool,
    /// The element of the list that it was asked for, where a rule goes through one.
    pub(crate) element: Option<Value>,
    /// The response of a rule that asked for it, where several ask; none where a person did.
    pub(crate) response: Option<String>,
    /// Children of which somebody said that no more will be asked for.
    pub(crate) no_more: BTreeSet<KindId>,
}

/// A performance of an act that stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Performed {
    pub(crate) by: Who,
    pub(crate) role: Option<ActorId>,
    pub(crate) at: Timestamp,
    /// The case's version right after it.
    pub(crate) version: u64,
    pub(crate) payload: Vec<Value>,
    /// What it gives beside the payload, for a request.
    pub(crate) around: Option<Value>,
}

impl Default for Instance {
    fn default() -> Self {
        Self {
            status: Status::INITIAL,
            initiator: None,
            executor: None,
            standing: BTreeMap::new(),
            last: BTreeMap::new(),
            declines: 0,
            pending_since: 0,
            settled: BTreeMap::new(),
            returned: false,
            element: None,
            response: None,
            no_more: BTreeSet::new(),
        }
    }
}

impl Instance {
    /// The case's version right after the latest performance of an act; 0 before the first.
    pub(crate) fn last(&self, act: Act) -> u64 {
        self.last.get(&act).copied().unwrap_or_default()
    }

    /// Since when something stands of a settled revocation; 0 where it does not.
    pub(crate) fn settled(&self, fact: FactWord) -> u64 {
        self.settled.get(&fact).copied().unwrap_or_default()
    }
}

impl Case {
    /// The case before its first event.
    pub(crate) fn new(cx: &Cx<'_>, sort: Sort, key: Value) -> Self {
        let mut case = Self {
            sort,
            version: 0,
            key,
            entries: BTreeMap::new(),
            state: Vec::new(),
            bonds: Bonds::default(),
        };
        match sort {
            Sort::Case(of) => {
                for kind in cx.kinds_of(of) {
                    let only = Entry {
                        subject: case.key.clone(),
                        parent: case.key.clone(),
                        instance: Instance::default(),
                    };
                    let entries = if cx.place(kind).many {
                        Vec::new()
                    } else {
                        vec![only]
                    };
                    case.entries.insert(kind, entries);
                }
            }
            Sort::Aggregate(id) => case.state = crate::plain::state::begin(cx, id),
            Sort::Plain => {}
        }
        case
    }

    /// The instances of a kind, in the order in which they were asked for.
    pub(crate) fn entries(&self, kind: KindId) -> &[Entry] {
        self.entries.get(&kind).map_or(&[], Vec::as_slice)
    }

    /// The instance about this subject.
    pub(crate) fn entry(&self, kind: KindId, subject: &Value) -> Option<&Entry> {
        let mut entries = self.entries(kind).iter();
        entries.find(|entry| entry.subject == *subject)
    }

    /// The instance of a kind that has only one.
    pub(crate) fn only(&self, kind: KindId) -> Option<&Entry> {
        self.entries(kind).first()
    }

    /// The instances of a kind directly within the one about `around`.
    pub(crate) fn within<'c>(
        &'c self,
        cx: &Cx<'_>,
        kind: KindId,
        around: &Value,
    ) -> Vec<&'c Entry> {
        let entries = self.entries(kind);
        let is_inside_one = cx.parent(kind).is_some_and(|parent| cx.place(parent).many);
        if !cx.place(kind).many || !is_inside_one {
            return entries.iter().collect();
        }
        if cx.place(kind).own_subject {
            let inside = entries.iter().filter(|entry| entry.parent == *around);
            return inside.collect();
        }
        self.entry(kind, around).into_iter().collect()
    }
}

/// Whether a fact of an instance still stands. The product fact must also have nothing pending.
pub(crate) fn stands(instance: Option<&Instance>, fact: FactWord) -> bool {
    match fact {
        FactWord::Base(Act::Accept) => instance.is_some_and(|instance| instance.status.holds()),
        _ => is_kept(instance, fact),
    }
}

/// The same, where the product fact is kept until the revocation of what it rests on is allowed.
pub(crate) fn is_kept(instance: Option<&Instance>, fact: FactWord) -> bool {
    let Some(instance) = instance else {
        return false;
    };
    match fact {
        FactWord::Base(act) => coact_model::ctp::stands(instance.status.base, act),
        FactWord::Revocation(act, coact_model::ctp::Outcome::Asked) => {
            instance.status.pending == Some(act)
        }
        FactWord::Revocation(..) => instance.settled(fact) > 0,
    }
}

/// The version of the case right after a fact of an instance.
pub(crate) fn occasion(instance: Option<&Instance>, fact: FactWord) -> u64 {
    let Some(instance) = instance else { return 0 };
    match fact {
        FactWord::Base(act) => {
            let performed = instance.standing.get(&act);
            performed.map_or(0, |performed| performed.version)
        }
        FactWord::Revocation(_, coact_model::ctp::Outcome::Asked) => instance.pending_since,
        FactWord::Revocation(..) => instance.settled(fact),
    }
}
