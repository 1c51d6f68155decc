//! Cooperation Model.

use super::{ActorId, Bound, EntityId, Expr, Ident, Type};
use crate::Loc;
use crate::ctp::{Act, Pattern, Performer, Step};

/// An actor role.
#[derive(Clone, Debug)]
pub struct Actor {
    /// Its name.
    pub name: Ident,
    /// Its doc text.
    pub doc: Option<String>,
    /// Its number in the organisation's tables.
    pub number: Option<Ident>,
    /// Outside the scope of interest.
    pub external: bool,
    /// A set of roles.
    pub composite: bool,
    /// A filler is known as this entity.
    pub is: Option<EntityId>,
    /// The parts of a composite role.
    pub parts: Vec<ActorId>,
    /// Stands in for a role that is missing or declared nowhere, which is reported; never so in a valid
    /// model.
    pub stand_in: bool,
}

/// The sort of a transaction kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Sort {
    /// Brings about new things.
    #[default]
    Original,
    /// Remembers and computes.
    Informational,
    /// Stores and transmits.
    Documental,
}

/// A transaction kind.
#[derive(Clone, Debug)]
pub struct TransactionKind {
    /// Its name.
    pub name: Ident,
    /// Its doc text.
    pub doc: Option<String>,
    /// Its number.
    pub number: Option<Ident>,
    /// Its sort.
    pub sort: Sort,
    /// Who may ask; never empty.
    pub initiators: Vec<ActorId>,
    /// Where each of them is named.
    pub initiators_at: Vec<Loc>,
    /// Who is asked.
    pub executor: ActorId,
    /// Where that role is named.
    pub executor_at: Loc,
    /// What it brings about.
    pub product: Product,
    /// How much of the pattern it uses.
    pub pattern: Pattern,
    /// Every step the pattern and profile admit, in the order of [`ctp::steps`](crate::ctp), with names
    /// and payloads; defaults where the text is silent.
    pub acts: Vec<ActDef>,
}

/// What a transaction kind brings about.
#[derive(Clone, Debug)]
pub struct Product {
    /// The entity an instance is about.
    pub entity: EntityId,
    /// The request creates the entity.
    pub new: bool,
    /// The fact of the entity it is about: an index into its `facts`.
    pub fact: Option<usize>,
    /// The formulation; empty where the text gives none.
    pub sentence: String,
    /// Where it stands.
    pub loc: Loc,
}

/// One step of a transaction kind: a command and the event it brings about.
///
/// Where the text gives no name, the kind's name makes one: `RequestOrderPaying` brings about
/// `OrderPayingRequested`, `RevokeRequestOfOrderPaying` brings about `OrderPayingRequestRevocationAsked`,
/// `AllowRequestRevocationOfOrderPaying` brings about `OrderPayingRequestRevocationAllowed`,
/// `RefuseRequestRevocationOfOrderPaying` brings about `OrderPayingRequestRevocationRefused`.
///
/// A tacit `execute` is folded into `declare`: it keeps its place here, but has neither command nor event, and
/// its names are not taken.
#[derive(Clone, Debug)]
pub struct ActDef {
    /// The step.
    pub step: Step,
    /// Who performs it.
    pub performer: Performer,
    /// The command's name.
    pub command: Ident,
    /// The event's name.
    pub event: Ident,
    /// Its doc text.
    pub doc: Option<String>,
    /// Performed in the same commit as the event that makes it legal.
    pub tacit: bool,
    /// Its payload, `reason` included; the subject is not among it.
    pub payload: Vec<PayloadField>,
    /// `due`: the operative time.
    pub due: Option<Expr>,
    /// The words of its clause before the payload, where the text has one.
    pub declared: Option<Loc>,
}

/// A field of an act's payload.
#[derive(Clone, Debug)]
pub struct PayloadField {
    /// Its name.
    pub name: Ident,
    /// Its doc text.
    pub doc: Option<String>,
    /// Where its value belongs.
    pub origin: PayloadOrigin,
    /// Its type.
    pub ty: Type,
    /// Its bounds; a fact's bounds where it is one.
    pub bounds: Vec<Bound>,
    /// The values a link or rule gives it, where one does: the command may leave the field out.
    pub default: Option<PayloadDefault>,
}

/// Where the value of a payload field belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PayloadOrigin {
    /// It is the subject's fact: an index into the entity's `facts`.
    Fact(usize),
    /// It is the subject's fact, and is the parent's subject: in the event, not in the command.
    FilledIn(usize),
    /// Data of the act.
    Data,
}

/// The default of a payload field. The expression reads the case as the rule or link would.
#[derive(Clone, Debug)]
pub enum PayloadDefault {
    /// From a response link.
    Link(super::LinkId, Expr),
    /// From a rule's response, outside any `for each`.
    Rule(super::RuleId, Expr),
}

impl TransactionKind {
    /// The definition of a step, where the pattern admits it.
    pub fn act(&self, step: Step) -> Option<&ActDef> {
        self.acts.iter().find(|act| act.step == step)
    }

    /// Whether a base act is tacit.
    pub fn is_tacit(&self, act: Act) -> bool {
        self.act(Step::Base(act)).is_some_and(|act| act.tacit)
    }
}
