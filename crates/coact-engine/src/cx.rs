//! The model as the interpreter sees it: where each transaction kind lives, and what it asks of the others.

mod address;
mod around;
mod places;

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use coact_model::Loc;
use coact_model::ctp::{self, Act, FactWord, Status, Step};
use coact_model::model::{
    ActDef, CaseKindId, Entity, EntityId, Id, KindId, LinkId, Model, TransactionKind,
};
use regex::Regex;

pub(crate) use address::{Address, in_command};

const REQUEST: Step = Step::Base(Act::Request);

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
    pub(crate) model: &'a Model,
    places: Vec<Place>,
    /// What became of revocations, where the model asks for it.
    settled: Vec<(KindId, FactWord)>,
    /// The first thing met that is not interpreted yet.
    gap: RefCell<Option<Gap>>,
    /// How much was done so far: expressions that were evaluated.
    steps: Cell<u64>,
    /// The patterns of texts, each made once.
    patterns: RefCell<BTreeMap<String, Option<Regex>>>,
}

/// Where a transaction kind lives.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    pub(crate) case: CaseKindId,
    /// The enclosing kind, and the link that initiates this one.
    pub(crate) parent: Option<(KindId, LinkId)>,
    /// Its instances have subjects of their own.
    pub(crate) own_subject: bool,
    /// There may be several in a case.
    pub(crate) many: bool,
}

impl<'a> Cx<'a> {
    /// The model with its places, one per kind.
    ///
    /// # Errors
    /// A kind that lives at no place, or at several.
    pub(crate) fn new(model: &'a Model) -> Result<Self, Gap> {
        let mut known = Vec::new();
        for kind in model.kinds.ids() {
            known.push(places::place(model, kind)?);
        }
        Ok(Self {
            model,
            places: known,
            settled: places::asked_for(model),
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

    /// What became of the revocations of a kind, where the model asks for it: that has to be remembered.
    pub(crate) fn settled(&self, kind: KindId) -> impl Iterator<Item = FactWord> {
        let of_kind = self.settled.iter().filter(move |(of, _)| *of == kind);
        of_kind.map(|(_, fact)| *fact)
    }

    pub(crate) fn place(&self, kind: KindId) -> Place {
        self.places[kind.index()]
    }

    pub(crate) fn kind(&self, kind: KindId) -> &'a TransactionKind {
        &self.model.kinds[kind]
    }

    pub(crate) fn kind_name(&self, kind: KindId) -> &'a str {
        &self.kind(kind).name.text
    }

    /// The first name of a kind, of which identities are made.
    pub(crate) fn first_kind_name(&self, kind: KindId) -> &'a str {
        self.model.first_name(&self.kind(kind).name)
    }

    pub(crate) fn entity(&self, entity: EntityId) -> &'a Entity {
        &self.model.entities[entity]
    }

    /// The entity that the instances of a kind are about.
    pub(crate) fn subject(&self, kind: KindId) -> EntityId {
        self.kind(kind).product.entity
    }

    /// The entity whose key names the case that a kind lives in.
    pub(crate) fn case_entity(&self, kind: KindId) -> EntityId {
        self.model.cases[self.place(kind).case].entity
    }

    /// Where a step leads; none where the pattern does not admit it.
    pub(crate) fn next(&self, kind: KindId, status: Status, step: Step) -> Option<Status> {
        let def = self.kind(kind);
        let folded = def.is_tacit(Act::Execute);
        ctp::next(self.model.profile, def.pattern, folded, status, step)
    }

    /// The steps that have a command and an event; a tacit execution has neither.
    pub(crate) fn acts(&self, kind: KindId) -> impl Iterator<Item = &'a ActDef> + use<'a> {
        let def = self.kind(kind);
        let folded = def.is_tacit(Act::Execute);
        def.acts
            .iter()
            .filter(move |act| !(folded && act.step == Step::Base(Act::Execute)))
    }

    pub(crate) fn act(&self, kind: KindId, act: Act) -> Option<&'a ActDef> {
        self.step(kind, Step::Base(act))
    }

    pub(crate) fn step(&self, kind: KindId, step: Step) -> Option<&'a ActDef> {
        self.acts(kind).find(|def| def.step == step)
    }
}
