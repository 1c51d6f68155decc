//! The model as the interpreter sees it: where each transaction kind lives, and what it asks of the others.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::ops::Deref;

use coact_model::Loc;
use coact_model::ctp::{self, Act, Status, Step};
use coact_model::model::{EntityId, KindId, Model};
use coact_model::topology::Topology;
use regex::Regex;

use crate::value::{Value, text};

pub(crate) use coact_model::topology::{Address, in_command};

/// Something that is not interpreted yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// What, as part of a sentence: "a position".
    pub what: String,
    /// Where the model says so.
    pub loc: Loc,
}

/// The model with what every part of the interpreter asks of it.
pub(crate) struct Cx<'a> {
    topology: Topology<'a>,
    /// The first thing met that is not interpreted yet.
    gap: RefCell<Option<Gap>>,
    /// How much was done so far: expressions that were evaluated.
    steps: Cell<u64>,
    /// The patterns of texts, each made once.
    patterns: RefCell<BTreeMap<String, Option<Regex>>>,
}

impl<'a> Deref for Cx<'a> {
    type Target = Topology<'a>;

    fn deref(&self) -> &Topology<'a> {
        &self.topology
    }
}

impl<'a> Cx<'a> {
    /// The model with its places, one per kind.
    ///
    /// # Errors
    /// A kind that lives at no place, or at several.
    pub(crate) fn new(model: &'a Model) -> Result<Self, Gap> {
        let topology = Topology::of(model).map_err(|homeless| {
            let first = homeless.first();
            Gap {
                what: first.map(|it| it.words(model)).unwrap_or_default(),
                loc: first.map_or(model.name.loc, |it| model.kinds[it.kind].name.loc),
            }
        })?;
        Ok(Self {
            topology,
            gap: RefCell::new(None),
            steps: Cell::new(0),
            patterns: RefCell::default(),
        })
    }

    /// Notes something that is not interpreted yet: what comes of it is no verdict.
    pub(crate) fn lacks(&self, loc: Loc, what: impl Into<String>) {
        let what = what.into();
        let mut gap = self.gap.borrow_mut();
        gap.get_or_insert(Gap { what, loc });
    }

    /// What was met so far that is not interpreted yet.
    pub(crate) fn take_gap(&self) -> Option<Gap> {
        self.gap.take()
    }

    /// Counts one step.
    pub(crate) fn step_on(&self) {
        self.steps.set(self.steps.get().saturating_add(1));
    }

    /// How much was done so far.
    pub(crate) fn steps(&self) -> u64 {
        self.steps.get()
    }

    /// Whether a text matches a pattern as a whole.
    pub(crate) fn matches(&self, pattern: &str, text: &str) -> bool {
        let mut patterns = self.patterns.borrow_mut();
        let known = patterns
            .entry(pattern.to_owned())
            .or_insert_with(|| Regex::new(&format!("^(?:{pattern})$")).ok());
        known.as_ref().is_some_and(|known| known.is_match(text))
    }

    /// Where a step leads; none where the pattern does not admit it.
    pub(crate) fn next(&self, kind: KindId, status: Status, step: Step) -> Option<Status> {
        let def = self.kind(kind);
        let folded = def.is_tacit(Act::Execute);
        ctp::next(self.model.profile, def.pattern, folded, status, step)
    }

    /// The stream of the case that an entity names.
    pub(crate) fn stream(&self, entity: EntityId, key: &Value) -> String {
        let name = self
            .model
            .first_name(&self.entity(self.model.foundation(entity)).name);
        format!("{name}/{}", text(self, key))
    }
}
