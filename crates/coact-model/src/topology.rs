//! Where the transaction kinds of a model live, and what each is to the others: for whatever runs a model, as code or without.

mod address;
mod around;
mod automated;
mod elements;
mod places;

use crate::ctp::{Act, FactWord, Step};
use crate::model::{
    ActDef, CaseKindId, Entity, EntityId, Id, KindId, LinkId, Model, TransactionKind,
};

pub use address::{Address, in_command};
pub use elements::Element;
pub use places::Homeless;

const REQUEST: Step = Step::Base(Act::Request);

/// A model whose transaction kinds each live at one place of one case.
#[derive(Clone, Debug)]
pub struct Topology<'a> {
    /// The model.
    pub model: &'a Model,
    places: Vec<Place>,
    /// What became of revocations, where the model asks for it.
    settled: Vec<(KindId, FactWord)>,
}

/// Where a transaction kind lives.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// The case kind.
    pub case: CaseKindId,
    /// The enclosing kind, and the link that initiates this one.
    pub parent: Option<(KindId, LinkId)>,
    /// Its instances have subjects of their own.
    pub own_subject: bool,
    /// There may be several in a case, so they are kept by their subjects.
    pub many: bool,
}

impl<'a> Topology<'a> {
    /// Where each kind of a model lives.
    ///
    /// # Errors
    /// The kinds that live at no place, or at several.
    pub fn of(model: &'a Model) -> Result<Self, Vec<Homeless>> {
        let (mut known, mut homeless) = (Vec::new(), Vec::new());
        for kind in model.kinds.ids() {
            match places::place(model, kind) {
                Ok(place) => known.push(place),
                Err(none) => homeless.push(none),
            }
        }
        if !homeless.is_empty() {
            return Err(homeless);
        }
        Ok(Self {
            model,
            places: known,
            settled: places::asked_for(model),
        })
    }

    /// What became of the revocations of a kind, where the model asks for it: that has to be remembered.
    pub fn settled(&self, kind: KindId) -> impl Iterator<Item = FactWord> {
        let of_kind = self.settled.iter().filter(move |(of, _)| *of == kind);
        of_kind.map(|(_, fact)| *fact)
    }

    /// Where a kind lives.
    pub fn place(&self, kind: KindId) -> Place {
        self.places[kind.index()]
    }

    /// A kind.
    pub fn kind(&self, kind: KindId) -> &'a TransactionKind {
        &self.model.kinds[kind]
    }

    /// Its name.
    pub fn kind_name(&self, kind: KindId) -> &'a str {
        &self.kind(kind).name.text
    }

    /// The first name of a kind, of which identities are made.
    pub fn first_kind_name(&self, kind: KindId) -> &'a str {
        self.model.first_name(&self.kind(kind).name)
    }

    /// An entity.
    pub fn entity(&self, entity: EntityId) -> &'a Entity {
        &self.model.entities[entity]
    }

    /// The entity that the instances of a kind are about.
    pub fn subject(&self, kind: KindId) -> EntityId {
        self.kind(kind).product.entity
    }

    /// The entity whose key names the case that a kind lives in.
    pub fn case_entity(&self, kind: KindId) -> EntityId {
        self.model.cases[self.place(kind).case].entity
    }

    /// The steps that have a command and an event; a tacit execution has neither.
    pub fn acts(&self, kind: KindId) -> impl Iterator<Item = &'a ActDef> + use<'a> {
        let def = self.kind(kind);
        let folded = def.is_tacit(Act::Execute);
        def.acts
            .iter()
            .filter(move |act| !(folded && act.step == Step::Base(Act::Execute)))
    }

    /// The act of a base step, where it has a command.
    pub fn act(&self, kind: KindId, act: Act) -> Option<&'a ActDef> {
        self.step(kind, Step::Base(act))
    }

    /// The act of a step, where it has a command.
    pub fn step(&self, kind: KindId, step: Step) -> Option<&'a ActDef> {
        self.acts(kind).find(|def| def.step == step)
    }
}
